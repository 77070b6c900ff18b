using System.Text.Json;
using AfterSales.Service.Calendars;
using AfterSales.Service.Calendars.Editing;
using AfterSales.Service.Deadlines.Moves;
using AfterSales.Service.Languages;
using AfterSales.Web.Api.Http;
using AfterSales.Web.Api.V2;
using AfterSales.Web.SignIn;

namespace AfterSales.Web.Api.Domain;

/// <summary>
/// <c>/api/calendars</c>: working calendars, what a change of one would move, and the change itself. For process owners and administrators.
/// </summary>
/// <remarks>
/// A change is two calls. <c>POST …/preview</c> takes the calendar as it shall be, writes nothing and answers what would move with a
/// fingerprint. <c>PUT</c> takes the same calendar with <c>reason</c> and that <c>fingerprint</c>, and is refused with 409 where it would
/// no longer do what the preview said. Mistakes are answered per field, in the language of the account.
/// </remarks>
internal static class CalendarsApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var calendars = api.MapGroup("/calendars").RequireAuthorization(Rights.Rules);
        calendars.MapGet("", (CalendarRegistry registry) => Results.Ok(new { items = registry.All.Select(Short) }))
            .WithSummary("The working calendars with their versions.");
        calendars.MapGet("/{id}", GetAsync).WithSummary("A calendar as it can be edited, with its versions and what still follows the latest one.");
        calendars.MapPost("/{id}/preview", PreviewAsync)
            .WithSummary("What a change would move: {calendar}; answers totals, up to 'take' moves (200, at most 2000) and a fingerprint. Writes nothing.");
        calendars.MapPut("/{id}", PutAsync).WithSummary("Applies what a preview showed: {calendar, reason, fingerprint}; 409 when it would do something else by now.");
    }

    private static async Task<IResult> GetAsync(HttpContext http, string id, CalendarRegistry registry, CalendarVersions versions, CalendarChanges changes, CancellationToken ct)
    {
        if (registry.Find(id) is not { } calendar)
            return Unknown(http, id);
        return Results.Ok(new
        {
            id = calendar.Id,
            version = calendar.Version,
            pending = await changes.PendingAsync(calendar.Id, ct),
            calendar = JsonSerializer.SerializeToElement(CalendarDraft.Of(calendar), JsonSerializerOptions.Web),
            versions = (await versions.HistoryAsync(calendar.Id, ct)).Select(RuleAnswers.Version),
        });
    }

    private static async Task<IResult> PreviewAsync(HttpContext http, string id, JsonBody body, SignedInPerson signedIn, CalendarChanges changes, int take = 200, CancellationToken ct = default)
    {
        var language = signedIn.Person!.Language;
        if (RuleAnswers.Take(http, take) is { } refused)
            return refused;
        if (!RuleAnswers.TryRead(http, body, "calendar", CalendarDraft.Read, TextCatalog.For(language)["calendars.fault.form"], out var draft, out var problem))
            return problem;
        var (preview, errors) = await changes.PreviewAsync(id, draft, language, ct);
        return preview is null
            ? RegisterAnswers.Refused(http, errors)
            : RuleAnswers.Preview(preview.CalendarId, preview.Version, preview.Fingerprint, preview.Totals, preview.Shifts, take, shift => Shift(shift, language));
    }

    private static async Task<IResult> PutAsync(HttpContext http, string id, JsonBody body, SignedInPerson signedIn, CalendarChanges changes, CancellationToken ct)
    {
        var person = signedIn.Person!;
        var (reason, fingerprint) = (body.Text("reason"), body.Text("fingerprint"));
        if (!RuleAnswers.TryRead(http, body, "calendar", CalendarDraft.Read, TextCatalog.For(person.Language)["calendars.fault.form"], out var draft, out var problem))
            return problem;
        return RuleAnswers.Of(http, await changes.ApplyAsync(id, draft, reason, fingerprint, person.Id, person.Language, ct));
    }

    private static object Short(WorkingCalendar calendar) => new
    {
        id = calendar.Id,
        name = calendar.Name,
        zone = calendar.Zone.Id,
        version = calendar.Version,
        knownUntil = calendar.KnownUntil?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
    };

    private static object Shift(DeadlineShift shift, Language language) => new
    {
        kind = JsonNamingPolicy.CamelCase.ConvertName(shift.Kind.ToString()),
        key = shift.Key.ToString(System.Globalization.CultureInfo.InvariantCulture),
        caseNumber = shift.CaseNumber,
        name = shift.Name.In(language),
        oldDue = Answers.Instant(shift.OldDueAt),
        newDue = Answers.Instant(shift.NewDueAt),
        workingMinutes = shift.WorkingMinutes,
        becomesOverdue = shift.BecomesOverdue,
        stopsBeingOverdue = shift.StopsBeingOverdue,
        standsStill = shift.StandsStill,
        moves = shift.Moves,
        reason = shift.Moves ? null : TextCatalog.For(language)[$"calendars.stays.{JsonNamingPolicy.CamelCase.ConvertName(shift.Stays.ToString())}"],
    };

    private static IResult Unknown(HttpContext http, string id) => ApiProblem.NotFound(http, $"There is no calendar '{JsonBody.Shown(id)}'.");
}
