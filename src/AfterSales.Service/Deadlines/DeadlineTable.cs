using System.Data.Common;
using Dapper;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Deadlines;

/// <summary>Limits, pauses and breaches in the database; the writing half runs in the engine's commit.</summary>
internal static class DeadlineTable
{
    private const string Columns =
        """
        deadline_key, case_number, process_instance_key, element_instance_key, element_id, kind, source_key, limit_id, name, calendar_id,
        started_at, due_at, applied_due_at, deducts_pauses, ended_at, ended_as, receipt, calendar_version
        """;

    public static void Insert(DbConnection db, DbTransaction transaction, DeadlineRow row) => db.Execute(
        $"""
        INSERT INTO deadline ({Columns})
        VALUES (@key, @caseNumber, @instance, @element, @elementId, @kind, @source, @limit, @name, @calendar, @started, @due, @applied, @deducts, NULL, NULL, @receipt, @version)
        ON CONFLICT (source_key) DO NOTHING
        """,
        new
        {
            key = row.Key, caseNumber = row.CaseNumber, instance = row.ProcessInstanceKey, element = row.ElementInstanceKey, elementId = row.ElementId,
            kind = row.IsTask ? "task" : "limit", source = row.SourceKey, limit = row.LimitId, name = DeadlineJson.Write(row.Name),
            calendar = row.CalendarId, started = Ms(row.StartedAt), due = Ms(row.DueAt), applied = Ms(row.AppliedDueAt),
            deducts = row.DeductsPauses ? 1 : 0, receipt = DeadlineJson.Write(row.Receipt), version = row.CalendarVersion,
        }, transaction);

    public static DeadlineRow? BySource(DbConnection db, DbTransaction? transaction, long sourceKey) =>
        db.QueryFirstOrDefault<Stored>($"SELECT {Columns} FROM deadline WHERE source_key = @sourceKey", new { sourceKey }, transaction)?.ToRow();

    public static IReadOnlyList<DeadlineRow> OpenOfElement(DbConnection db, DbTransaction? transaction, long elementInstanceKey) =>
        Read(db, transaction, "element_instance_key = @elementInstanceKey AND ended_at IS NULL", new { elementInstanceKey });

    public static IReadOnlyList<DeadlineRow> OfCase(DbConnection db, DbTransaction? transaction, string caseNumber) =>
        Read(db, transaction, "case_number = @caseNumber ORDER BY deadline_key", new { caseNumber });

    public static IReadOnlyList<DeadlineRow> BySources(DbConnection db, IReadOnlyCollection<long> sourceKeys) =>
        Read(db, null, "source_key IN @sourceKeys", new { sourceKeys });

    /// <summary>Open limits whose due time has passed and of which no breach is recorded yet.</summary>
    public static IReadOnlyList<DeadlineRow> Unrecorded(DbConnection db, DateTimeOffset now, int limit) => Read(
        db, null,
        """
        ended_at IS NULL AND applied_due_at < @now
        AND NOT EXISTS (SELECT 1 FROM deadline_breach b WHERE b.deadline_key = deadline.deadline_key)
        ORDER BY applied_due_at LIMIT @limit
        """,
        new { now = Ms(now), limit });

    /// <summary>The next due time that has yet to pass.</summary>
    public static DateTimeOffset? NextDue(DbConnection db, DateTimeOffset now) => db.ExecuteScalar<long?>(
        "SELECT MIN(applied_due_at) FROM deadline WHERE ended_at IS NULL AND applied_due_at >= @now", new { now = Ms(now) }) is { } next ? Instant(next) : null;

    public static void End(DbConnection db, DbTransaction transaction, long key, DateTimeOffset at, DeadlineEnd end) => db.Execute(
        "UPDATE deadline SET ended_at = @at, ended_as = @end WHERE deadline_key = @key AND ended_at IS NULL",
        new { key, at = Ms(at), end = Text(end) }, transaction);

    public static void Move(DbConnection db, DbTransaction transaction, long key, DateTimeOffset appliedDueAt) => db.Execute(
        "UPDATE deadline SET applied_due_at = @due WHERE deadline_key = @key", new { key, due = Ms(appliedDueAt) }, transaction);

