using System.Globalization;
using AfterSales.Service.Calendars;
using AfterSales.Service.Cases;
using AfterSales.Service.Kpis;
using AfterSales.Service.Languages;
using AfterSales.Web.Api.Http;
using AfterSales.Web.Api.V2;
using AfterSales.Web.SignIn;

namespace AfterSales.Web.Api.Domain;

/// <summary>
/// <c>GET /api/kpis</c> and <c>/api/kpis.csv</c>: the indicators of a range of days (KPI-01 to KPI-06), for managers. Days are those of a
/// working calendar's zone; <c>to</c> is the last day, included.
/// </summary>
internal static class KpisApi
{
    private const string Parameters =
        "from, to (yyyy-MM-dd, both included; default: the last twelve months), by=month|quarter|year|whole, months=gregorian|solar, group=role|person|kind|calendar, " +
        "kind, kpi (ids separated by commas), calendar (whose zone the days are in; default: your own), language=en|fa|zh.";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/kpis", (HttpContext http, [AsParameters] KpiParameters asked, KpiReader reader, CancellationToken ct) =>
                reader.AnswerAsync(http, asked, (report, words) => Results.Ok(Body(report, words)), ct))
            .RequireAuthorization(Rights.Oversight)
            .WithSummary("Indicators with targets, per period and group: " + Parameters);
        api.MapGet("/kpis.csv", (HttpContext http, [AsParameters] KpiParameters asked, KpiReader reader, CancellationToken ct) =>
                reader.AnswerAsync(http, asked, (report, words) => Results.File(KpiCsv.Write(report, words), "text/csv; charset=utf-8", FileName(report)), ct))
            .RequireAuthorization(Rights.Oversight)
            .WithSummary("The same as a table for a spreadsheet: " + Parameters);
    }

    private static string FileName(KpiReport report) =>
        string.Create(CultureInfo.InvariantCulture, $"kpis-{report.Question.From:yyyy-MM-dd}-{report.Question.To:yyyy-MM-dd}.csv");

    private static object Body(KpiReport report, Language words) => new
    {
        from = Day(report.Question.From),
        to = Day(report.Question.To),
        by = KpiParameters.Code(report.Question.By),
        months = report.Question.Solar ? "solar" : "gregorian",
        zone = report.Question.Zone.Id,
        asOf = Answers.Instant(report.AsOf),
        periods = report.Periods.Select(period => new { id = period.Id, name = period.Name.In(words), from = Day(period.First), to = Day(period.Last), isOpen = period.IsOpen }),
        kpis = report.Kpis.Select(series => new
        {
            id = series.Kpi.Id,
            requirement = series.Kpi.Requirement,
            name = series.Kpi.Name.In(words),
            definition = series.Kpi.Definition.In(words),
            unit = KpiParameters.Code(series.Kpi.Unit),
            measure = KpiParameters.Code(series.Kpi.Measure),
            target = Target(series.Kpi.Target),
            warning = Target(series.Kpi.Warning),
            total = Value(series.Total),
            periods = series.Periods.Select(Value),
            groups = series.Groups.Select(group => new { id = group.Id, name = group.Name.In(words), total = Value(group.Total), periods = group.Periods.Select(Value) }),
        }),
        breakdowns = report.Breakdowns.Select(breakdown => new
        {
            id = breakdown.Id,
            name = breakdown.Name.In(words),
            definition = breakdown.Definition.In(words),
            parts = breakdown.Parts.Select(part => new { id = part.Id, name = part.Name.In(words), total = part.Total, periods = part.Periods }),
        }),
    };

    private static object? Target(KpiTarget? target) => target is null ? null : new { comparator = KpiParameters.Code(target.Comparator), value = target.Value };

    private static object Value(KpiValue value) => new
    {
        value = value.Value is { } number ? Math.Round(number, 4) : (decimal?)null,
        numerator = value.Numerator,
        denominator = value.Denominator,
        met = value.IsMet,
        warning = value.IsWarning,
    };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>The parameters of a question as they come, each still to be checked.</summary>
