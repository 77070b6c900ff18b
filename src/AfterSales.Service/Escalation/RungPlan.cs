using AfterSales.Engine.Commits;
using AfterSales.Service.Calendars;
using AfterSales.Service.Deadlines;

namespace AfterSales.Service.Escalation;

/// <summary>
/// When a rung is due: the share of the limit's time, in working time where the limit is counted in it. Three quarters of a limit that
/// begins on Friday evening are not reached on Sunday. Where pauses are deducted a rung moves by them like the due time itself.
/// </summary>
internal static class RungPlan
{
    /// <summary>The moment, or <see cref="DeadlineLedger.Held"/> while the limit stands still.</summary>
    public static DateTimeOffset At(CommitContext commit, DeadlineRow limit, decimal share, WorkingCalendar calendar) => At(
        limit, share, calendar, limit is { DeductsPauses: true, CaseNumber: { } number } ? PauseTable.OfCase(commit.Connection, commit.Transaction, number) : [], commit.Now);

    /// <summary>The same where the pauses of the case are known.</summary>
    public static DateTimeOffset At(DeadlineRow limit, decimal share, WorkingCalendar calendar, IReadOnlyList<PauseRow> pauses, DateTimeOffset now)
    {
        if (limit.AppliedDueAt == DeadlineLedger.Held)
            return DeadlineLedger.Held;
        var at = Unpaused(limit, share, calendar);
        return limit.DeductsPauses ? PauseDeduction.Move(limit, calendar, at, PauseDeduction.Within(limit, pauses, calendar, now)) : at;
    }

    /// <summary>The moment as if nothing ever paused.</summary>
    public static DateTimeOffset Unpaused(DeadlineRow limit, decimal share, WorkingCalendar calendar)
    {
        var due = limit.DueAt;
        if (share == 1)
            return due;
        if (limit.Receipt.Calculation is null && !limit.Receipt.IsSet)
            return limit.StartedAt + Part(due - limit.StartedAt, share);
        var whole = WorkingTime.TimeBetween(calendar, limit.StartedAt, due);
        return whole <= TimeSpan.Zero
            ? due + Part((due - limit.StartedAt).Duration(), share - 1)
            : WorkingTime.AddTime(calendar, limit.StartedAt, Part(whole, share)).Result;
    }

    // Whole milliseconds, as everything that is stored.
    private static TimeSpan Part(TimeSpan whole, decimal share) => TimeSpan.FromMilliseconds((long)((decimal)whole.TotalMilliseconds * share));
}
