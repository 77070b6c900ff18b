using System.Globalization;
using System.Xml.Linq;
using AfterSales.Engine;
using AfterSales.Service.Calendars;
using AfterSales.Service.Cases;
using AfterSales.Service.Storage;
using AfterSales.Service.Tests.Calendars;
using AfterSales.Service.Tests.Workflows;

namespace AfterSales.Service.Tests.Year;

/// <summary>
/// The figures of the year computed a second time, from what the simulation did and what the engine wrote down, by none of the
/// product's own arithmetic: marks of the diagrams, answers as they were given, working time minute by minute.
/// </summary>
internal sealed class YearFigures
{
    private readonly IReadOnlyList<Marked> _marked;
    private readonly IReadOnlyList<CaseFacts> _cases;
    private readonly CalendarRegistry _calendars;
    private readonly YearLedger _ledger;

    private YearFigures(IReadOnlyList<Marked> marked, IReadOnlyList<CaseFacts> cases, CalendarRegistry calendars, YearLedger ledger) =>
        (_marked, _cases, _calendars, _ledger) = (marked, cases, calendars, ledger);

    /// <summary>Requests of customers; cases the company opens for itself are not among them.</summary>
    private IEnumerable<CaseFacts> Requests => _cases.Where(one => CaseKinds.Find(one.Kind) is { Internal: false });

    public int Received => Requests.Count();

    public int Closed => Requests.Count(one => one.ClosedAt is not null);

    public int Backlog => Requests.Count(one => one.ClosedAt is null);

    public int Rework => Of("rework").Count();

    public int SurveysAnswered => Scores.Count;

    public decimal? Satisfaction => Scores.Count == 0 ? null : Scores.Average();

    /// <summary>Share of the installations that both sides signed within seven working days of the request, in percent.</summary>
    public (decimal? Share, int Count) InstalledInTime
    {
        get
        {
            var accepted = First("accepted").Where(one => one.Case.Kind == "installation").ToList();
            var inTime = accepted.Count(one => one.At <= Calendar(one.Case).AddDays(one.Case.Received, 7));
            return (accepted.Count == 0 ? null : 100m * inTime / accepted.Count, accepted.Count);
        }
    }

    /// <summary>Of the cases somebody judged, those whose last verdict is that the problem is solved, in percent.</summary>
    public (decimal? Share, int Count) Resolved
    {
        get
        {
            var verdicts = Of("resolved", "not-resolved").GroupBy(one => one.Case.Number).Select(all => all.OrderBy(one => one.At).ThenBy(one => one.Key).Last()).ToList();
            return (verdicts.Count == 0 ? null : 100m * verdicts.Count(one => one.Event == "resolved") / verdicts.Count, verdicts.Count);
        }
    }

    /// <summary>Tasks of staff in requests that were done by their due time, in percent.</summary>
    public (decimal? Share, int Count) TasksOnTime
    {
        get
        {
            var requests = Requests.Select(one => one.Number).ToHashSet();
            var done = _ledger.Done.Where(task => !task.ByCustomer && task.DueAt is not null && task.CaseNumber is not null && requests.Contains(task.CaseNumber)).ToList();
            return (done.Count == 0 ? null : 100m * done.Count(task => task.At <= task.DueAt) / done.Count, done.Count);
        }
    }

    /// <summary>Working hours to the first answer, in order.</summary>
    public IReadOnlyList<decimal> HoursToFirstAnswer =>
        [.. First("first-answer").Select(one => Calendar(one.Case).MinutesBetween(one.Case.Received, one.At) / 60m).Order()];

    private IReadOnlyList<decimal> Scores => field ??= [.. _ledger.Done.Where(task => task.ElementId == "Task_survey" && task.Answer("survey.speed") is not null)
        .Select(task => 20 * ((0.3m * Mark(task, "survey.speed")) + (0.4m * Mark(task, "survey.solution")) + (0.3m * Mark(task, "survey.attitude"))))];

    public static async Task<YearFigures> ReadAsync(ProcessEngine engine, CalendarRegistry calendars, YearLedger ledger, CancellationToken ct)
    {
        var marks = WorkflowFiles.AllDiagrams.SelectMany(diagram => diagram.Descendants(WorkflowFiles.Bpmn + "process")).SelectMany(Marks).ToLookup(mark => mark.Key, mark => mark.Event);
        var cases = await engine.ReadAsync(db => db.List<CaseFacts>(
            "SELECT case_number AS Number, kind AS Kind, calendar_id AS CalendarId, received_at AS ReceivedAt, closed_at AS ClosedAt FROM cases"), ct);
        var rows = await engine.ReadAsync(db => db.List<ElementRow>(
            """
            SELECT e.element_instance_key AS Key, p.process_id AS ProcessId, e.element_id AS ElementId, e.ended_at AS EndedAt, c.case_number AS CaseNumber
            FROM engine_element_instances e JOIN engine_process_instances p ON p.instance_key = e.instance_key JOIN case_processes c ON c.instance_key = e.instance_key
            WHERE e.state = 'COMPLETED'
            """), ct);
        var byNumber = cases.ToDictionary(one => one.Number);
        var marked = rows.SelectMany(row => marks[$"{row.ProcessId}/{row.ElementId}"].Select(name => new Marked(row.Key, name, byNumber[row.CaseNumber], Instants.FromStored(row.EndedAt))));
        return new YearFigures([.. marked], cases, calendars, ledger);
    }

    private static IEnumerable<(string Key, string Event)> Marks(XElement process) =>
        from element in process.Descendants()
        where element.Attribute("id") is not null
        let properties = WorkflowFiles.Properties(element)
        where properties.ContainsKey("kpi.event")
        from name in properties["kpi.event"].Split(',', StringSplitOptions.TrimEntries)
        select ($"{(string)process.Attribute("id")!}/{(string)element.Attribute("id")!}", name);

    private IEnumerable<Marked> Of(params string[] events) => _marked.Where(one => events.Contains(one.Event) && CaseKinds.Find(one.Case.Kind) is { Internal: false });

    private IEnumerable<Marked> First(string name) => Of(name).GroupBy(one => one.Case.Number).Select(all => all.OrderBy(one => one.At).First());

    private NaiveCalendar Calendar(CaseFacts one) => new(_calendars.FindOrStandard(one.CalendarId));

    private static decimal Mark(DoneTask task, string name) => decimal.Parse(task.Answer(name)!, CultureInfo.InvariantCulture);

    internal sealed class CaseFacts
    {
        public string Number { get; init; } = "";
        public string Kind { get; init; } = "";
        public string CalendarId { get; init; } = "";
        public long ReceivedAt { get; init; }
        public long? ClosedAt { get; init; }

        public DateTimeOffset Received => Instants.FromStored(ReceivedAt);
    }

    private sealed class ElementRow
    {
        public long Key { get; init; }
        public string ProcessId { get; init; } = "";
        public string ElementId { get; init; } = "";
        public long EndedAt { get; init; }
        public string CaseNumber { get; init; } = "";
    }

    private sealed record Marked(long Key, string Event, CaseFacts Case, DateTimeOffset At);
}
