using AfterSales.Service.Languages;
using AfterSales.Service.Schedules;
using AfterSales.Web.Api.Http;
using AfterSales.Web.Api.V2;
using AfterSales.Web.SignIn;

namespace AfterSales.Web.Api.Domain;

/// <summary>What comes round by calendar: <c>GET /api/schedules</c>, run one now, switch one on or off. For managers.</summary>
internal static class SchedulesApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/schedules", async (HttpContext http, SignedInPerson signedIn, ScheduleQueries schedules, string? language, CancellationToken ct) =>
            {
                var words = signedIn.Person!.Language;
                return language is not null && !LanguageCodes.TryParse(language, out words)
                    ? ApiProblem.Invalid(http, "'language' must be en, fa or zh.")
                    : Results.Ok(new { items = (await schedules.ListAsync(ct)).Select(view => Item(view, words)) });
            })
            .RequireAuthorization(Rights.Oversight)
            .WithSummary("Schedules with their next fire and latest runs; 'language' chooses the words.");
        api.MapPost("/schedules/{id}/run", async (HttpContext http, string id, SignedInPerson signedIn, ScheduleQueries schedules, CancellationToken ct) =>
            {
                var outcome = await schedules.RunAsync(id, signedIn.Person!.Id, ct);
                return outcome.IsOk ? Results.Accepted("/api/schedules", Run(outcome.Value)) : Answers.Problem(http, outcome.Failure);
            })
            .RequireAuthorization(Rights.Oversight)
            .WithSummary("Runs a schedule now for the period it is about today; 409 when that period ran already.");
        api.MapPost("/schedules/{id}/enabled", async (HttpContext http, string id, JsonBody body, SignedInPerson signedIn, ScheduleQueries schedules, CancellationToken ct) =>
            {
                var on = body.Bool("enabled");
                if (on is null)
                    body.Refuse("enabled", "must be true or false");
                if (body.Problem() is { } problem)
                    return problem;
                return await schedules.SwitchAsync(id, on!.Value, signedIn.Person!.Id, ct) ? Results.NoContent() : ApiProblem.NotFound(http, $"There is no schedule '{id}'.");
            })
            .RequireAuthorization(Rights.Oversight)
            .WithSummary("Switches a schedule on or off: {enabled}. One that is switched on begins to count now.");
    }

    private static object Item(ScheduleView view, Language words) => new
    {
        id = view.Schedule.Id,
        requirement = view.Schedule.Requirement,
        name = view.Schedule.Name.In(words),
        cron = view.Schedule.Cron,
        solar = view.Schedule.Solar,
        calendar = view.CalendarId,
        inWorkingTime = view.Schedule.InWorkingTime,
        kind = view.Schedule.Kind,
        enabled = view.Enabled,
        nextAt = Answers.Instant(view.NextAt),
        nextPeriod = view.NextPeriod?.In(words),
        missingWorkflow = view.MissingWorkflow,
        runs = view.Runs.Select(Run),
    };

    private static object Run(ScheduleRun run) => new
    {
        period = run.Period.Id,
        from = run.Period.From.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        to = run.Period.To.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        at = Answers.Instant(run.FireAt),
        state = KpiParameters.Code(run.State),
        result = run.Result,
        problem = run.Problem,
        attempts = run.Attempts,
        startedBy = run.StartedBy,
        settledAt = Answers.Instant(run.SettledAt),
    };
}
