using System.Globalization;
using AfterSales.Service.Calendars;
using AfterSales.Service.Cases;
using AfterSales.Service.Charts;
using AfterSales.Service.Deadlines;
using AfterSales.Service.Kpis;
using AfterSales.Service.Languages;
using AfterSales.Service.Tasks;
using AfterSales.Service.Tasks.Obstacles;
using AfterSales.Service.Tasks.Workload;
using AfterSales.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Web.Pages.Dashboard;

/// <summary>
/// The page managers begin the day with: the two agreed indicators with their acceptance lines (RPT-01, KPI-01, KPI-02), how fast we answer, the
/// open cases, whose work it is, and what has to be seen to now. Every figure leads to the cases or tasks it is made of.
/// </summary>
[Authorize(Policy = Rights.Oversight)]
public sealed class IndexModel(
    KpiQueries kpis, WorkloadQueries workload, ObstacleDesk obstacles, TaskQueries tasks, DeadlineQueries deadlines, CalendarRegistry calendars, Service.People.Directory people)
    : SitePage
{
    private const int Months = 12;
    private const int AnswerDays = 30;
    private const int MostListed = 12;

    private static readonly string[] OnTop = ["satisfaction", "installation-7-days"];
    private static readonly string[] Answers = ["first-answer-in-time", "first-answer-median", "first-answer-p90"];

    public KpiReport Charts { get; private set; } = null!;

    /// <summary>How fast first answers were in the last thirty days, by kind of case.</summary>
    public KpiReport Answered { get; private set; } = null!;

    public WorkloadReport Work { get; private set; } = null!;

    public IReadOnlyList<Obstacle> Obstacles { get; private set; } = [];

    /// <summary>What is overdue or due soon, the most pressing first.</summary>
    public IReadOnlyList<TaskListItem> Pressing { get; private set; } = [];

    public IReadOnlyDictionary<long, DeadlineClockView> Clocks { get; private set; } = new Dictionary<long, DeadlineClockView>();

    public string? Kind { get; private set; }

    /// <summary>Waiting for the customer is deducted from the installation time (OPN-02).</summary>
    public bool Net { get; private set; }

    public DateTimeOffset Now => Clock.GetUtcNow();

    public Service.People.Person Self => Person;

    public async Task<IActionResult> OnGetAsync(string? kind, string? net, CancellationToken ct)
    {
        if (RouteData.Values["handler"] is not null)
            return Missing();
        Kind = CaseKinds.Find(kind)?.Id;
        Net = net == "1";
        var zone = calendars.FindOrStandard(Person.CalendarId).Zone;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Now, zone).DateTime);
        var solar = T.Language == Language.Persian;
        var last = KpiPeriods.EndOf(today, KpiBy.Month, solar);
        Charts = await kpis.ReadAsync(new KpiQuestion { From = FirstDay(last, solar), To = last, Solar = solar, Zone = zone, Kind = Kind, Kpis = [.. OnTop.Select(Shown)] }, ct);
        Answered = await kpis.ReadAsync(
            new KpiQuestion { From = today.AddDays(1 - AnswerDays), To = today, By = KpiBy.Whole, Solar = solar, Zone = zone, Kind = Kind, Group = KpiGroup.Kind, Kpis = Answers }, ct);
        Work = await workload.ReadAsync(Person.CalendarId, Kind, ct);
        Obstacles = await obstacles.OpenAsync(Person, ct);
        Pressing = [.. (await tasks.InboxAsync(Person, InboxView.All, ct)).Where(task => task.DueAt <= Work.SoonUntil && (Kind is null || task.Kind == Kind)).Take(MostListed)];
        Clocks = deadlines.ForTasks([.. Pressing.Select(task => task.Key)]);
        return Page();
    }

    /// <summary>The open work as a table.</summary>
    public async Task<IActionResult> OnGetCsvAsync(string? kind, CancellationToken ct) => File(
        WorkloadCsv.Write(await workload.ReadAsync(Person.CalendarId, CaseKinds.Find(kind)?.Id, ct), T.Language), "text/csv; charset=utf-8", "workload.csv");

    /// <summary>The series on top, the installations as chosen.</summary>
    public IEnumerable<KpiSeries> Series => OnTop.Select(id => Charts.Find(Shown(id))!);

    /// <summary>Kinds of case with a first answer in the last thirty days.</summary>
    public IReadOnlyList<(string? Id, LocalText Name)> AnsweredKinds =>
        [.. Answered.Kpis.SelectMany(series => series.Groups).Where(group => group.Total.Denominator > 0).DistinctBy(group => group.Id).Select(group => (group.Id, group.Name))];

    public KpiSeries Answer(int which) => Answered.Find(Answers[which])!;

    /// <summary>The longest time among the ninetieth percentiles, for the scale of the bars.</summary>
    public decimal LongestAnswer => Answer(2).Groups.Select(group => group.Total.Value ?? 0).Append(0).Max();

    /// <summary>The month that is shown large.</summary>
    public int Current => Math.Max(Charts.Periods.Count(period => period.From <= Charts.AsOf) - 1, 0);

    public IHtmlContent Chart(KpiSeries series) => new HtmlString(KpiChart.Of(series, Charts.Periods, T.Language, period => Behind(series.Kpi, period)).Svg());

    public IHtmlContent Load(WorkloadRow row, IReadOnlyList<WorkloadRow> all) => new HtmlString(LoadBar.Svg(row.Overdue, row.DueSoon, row.Total, all.Max(one => one.Total)));

    public IHtmlContent Course(BacklogRow row) => new HtmlString(Sparkline.Svg([.. row.Weeks.Select(count => (decimal?)count)]));

    public IHtmlContent Span(KpiValue median, KpiValue percentile90) => new HtmlString(SpanBar.Svg(median.Value ?? 0, percentile90.Value ?? 0, LongestAnswer));

    public string Value(Kpi kpi, KpiValue value) => KpiWords.Value(kpi, value, T.Language);

    public string MadeOf(Kpi kpi, KpiValue value) => KpiWords.MadeOf(kpi, value, T.Language);

    public string? Target(Kpi kpi) => kpi.Target is { } target ? KpiWords.Target(kpi, target, T.Language) : null;

    /// <summary>The cases behind a figure.</summary>
    public string Behind(Kpi kpi, KpiPeriod period, string? kind = null) => KpiAddress.Behind(kpi, period, kind ?? Kind);

    public string Address(bool? net = null, string path = "/dashboard") => path + QueryString.Create(new Dictionary<string, string?>
    {
        ["kind"] = Kind,
        ["net"] = (net ?? Net) ? "1" : null,
    }.Where(pair => pair.Value is not null));

    /// <summary>A list of tasks: of a department or person, all or what presses.</summary>
    public static string TasksOf(string? group = null, string? who = null, string? due = null) => "/tasks" + QueryString.Create(new Dictionary<string, string?>
    {
        ["view"] = "all",
        ["group"] = group,
        ["who"] = who,
        ["due"] = due,
    }.Where(pair => pair.Value is not null));

    /// <summary>The name of a person, as the reader writes it.</summary>
    public string NameOfPerson(string id) => people.ById(id) is { } person ? T.Pick(person.Name) : id;

    /// <summary>A change against a week ago with its sign.</summary>
    public string Change(int change) => change switch { 0 => T.Format.Number(0), > 0 => "+" + T.Format.Number(change), _ => "\u2212" + T.Format.Number(-change) };

    private string Shown(string id) => id == "installation-7-days" && Net ? "installation-7-days-net" : id;

    private static DateOnly FirstDay(DateOnly last, bool solar)
    {
        var first = KpiPeriods.BeginningOf(last, KpiBy.Month, solar);
        for (var i = 1; i < Months; i++)
            first = KpiPeriods.BeginningOf(first.AddDays(-1), KpiBy.Month, solar);
        return first;
    }
}
