using AfterSales.Feel.Values;
using AfterSales.Service.Calendars;
using AfterSales.Service.Cases;
using AfterSales.Service.Intake;
using AfterSales.Service.Languages;
using AfterSales.Web.Api.Http;
using AfterSales.Web.SignIn;

namespace AfterSales.Web.Api.Domain;

/// <summary>
/// <c>POST /api/cases</c>: staff open a case of any kind, the internal ones included. Without a customer an internal case concerns the
/// company itself. The header <c>Idempotency-Key</c> makes a repeated call harmless.
/// </summary>
internal static class NewCaseEndpoints
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/cases", OpenAsync)
        .RequireAuthorization(Rights.Staff)
        .WithSummary("Opens a case: kind, subject, description, urgency, customer, product, language, calendar; for internal kinds also variables.");

    private static async Task<IResult> OpenAsync(HttpContext http, JsonBody body, SignedInPerson signedIn, RequestIntake intake, InternalCases internals, CalendarRegistry calendars, CancellationToken ct)
    {
        var request = Read(body, http) with { RecordedBy = signedIn.Person!.Id };
        var variables = body.Object("variables");
        var isInternal = CaseKinds.Find(request.Kind)?.Internal == true;
        if (variables is not null && !isInternal)
            body.Refuse("variables", "may be given for internal kinds only");
        if (variables?.TryGetProperty("case", out _) == true)
            body.Refuse("variables", "must not hold 'case', which the service makes");
        if (request.CalendarId is { } calendar && calendars.Find(calendar) is null)
            body.Refuse("calendar", $"must be one of {string.Join(", ", calendars.All.Select(known => known.Id))}");
        if (body.Problem() is { } problem)
            return problem;
        var result = isInternal
            ? await internals.OpenAsync(request, variables is { } given ? FeelJson.Read(given) as FeelContext : null, ct)
            : await intake.SubmitAsync(request, [], ct);
        return result switch
        {
            IntakeResult.Accepted(var opened) => Results.Created($"/api/cases/{opened.CaseNumber}", new { caseNumber = opened.CaseNumber, trackingUrl = PublicAddress.Tracking(http, opened.TrackingCode) }),
            IntakeResult.Invalid(var errors) => RegisterAnswers.Refused(http, [.. errors.Select(error => error with { Field = RequestsApi.ApiName(error.Field) })]),
            var unknown => throw new InvalidOperationException($"Unknown result of an intake: {unknown}"),
        };
    }

    private static NewRequest Read(JsonBody body, HttpContext http)
    {
        var (customer, product) = (body.Nested("customer"), body.Nested("product"));
        if (body.Text("language") is { } code && !LanguageCodes.TryParse(code, out _))
            body.Refuse("language", "must be en, fa or zh");
        var request = new NewRequest
        {
            Kind = body.RequiredText("kind"),
            CustomerName = customer.Text("name"),
            CustomerEmail = customer.Text("email"),
            CustomerPhone = customer.Text("phone"),
            CustomerCompany = customer.Text("company"),
            ProductModel = product.Text("model"),
            SerialNumber = product.Text("serialNumber"),
            OrderNumber = product.Text("orderNumber"),
            Subject = body.Text("subject"),
            Description = body.Text("description") ?? body.Text("subject"),
            Channel = body.Text("channel"),
            Urgency = body.Text("urgency") ?? "normal",
            Language = LanguageCodes.Parse(body.Text("language")),
            CalendarId = body.Text("calendar"),
            IdempotencyKey = http.Request.Headers["Idempotency-Key"].FirstOrDefault(),
        };
        customer.RejectUnread();
        product.RejectUnread();
        return request;
    }
}
