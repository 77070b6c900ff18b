using System.Data.Common;
using System.Text.Json;
using AfterSales.Engine;
using AfterSales.Service.Calendars;
using AfterSales.Service.Languages;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Timeline;

/// <summary>Timelines in words.</summary>
public sealed class TimelineQueries(ProcessEngine engine, People.Directory people, CalendarRegistry calendars)
{
    /// <summary>All of a case's entries, newest first.</summary>
    public Task<IReadOnlyList<TimelineLine>> OfCaseAsync(string caseNumber, Language language, CancellationToken ct = default) =>
        engine.ReadAsync<IReadOnlyList<TimelineLine>>(
            db =>
            {
                var words = new TimelineWords(language, people, Zone(db, caseNumber));
                return [.. Rows(db, "case_number = @caseNumber", "DESC", caseNumber).Select(row => InWords(row, words))];
            },
            ct);

    /// <summary>What the customer may read of it, in words for him, oldest first.</summary>
    public Task<IReadOnlyList<TimelineLine>> ForCustomerAsync(string caseNumber, Language language, CancellationToken ct = default) =>
        engine.ReadAsync(
            db => new CustomerTimeline(language, people, Zone(db, caseNumber)).Tell(
                Rows(db, "case_number = @caseNumber AND for_customer = 1", "ASC", caseNumber)
                    .Select(row => (Line(row), (IReadOnlyDictionary<string, TimelineValue>)Facts(row)))),
            ct);

    private TimeZoneInfo Zone(DbConnection db, string caseNumber)
    {
        var calendar = db.List<string>("SELECT calendar_id FROM cases WHERE case_number = @caseNumber", new { caseNumber }) is [var id, ..] ? id : null;
        return calendars.FindOrStandard(calendar).Zone;
    }

    private static List<Row> Rows(DbConnection db, string where, string order, string caseNumber) => db.List<Row>(
        $"""
        SELECT entry_key AS EntryKey, happened_at AS HappenedAt, kind AS Kind, actor AS Actor, for_customer AS ForCustomer, task_key AS TaskKey,
               record_number AS RecordNumber, facts_json AS FactsJson
        FROM timeline WHERE {where}
        ORDER BY happened_at {order}, entry_key {order}
        """,
        new { caseNumber });

    private static TimelineLine InWords(Row row, TimelineWords words)
    {
        var facts = Facts(row);
        return Line(row) with { Title = words.Title(row.Kind, facts), Detail = words.Detail(row.Kind, facts), ActorName = words.Actor(row.Actor) };
    }

    private static TimelineLine Line(Row row) => new()
    {
        Key = row.EntryKey,
        At = Instants.FromStored(row.HappenedAt),
        Kind = row.Kind,
        Title = row.Kind,
        ForCustomer = row.ForCustomer,
        TaskKey = row.TaskKey,
        RecordNumber = row.RecordNumber,
    };

    private static Dictionary<string, TimelineValue> Facts(Row row) =>
        JsonSerializer.Deserialize(row.FactsJson, TimelineJson.Default.DictionaryStringTimelineValue)!;

    private sealed class Row
    {
        public long EntryKey { get; init; }
        public long HappenedAt { get; init; }
        public string Kind { get; init; } = "";
        public string? Actor { get; init; }
        public bool ForCustomer { get; init; }
        public long? TaskKey { get; init; }
        public string? RecordNumber { get; init; }
        public string FactsJson { get; init; } = "{}";
    }
}
