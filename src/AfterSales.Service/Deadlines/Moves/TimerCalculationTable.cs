using System.Data.Common;
using AfterSales.Engine.Commits;
using AfterSales.Service.Languages;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Deadlines.Moves;

/// <summary>A waiting timer that was counted in a calendar and guards no named limit.</summary>
internal sealed record TimerCalculation(
    long TimerKey, string? CaseNumber, long ProcessInstanceKey, string ElementId, LocalText Name, DateTimeOffset DueAt, DeadlineReceipt Receipt);

/// <summary>How waiting timers without a limit of their own were counted. A row lives as long as its timer.</summary>
internal static class TimerCalculationTable
{
    private const string Columns = "timer_key, case_number, process_instance_key, element_id, name, due_at, receipt";

    public static void Keep(CommitContext commit, TimerCalculation timer) => commit.Execute(
        $"""
        INSERT INTO timer_calculation ({Columns}, calendar_id, calendar_version)
        VALUES (@key, @caseNumber, @instance, @element, @name, @due, @receipt, @calendar, @version)
        ON CONFLICT (timer_key) DO UPDATE SET due_at = excluded.due_at, receipt = excluded.receipt, calendar_version = excluded.calendar_version
        """,
        new
        {
            key = timer.TimerKey, caseNumber = timer.CaseNumber, instance = timer.ProcessInstanceKey, element = timer.ElementId,
            name = DeadlineJson.Write(timer.Name), due = timer.DueAt.ToStored(), receipt = DeadlineJson.Write(timer.Receipt),
            calendar = timer.Receipt.CalendarId, version = timer.Receipt.Calculation!.CalendarVersion,
        });

    /// <summary>Writes what a timer is after its calendar changed; false when it is gone, or another node was faster.</summary>
    public static bool Recounted(CommitContext commit, TimerCalculation timer) => commit.Change(
        "UPDATE timer_calculation SET due_at = @due, receipt = @receipt, calendar_version = @version WHERE timer_key = @key AND calendar_version < @version",
        new
        {
            key = timer.TimerKey, due = timer.DueAt.ToStored(), receipt = DeadlineJson.Write(timer.Receipt), version = timer.Receipt.Calculation!.CalendarVersion,
        }) == 1;

    public static void Forget(CommitContext commit, long timerKey) =>
        commit.Execute("DELETE FROM timer_calculation WHERE timer_key = @timerKey", new { timerKey });

    public static IReadOnlyList<TimerCalculation> Behind(RowSource db, string calendarId, int version, int limit) => Read(
        db, "calendar_id = @calendarId AND calendar_version < @version ORDER BY calendar_version, timer_key LIMIT @limit", new { calendarId, version, limit });

    public static IReadOnlyList<TimerCalculation> Of(DbConnection db, string calendarId) =>
        Read(db, "calendar_id = @calendarId ORDER BY timer_key", new { calendarId });

    private static IReadOnlyList<TimerCalculation> Read(RowSource db, string where, object parameters) =>
        [.. db.List<(long Key, string? CaseNumber, long Instance, string Element, string Name, long Due, string Receipt)>(
            $"SELECT {Columns} FROM timer_calculation WHERE {where}", parameters)
            .Select(row => new TimerCalculation(
                row.Key, row.CaseNumber, row.Instance, row.Element, DeadlineJson.Read<LocalText>(row.Name), Instants.FromStored(row.Due),
                DeadlineJson.Read<DeadlineReceipt>(row.Receipt)))];
}
