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
        engine.ReadAsync<IReadOnlyList<TimelineLine>>(db => Read(db, caseNumber, language, forCustomer: false, newestFirst: true), ct);

    /// <summary>What the customer may read of it, oldest first.</summary>
    public Task<IReadOnlyList<TimelineLine>> ForCustomerAsync(string caseNumber, Language language, CancellationToken ct = default) =>
        engine.ReadAsync<IReadOnlyList<TimelineLine>>(db => Read(db, caseNumber, language, forCustomer: true, newestFirst: false), ct);

    private List<TimelineLine> Read(DbConnection db, string caseNumber, Language language, bool forCustomer, bool newestFirst)
    {
        var order = newestFirst ? "DESC" : "ASC";
        // Times are told in the zone of the site.
        var calendar = db.List<string>("SELECT calendar_id FROM cases WHERE case_number = @caseNumber", new { caseNumber }) is [var id, ..] ? id : null;
        var words = new TimelineWords(language, people, calendars.FindOrStandard(calendar).Zone);
        return [.. db.List<Row>(
            $"""
            SELECT entry_key AS EntryKey, happened_at AS HappenedAt, kind AS Kind, actor AS Actor, for_customer AS ForCustomer, task_key AS TaskKey,
                   record_number AS RecordNumber, facts_json AS FactsJson
            FROM timeline WHERE case_number = @caseNumber {(forCustomer ? "AND for_customer = 1" : "")}
            ORDER BY happened_at {order}, entry_key {order}
            """,
            new { caseNumber }).Select(row => Line(row, words, forCustomer))];
    }

    private static TimelineLine Line(Row row, TimelineWords words, bool forCustomer)
    {
        var facts = JsonSerializer.Deserialize(row.FactsJson, TimelineJson.Default.DictionaryStringTimelineValue)!;
        return new TimelineLine
        {
            Key = row.EntryKey,
            At = Instants.FromStored(row.HappenedAt),
            Kind = row.Kind,
            Title = words.Title(row.Kind, facts),
            // Who of the staff did what, and why, stays inside.
            Detail = forCustomer ? null : words.Detail(row.Kind, facts),
            ActorName = forCustomer ? null : words.Actor(row.Actor),
            ForCustomer = row.ForCustomer,
            TaskKey = row.TaskKey,
            RecordNumber = row.RecordNumber,
        };
    }

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
