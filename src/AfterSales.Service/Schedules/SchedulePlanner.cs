using AfterSales.Engine;
using AfterSales.Engine.Commits;
using AfterSales.Service.Calendars;

namespace AfterSales.Service.Schedules;

/// <summary>
/// Turns fires that have come into planned runs, in one commit: each period once. Of several fires missed during a stop each is planned
/// where the schedule says so, otherwise the latest; the others are recorded as skipped.
/// </summary>
internal sealed class SchedulePlanner(ProcessEngine engine, CalendarRegistry calendars, AfterSalesOptions options)
{
    /// <summary>At most so many missed periods are made up for; a clock that jumps by decades must not open thousands of cases.</summary>
    private const int MostCaughtUp = 24;

    private const int MostFires = 2_000;

    /// <summary>The working calendar a schedule runs by.</summary>
    public WorkingCalendar CalendarOf(Schedule schedule) => calendars.FindOrStandard(schedule.Calendar ?? options.CompanyCalendar);

    public Task RunAsync(CancellationToken ct) => engine.WriteAsync(Plan, ct: ct);

    private void Plan(CommitContext commit)
    {
        foreach (var stored in ScheduleTable.All(commit.Connection, commit.Transaction))
            if (stored.Enabled && stored.Schedule.Fault() is null)
                Plan(commit, stored);
    }

    private void Plan(CommitContext commit, StoredSchedule stored)
    {
        var (schedule, calendar) = (stored.Schedule, CalendarOf(stored.Schedule));
        var due = new List<ScheduleTimes.Fire>();
        var after = stored.LookedUntil;
        while (due.Count < MostFires && ScheduleTimes.Next(schedule, calendar, after) is { } fire && fire.At <= commit.Now)
        {
            due.Add(fire);
            after = fire.Nominal;
        }
        if (due.Count == 0)
            return;
        var wanted = due.TakeLast(schedule.CatchUpEach ? MostCaughtUp : 1).Select(fire => fire.Period.Id).ToHashSet();
        foreach (var fire in due)
            ScheduleRunTable.Plan(commit, schedule.Id, fire.Period, fire.At, skipped: !wanted.Contains(fire.Period.Id));
        ScheduleTable.LookedUntil(commit, schedule.Id, after);
    }
}