internal sealed record KpiParameters(
    string? From, string? To, string? By, string? Months, string? Group, string? Kind, string? Kpi, string? Calendar, string? Language)
{
    public static string Code<T>(T value) where T : struct, Enum => char.ToLowerInvariant(value.ToString()[0]) + value.ToString()[1..];

    public static bool TryCode<T>(string? code, T otherwise, out T value) where T : struct, Enum
    {
        value = otherwise;
        if (code is null)
            return true;
        foreach (var candidate in Enum.GetValues<T>())
            if (Code(candidate) == code)
            {
                value = candidate;
                return true;
            }
        return false;
    }
}

/// <summary>Turns parameters into a question or a clear refusal, and asks it.</summary>
internal sealed class KpiReader(KpiQueries kpis, KpiCatalog catalog, CalendarRegistry calendars, SignedInPerson signedIn, TimeProvider clock)
{
    public async Task<IResult> AnswerAsync(HttpContext http, KpiParameters asked, Func<KpiReport, Language, IResult> answer, CancellationToken ct)
    {
        var words = signedIn.Person!.Language;
        if (asked.Language is not null && !LanguageCodes.TryParse(asked.Language, out words))
            return ApiProblem.Invalid(http, "'language' must be en, fa or zh.");
        var (question, mistake) = Read(asked, words);
        return question is null ? ApiProblem.Invalid(http, mistake!) : answer(await kpis.ReadAsync(question, ct), words);
    }

    private (KpiQuestion? Question, string? Mistake) Read(KpiParameters asked, Language words)
    {
        if (!KpiParameters.TryCode(asked.By, KpiBy.Month, out var by))
            return Refuse("'by' must be month, quarter, year or whole.");
        if (asked.Months is not (null or "gregorian" or "solar"))
            return Refuse("'months' must be gregorian or solar.");
        if (!KpiParameters.TryCode(asked.Group, KpiGroup.Role, out var group))
            return Refuse("'group' must be role, person, kind or calendar.");
        if (asked.Kind is not null && CaseKinds.Find(asked.Kind) is null)
            return Refuse($"Kind '{asked.Kind}' is unknown; there are {string.Join(", ", CaseKinds.All.Select(kind => kind.Id))}.");
        if (calendars.Find(asked.Calendar ?? signedIn.Person!.CalendarId) is not { } calendar)
            return Refuse($"There is no calendar '{asked.Calendar ?? signedIn.Person!.CalendarId}'; there are {string.Join(", ", calendars.All.Select(one => one.Id))}.");
        var ids = (asked.Kpi ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (ids.FirstOrDefault(id => catalog.Find(id) is null) is { } unknown)
            return Refuse($"There is no indicator '{unknown}'; there are {string.Join(", ", catalog.All.Select(kpi => kpi.Id))}.");
        var solar = asked.Months == "solar";
        var today = calendar.LocalDay(clock.GetUtcNow());
        if (!TryDay(asked.To, KpiPeriods.EndOf(today, by == KpiBy.Whole ? KpiBy.Month : by, solar), out var to))
            return Refuse("'to' must be a day such as 2026-11-30.");
        if (!TryDay(asked.From, to < DateOnly.MinValue.AddYears(2) ? to : KpiPeriods.BeginningOf(to.AddDays(-360), KpiBy.Month, solar && to.Year > 700), out var from))
            return Refuse("'from' must be a day such as 2025-12-01.");
        var question = new KpiQuestion
        {
            From = from, To = to, By = by, Solar = solar, Zone = calendar.Zone, Kind = asked.Kind, Kpis = ids, Group = asked.Group is null ? null : group,
        };
        return question.Problem() is { } problem ? Refuse(TextCatalog.For(words)[problem]) : (question, null);
    }

    private static (KpiQuestion?, string?) Refuse(string mistake) => (null, mistake);

    private static bool TryDay(string? text, DateOnly otherwise, out DateOnly day)
    {
        day = otherwise;
        return text is null || DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }
}
