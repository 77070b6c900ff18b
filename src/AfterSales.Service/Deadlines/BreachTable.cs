using System.Data.Common;
using AfterSales.Service.Calendars;
using Dapper;
using static AfterSales.Service.Deadlines.DeadlineTable;

namespace AfterSales.Service.Deadlines;

/// <summary>The breaches in the database.</summary>
internal static class BreachTable
{
    /// <summary>Records a breach once; false when it was recorded before.</summary>
    public static bool Record(DbConnection db, DbTransaction transaction, DeadlineRow missed, DateTimeOffset dueAt, DateTimeOffset now) => db.Execute(
        """
        INSERT INTO deadline_breach (deadline_key, case_number, limit_id, due_at, recorded_at)
        VALUES (@key, @caseNumber, @limit, @due, @now) ON CONFLICT (deadline_key) DO NOTHING
        """,
        new { key = missed.Key, caseNumber = missed.CaseNumber, limit = missed.LimitId, due = Ms(dueAt), now = Ms(now) }, transaction) > 0;

    /// <summary>Fixes the length when the work is done or given up.</summary>
    public static void Close(DbConnection db, DbTransaction transaction, long deadlineKey, DateTimeOffset at, WorkingSpan late) => db.Execute(
        "UPDATE deadline_breach SET ended_at = @at, late_days = @days, late_ms = @ms, late_continuous = @continuous WHERE deadline_key = @deadlineKey AND ended_at IS NULL",
        new { deadlineKey, at = Ms(at), days = late.Days, ms = (long)late.Time.TotalMilliseconds, continuous = late.Continuous ? 1 : 0 }, transaction);

    /// <summary>
    /// A due time that had been missed was moved by a change of its calendar. Where it now lies ahead it was never missed: the row goes,
    /// and the moment at which it was recorded is handed back to be kept with the move. Where it lies behind, the miss is of the new one.
    /// </summary>
    public static DateTimeOffset? Moved(DbConnection db, DbTransaction transaction, long deadlineKey, DateTimeOffset dueAt, DateTimeOffset now)
    {
        if (dueAt >= now)
            return db.QueryFirstOrDefault<long?>("DELETE FROM deadline_breach WHERE deadline_key = @deadlineKey RETURNING recorded_at", new { deadlineKey }, transaction) is { } recorded
                ? Instant(recorded)
                : null;
        db.Execute("UPDATE deadline_breach SET due_at = @due WHERE deadline_key = @deadlineKey", new { deadlineKey, due = Ms(dueAt) }, transaction);
        return null;
    }

    public static IReadOnlyList<DeadlineBreach> Between(DbConnection db, DateTimeOffset from, DateTimeOffset to) => Read(
        db, "due_at >= @from AND due_at < @to ORDER BY due_at", new { from = Ms(from), to = Ms(to) });

    public static IReadOnlyList<DeadlineBreach> OfCase(DbConnection db, string caseNumber) => Read(db, "case_number = @caseNumber ORDER BY due_at", new { caseNumber });

    private static IReadOnlyList<DeadlineBreach> Read(DbConnection db, string where, object parameters) =>
        [.. db.Query<(long Key, string? CaseNumber, string? LimitId, long Due, long Recorded, long? Ended, long? Days, long? Late, long? Continuous)>(
            $"SELECT deadline_key, case_number, limit_id, due_at, recorded_at, ended_at, late_days, late_ms, late_continuous FROM deadline_breach WHERE {where}", parameters)
            .Select(row => new DeadlineBreach(
                row.Key, row.CaseNumber, row.LimitId, Instant(row.Due), Instant(row.Recorded), row.Ended is { } ended ? Instant(ended) : null,
                row.Days is { } days ? new WorkingSpan((int)days, TimeSpan.FromMilliseconds(row.Late ?? 0), row.Continuous == 1) : null))];
}