    public static void Replace(DbConnection db, DbTransaction transaction, long key, DateTimeOffset dueAt, DeadlineReceipt receipt) => db.Execute(
        "UPDATE deadline SET due_at = @due, applied_due_at = @due, receipt = @receipt WHERE deadline_key = @key",
        new { key, due = Ms(dueAt), receipt = DeadlineJson.Write(receipt) }, transaction);

    /// <summary>Open limits of a calendar that were counted by an earlier version of it.</summary>
    public static IReadOnlyList<DeadlineRow> Behind(DbConnection db, DbTransaction? transaction, string calendarId, int version, int limit) => Read(
        db, transaction, "ended_at IS NULL AND calendar_id = @calendarId AND calendar_version < @version ORDER BY calendar_version, deadline_key LIMIT @limit",
        new { calendarId, version, limit });

    /// <summary>Every open limit of a calendar, in the order of their keys.</summary>
    public static IReadOnlyList<DeadlineRow> OpenOf(DbConnection db, string calendarId) =>
        Read(db, null, "ended_at IS NULL AND calendar_id = @calendarId ORDER BY deadline_key", new { calendarId });

    /// <summary>Writes what a limit is after its calendar changed; false when it ended, or another node was faster.</summary>
    public static bool Recounted(DbConnection db, DbTransaction transaction, DeadlineRow limit) => db.Execute(
        """
        UPDATE deadline SET due_at = @due, receipt = @receipt, calendar_version = @version
        WHERE deadline_key = @key AND ended_at IS NULL AND calendar_version < @version
        """,
        new { key = limit.Key, due = Ms(limit.DueAt), receipt = DeadlineJson.Write(limit.Receipt), version = limit.CalendarVersion }, transaction) == 1;

    private static IReadOnlyList<DeadlineRow> Read(DbConnection db, DbTransaction? transaction, string where, object parameters) =>
        [.. db.Query<Stored>($"SELECT {Columns} FROM deadline WHERE {where}", parameters, transaction).Select(row => row.ToRow())];

    internal static long Ms(DateTimeOffset at) => at.ToUnixTimeMilliseconds();

    internal static DateTimeOffset Instant(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);

    private static string Text(DeadlineEnd end) => end switch
    {
        DeadlineEnd.Completed => "completed",
        DeadlineEnd.Expired => "expired",
        _ => "cancelled",
    };

#pragma warning disable IDE1006 // Dapper matches the columns' own names.
    private sealed class Stored
    {
        public long deadline_key { get; init; }
        public string? case_number { get; init; }
        public long process_instance_key { get; init; }
        public long element_instance_key { get; init; }
        public string element_id { get; init; } = "";
        public string kind { get; init; } = "";
        public long source_key { get; init; }
        public string? limit_id { get; init; }
        public string name { get; init; } = "";
        public string calendar_id { get; init; } = "";
        public long started_at { get; init; }
        public long due_at { get; init; }
        public long applied_due_at { get; init; }
        public long deducts_pauses { get; init; }
        public long? ended_at { get; init; }
        public string? ended_as { get; init; }
        public string receipt { get; init; } = "";
        public long calendar_version { get; init; }

        public DeadlineRow ToRow() => new()
        {
            Key = deadline_key,
            CaseNumber = case_number,
            ProcessInstanceKey = process_instance_key,
            ElementInstanceKey = element_instance_key,
            ElementId = element_id,
            IsTask = kind == "task",
            SourceKey = source_key,
            LimitId = limit_id,
            Name = DeadlineJson.Read<LocalText>(name),
            CalendarId = calendar_id,
            CalendarVersion = (int)calendar_version,
            StartedAt = Instant(started_at),
            DueAt = Instant(due_at),
            AppliedDueAt = Instant(applied_due_at),
            DeductsPauses = deducts_pauses != 0,
            EndedAt = ended_at is { } ended ? Instant(ended) : null,
            EndedAs = ended_as switch { "completed" => DeadlineEnd.Completed, "expired" => DeadlineEnd.Expired, "cancelled" => DeadlineEnd.Cancelled, _ => null },
            Receipt = DeadlineJson.Read<DeadlineReceipt>(receipt),
        };
    }
#pragma warning restore IDE1006
}
