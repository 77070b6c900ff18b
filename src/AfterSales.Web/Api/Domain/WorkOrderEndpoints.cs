using System.Text.Json;
using AfterSales.Service.Languages;
using AfterSales.Service.Registers;
using AfterSales.Service.WorkOrders;
using AfterSales.Web.Api.Http;
using AfterSales.Web.Api.V2;
using AfterSales.Web.SignIn;

namespace AfterSales.Web.Api.Domain;

/// <summary><c>/api/work-orders</c>: who is where when (REP-09). An appointment that cannot be is a conflict with other times to choose from.</summary>
internal static class WorkOrderEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/work-orders", SearchAsync)
            .RequireAuthorization(Rights.Staff).WithSummary("Work orders whose time lies in a span, of a technician, status or case: from, to, technician, status, caseNumber, skip, take.");
        api.MapGet("/work-orders/{number}", async (HttpContext http, string number, SignedInPerson signedIn, WorkOrderDesk desk, CancellationToken ct) =>
            await desk.FindAsync(number, signedIn.Person!, ct) is { } order ? Results.Ok(Of(order)) : Missing(http, number))
            .RequireAuthorization(Rights.Staff).WithSummary("One work order.");
        api.MapGet("/work-orders/{number}/suggestions", async (HttpContext http, string number, SignedInPerson signedIn, WorkOrderDesk desk, CancellationToken ct) =>
            await desk.FindAsync(number, signedIn.Person!, ct) is { } order ? Results.Ok(new { items = (await desk.SuggestAsync(order, ct)).Select(Of) }) : Missing(http, number))
            .RequireAuthorization(Rights.Staff).WithSummary("The next free times of people with the skill.");
        api.MapPost("/work-orders", OpenAsync)
            .RequireAuthorization(Rights.Staff).WithSummary("Opens a work order: workType, skill, durationHours, address, earliest, latest, caseNumber, serialNumber.");
        api.MapPost("/work-orders/{number}/appointment", ScheduleAsync)
            .RequireAuthorization(Rights.Staff).WithSummary("Books or moves the appointment: technician, start, durationHours. 409 with the reason, 'conflict' and 'suggestions' when it cannot be.");
        api.MapPost("/work-orders/{number}/completion", (HttpContext http, string number, JsonBody body, SignedInPerson signedIn, WorkOrderDesk desk, CancellationToken ct) =>
            EndAsync(http, number, body, signedIn, desk, WorkOrderStatus.Done, "result", ct))
            .RequireAuthorization(Rights.Staff).WithSummary("The work is done: result.");
        api.MapPost("/work-orders/{number}/cancellation", (HttpContext http, string number, JsonBody body, SignedInPerson signedIn, WorkOrderDesk desk, CancellationToken ct) =>
            EndAsync(http, number, body, signedIn, desk, WorkOrderStatus.Cancelled, "reason", ct))
            .RequireAuthorization(Rights.Staff).WithSummary("The work will not be done: reason.");
    }

    public static object Of(WorkOrder order) => new
    {
        number = order.Number,
        status = order.Status.Code(),
        workType = order.WorkType,
        skill = order.Skill,
        durationHours = order.Duration.TotalHours,
        address = order.Address,
        earliest = Answers.Instant(order.Earliest),
        latest = Answers.Instant(order.Latest),
        technician = order.Technician,
        start = Answers.Instant(order.Start),
        end = Answers.Instant(order.End),
        result = order.Result,
        caseNumber = order.CaseNumber,
    };

    private static object Of(Appointment slot) => new { technician = slot.Technician, start = Answers.Instant(slot.Start), end = Answers.Instant(slot.End) };

    private static async Task<IResult> SearchAsync(
        HttpContext http, SignedInPerson signedIn, WorkOrderDesk desk, DateTimeOffset? from, DateTimeOffset? to, string? technician, string? status, string? caseNumber, int skip = 0, int take = 50, CancellationToken ct = default)
    {
        if (RegisterAnswers.WrongPage(http, skip, take) is { } problem)
            return problem;
        if (status is not null && WorkOrderStatusCodes.Find(status) is null)
            return ApiProblem.Invalid(http, $"Status '{JsonBody.Shown(status)}' is unknown; there are {string.Join(", ", WorkOrderStatusCodes.All.Select(known => known.Code()))}.");
        if (to < from)
            return ApiProblem.Invalid(http, "'to' must not be before 'from'.");
        return RegisterAnswers.Page(
            await desk.SearchAsync(
                new WorkOrderFilter { From = from, To = to, Technician = technician, Status = WorkOrderStatusCodes.Find(status), CaseNumber = caseNumber, Skip = skip, Take = take }, signedIn.Person!, ct), Of);
    }

    private static async Task<IResult> OpenAsync(HttpContext http, JsonBody body, SignedInPerson signedIn, WorkOrderDesk desk, CancellationToken ct)
    {
        var entry = new WorkOrderEntry(
            body.Text("workType"), body.Text("skill"), Hours(body), body.Text("address"), body.Text("earliest"), body.Text("latest"), body.Text("caseNumber"), body.Text("serialNumber"));
        if (body.Problem() is { } problem)
            return problem;
        var saved = await desk.OpenAsync(entry, signedIn.Person!, ct);
        return saved.Value is { } order ? Results.Created($"/api/work-orders/{order.Number}", Of(order)) : RegisterAnswers.Refused(http, saved.Errors);
    }

    private static async Task<IResult> ScheduleAsync(HttpContext http, string number, JsonBody body, SignedInPerson signedIn, WorkOrderDesk desk, CancellationToken ct)
    {
        var (technician, start, hours) = (body.RequiredText("technician"), body.Instant("start"), Hours(body));
        if (start is null && !body.Has("start"))
            body.Refuse("start", "is required");
        if (hours is < WorkOrderLimits.LeastHours or > WorkOrderLimits.MostHours)
            body.Refuse("durationHours", "must be between 0.25 and 400");
        if (body.Problem() is { } problem)
            return problem;
        if (await desk.ScheduleAsync(number, technician, start!.Value, hours is { } given ? TimeSpan.FromHours((double)given) : null, signedIn.Person!, ct) is not { } booking)
            return Missing(http, number);
        if (booking.Conflict is { } conflict)
            return ApiProblem.Conflict(http, TextCatalog.For(signedIn.Person!.Language)["workOrder.conflict." + conflict.Code()], new Dictionary<string, object?>
            {
                ["conflict"] = conflict.Code(),
                ["workOrder"] = Of(booking.Order),
                ["suggestions"] = booking.Suggestions.Select(Of),
            });
        return booking.Order.Status.IsWaiting() ? Results.Ok(Of(booking.Order)) : Ended(http, booking.Order);
    }

    private static async Task<IResult> EndAsync(
        HttpContext http, string number, JsonBody body, SignedInPerson signedIn, WorkOrderDesk desk, WorkOrderStatus status, string says, CancellationToken ct)
    {
        var text = body.Text(says);
        if (text is { Length: > 2000 })
            body.Refuse(says, "must have at most 2000 characters");
        if (body.Problem() is { } problem)
            return problem;
        if (await desk.EndAsync(number, status, string.IsNullOrWhiteSpace(text) ? null : text.Trim(), signedIn.Person!, ct) is not { } order)
            return Missing(http, number);
        return order.Status == status ? Results.Ok(Of(order)) : Ended(http, order);
    }

    private static decimal? Hours(JsonBody body)
    {
        if (body.Any("durationHours") is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var hours))
            return hours;
        body.Refuse("durationHours", "must be a number of hours");
        return null;
    }

    private static IResult Ended(HttpContext http, WorkOrder order) => ApiProblem.Conflict(http, $"Work order {order.Number} is {order.Status.Code()} already.");

    private static IResult Missing(HttpContext http, string number) => ApiProblem.NotFound(http, $"There is no work order '{JsonBody.Shown(number)}'.");
}
