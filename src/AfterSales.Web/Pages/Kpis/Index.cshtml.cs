using System.Globalization;
using AfterSales.Service.Calendars;
using AfterSales.Service.Cases;
using AfterSales.Service.Charts;
using AfterSales.Service.Kpis;
using AfterSales.Service.Languages;
using AfterSales.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Web.Pages.Kpis;

/// <summary>
/// The indicators for managers (RPT-01, RPT-02, KPI-01 to KPI-06): satisfaction and installation time as charts, the others as figures with their
/// course, departments and people beside each other, causes, levels and ages. Whole months only; a Persian reader sees solar ones.
/// </summary>
[Authorize(Policy = Rights.Oversight)]
public sealed class IndexModel(KpiQueries kpis, CalendarRegistry calendars) : SitePage
{
    private const int MonthsShown = 12;
    private const int YearsShown = 5;

    /// <summary>The indicators that stand as charts on top.</summary>
    private static readonly string[] Charts = ["satisfaction", "installation-7-days"];

    /// <summary>The columns of the comparison of groups.</summary>
    private static readonly string[] Compared = ["tasks-on-time", "first-answer-in-time", "resolution", "rework", "satisfaction", "backlog"];

    public KpiReport Report { get; private set; } = null!;

    public KpiBy By { get; private set; }

    public KpiGroup Group { get; private set; }

    public string? Kind { get; private set; }

    /// <summary>Waiting for the customer is deducted from the installation time shown (OPN-02).</summary>
    public bool Net { get; private set; }

    /// <summary>The last day of the range, as the address names it; null: today's period.</summary>
    public DateOnly? Until { get; private set; }

    public bool Solar => T.Language == Language.Persian;

    public async Task<IActionResult> OnGetAsync(string? by, string? group, string? kind, string? net, string? until, CancellationToken ct)
    {
        By = by switch { "quarter" => KpiBy.Quarter, "year" => KpiBy.Year, _ => KpiBy.Month };
        Group = group switch { "person" => KpiGroup.Person, "kind" => KpiGroup.Kind, "calendar" => KpiGroup.Calendar, _ => KpiGroup.Role };
        Kind = CaseKinds.Find(kind)?.Id;
        Net = net == "1";
        var zone = calendars.FindOrStandard(Person.CalendarId).Zone;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Clock.GetUtcNow(), zone).DateTime);
        Until = DateOnly.TryParseExact(until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asked) && asked.Year is > 1990 and < 2199 && asked < today ? asked : null;
        var to = KpiPeriods.EndOf(Until ?? today, By, Solar);
        var question = new KpiQuestion { From = FirstDay(to), To = to, By = By, Solar = Solar, Zone = zone, Group = Group, Kind = Kind };
        Report = await kpis.ReadAsync(question, ct);
        return Page();
    }

    /// <summary>The series on top, the installations as chosen.</summary>
    public IEnumerable<KpiSeries> OnTop => Charts.Select(id => Report.Find(id == "installation-7-days" && Net ? "installation-7-days-net" : id)!);

    /// <summary>All others.</summary>
    public IEnumerable<KpiSeries> Others => Report.Kpis.Where(series => !Charts.Contains(series.Kpi.Id) && series.Kpi.Id != "installation-7-days-net");

    public IReadOnlyList<KpiSeries> Columns => [.. Compared.Select(id => Report.Find(id)!)];

    /// <summary>Every group that has any of the compared figures, named once.</summary>
    public IReadOnlyList<(string? Id, LocalText Name)> Groups =>
        [.. Columns.SelectMany(series => series.Groups).DistinctBy(group => group.Id).OrderBy(group => group.Id is null).ThenBy(group => T.Pick(group.Name), StringComparer.Ordinal)
            .Select(group => (group.Id, group.Name))];

    /// <summary>The period that is shown large: the last one that has begun.</summary>
    public int Current => Report.Periods.Count(period => period.From <= Report.AsOf) is var begun && begun > 0 ? begun - 1 : 0;

    public IHtmlContent Chart(KpiSeries series) => new HtmlString(KpiChart.Of(series, Report.Periods, T.Language, period => KpiAddress.Behind(series.Kpi, period, Kind)).Svg());

    public IHtmlContent Spark(KpiSeries series) => new HtmlString(Sparkline.Svg([.. series.Periods.Select(value => value.Value)]));

    public IHtmlContent Bar(int value, IEnumerable<int> all) => new HtmlString(PartBar.Svg(value, all.Max()));

    public string Value(Kpi kpi, KpiValue value) => KpiWords.Value(kpi, value, T.Language);

    public string MadeOf(Kpi kpi, KpiValue value) => KpiWords.MadeOf(kpi, value, T.Language);

    public string? Target(Kpi kpi) => kpi.Target is { } target ? KpiWords.Target(kpi, target, T.Language) : null;

    /// <summary>The cases behind a figure.</summary>
    public string CasesOf(KpiSeries series, string? groupId = null) =>
        KpiAddress.Behind(series.Kpi, Report.Question.From, Report.Question.To, Kind, groupId is null ? null : (GroupCode, groupId));

    /// <summary>This page, otherwise asked.</summary>
    public string Address(string? by = null, string? group = null, bool? net = null, string? until = null, string path = "/kpis") => path + QueryString.Create(new Dictionary<string, string?>
    {
        ["by"] = by ?? Code(By),
        ["group"] = group ?? Code(Group),
        ["kind"] = Kind,
        ["net"] = (net ?? Net) ? "1" : null,
        ["until"] = until ?? (Until is { } day ? Iso(day) : null),
    }.Where(pair => pair.Value is not null));

    /// <summary>The same figures as a table for a spreadsheet.</summary>
    public string CsvAddress => "/api/kpis.csv" + QueryString.Create(new Dictionary<string, string?>
    {
        ["from"] = Iso(Report.Question.From),
        ["to"] = Iso(Report.Question.To),
        ["by"] = Code(By),
        ["months"] = Solar ? "solar" : null,
        ["group"] = Code(Group),
        ["kind"] = Kind,
        ["language"] = T.Language.Code(),
    }.Where(pair => pair.Value is not null));

    public string Earlier => Address(until: Iso(Report.Question.From.AddDays(-1)));

    /// <summary>As many periods later; beyond today it is today's range.</summary>
    public string Later => Address(until: Iso(Report.Question.To.AddDays(Report.Question.To.DayNumber - Report.Question.From.DayNumber)));

    /// <summary>There is something after the range.</summary>
    public bool HasLater => Report.Periods[^1].To < Report.AsOf;

    /// <summary>How addresses spell the periods and the groups.</summary>
    public string ByCode => Code(By);

    public string GroupCode => Code(Group);

    private static string Code<TValue>(TValue value) where TValue : struct, Enum => char.ToLowerInvariant(value.ToString()[0]) + value.ToString()[1..];

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Twelve months, eight quarters or five years that end with the range.</summary>
    private DateOnly FirstDay(DateOnly to)
    {
        var count = By switch { KpiBy.Month => MonthsShown, KpiBy.Quarter => 8, _ => YearsShown };
        var first = KpiPeriods.BeginningOf(to, By, Solar);
        for (var i = 1; i < count; i++)
            first = KpiPeriods.BeginningOf(first.AddDays(-1), By, Solar);
        return first;
    }
}
