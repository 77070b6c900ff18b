using AfterSales.Service.CorrectiveActions;
using AfterSales.Service.Registers;
using AfterSales.Web.Api.Http;
using AfterSales.Web.Api.V2;
using AfterSales.Web.SignIn;

namespace AfterSales.Web.Api.Domain;

/// <summary><c>/api/corrective-actions</c>: the register (CAP-04, CAP-06). Everybody of the staff reads it; managers and process owners change it.</summary>
internal static class CorrectiveActionEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/corrective-actions", async (HttpContext http, CorrectiveActionRegister register, string? text, string? state, int skip = 0, int take = 50, CancellationToken ct = default) =>
            RegisterAnswers.WrongPage(http, skip, take)
            ?? (state is not null && !CorrectiveActionStates.All.Contains(state)
                ? ApiProblem.Invalid(http, $"'state' must be one of {string.Join(", ", CorrectiveActionStates.All)}.")
                : RegisterAnswers.Page(await register.SearchAsync(text, state, skip, take, ct), Of)))
            .RequireAuthorization(Rights.Staff).WithSummary("Corrective actions, the latest first: text, state, skip, take.");
        api.MapGet("/corrective-actions/{number}", async (HttpContext http, string number, CorrectiveActionRegister register, CancellationToken ct) =>
            await register.FindAsync(number, ct) is { } action ? Results.Ok(Of(action)) : Missing(http, number))
            .RequireAuthorization(Rights.Staff).WithSummary("One corrective action.");
        api.MapPost("/corrective-actions", (HttpContext http, JsonBody body, SignedInPerson signedIn, CorrectiveActionRegister register, CancellationToken ct) => SaveAsync(http, body, signedIn, register, null, ct))
            .RequireAuthorization(Rights.Oversight).WithSummary("Adds a corrective action: problem, cause, measure.");
        api.MapPut("/corrective-actions/{number}", (HttpContext http, string number, JsonBody body, SignedInPerson signedIn, CorrectiveActionRegister register, CancellationToken ct) => SaveAsync(http, body, signedIn, register, number, ct))
            .RequireAuthorization(Rights.Oversight).WithSummary("Changes a corrective action: state (open, effective, notEffective), problem, cause, measure; what is left out stays.");
    }

    private static async Task<IResult> SaveAsync(HttpContext http, JsonBody body, SignedInPerson signedIn, CorrectiveActionRegister register, string? existing, CancellationToken ct)
    {
        var entry = new CorrectiveActionEntry(body.Text("problem"), body.Text("cause"), body.Text("measure"), body.Text("state"));
        if (body.Problem() is { } problem)
            return problem;
        if (await register.SaveAsync(entry, existing, signedIn.Person!.Id, signedIn.Person.Language, ct) is not { } saved)
            return Missing(http, existing!);
        return saved.Value is not { } action ? RegisterAnswers.Refused(http, saved.Errors)
            : existing is null ? Results.Created($"/api/corrective-actions/{action.Number}", Of(action)) : Results.Ok(Of(action));
    }

    private static object Of(CorrectiveAction action) => new
    {
        number = action.Number,
        state = action.State,
        problem = action.Problem,
        cause = action.Cause,
        measure = action.Measure,
        failedChecks = action.FailedChecks,
        caseNumber = action.CaseNumber,
        openedAt = Answers.Instant(action.OpenedAt),
        changedAt = Answers.Instant(action.ChangedAt),
        closedAt = Answers.Instant(action.ClosedAt),
    };

    private static IResult Missing(HttpContext http, string number) => ApiProblem.NotFound(http, $"There is no corrective action '{JsonBody.Shown(number)}'.");
}
