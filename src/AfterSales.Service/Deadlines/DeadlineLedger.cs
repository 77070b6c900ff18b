using AfterSales.Engine.Commits;
using AfterSales.Service.Calendars;
using AfterSales.Service.Timeline;

namespace AfterSales.Service.Deadlines;

/// <summary>
/// What may happen to a limit, written into the commit that causes it. Where pauses are deducted the engine's own due times follow:
/// held while the customer is waited for, moved by the working time that passed when the waiting ends.
/// </summary>
internal sealed class DeadlineLedger(CalendarRegistry calendars, TimelineWriter timeline)
{
    /// <summary>The due time of a limit that stands still: no clock reaches this day.</summary>
    public static readonly DateTimeOffset Held = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The due time of a task was moved or held; called in the commit that does it, with the task's key.</summary>
    public event Action<CommitContext, long>? TaskMoved;

    public void Open(CommitContext commit, DeadlineRow limit)
    {
        DeadlineTable.Insert(commit.Later, commit.Transaction, limit);
        // It may begin while the customer is already waited for.
        if (limit is { DeductsPauses: true, CaseNumber: { } number } && IsPaused(limit, PauseTable.OfCase(commit.Connection, commit.Transaction, number)))
            Apply(commit, limit, Held);
    }

    public void Pause(CommitContext commit, PauseRow pause)
    {
        PauseTable.Open(commit.Later, commit.Transaction, pause);
        foreach (var limit in Deducting(commit, pause.CaseNumber))
            // One that is overdue already stays so: a pause after the due time helps no more.
            if (limit.ElementInstanceKey != pause.ElementInstanceKey && limit.AppliedDueAt > commit.Now)
                Apply(commit, limit, Held);
    }

    public void Resume(CommitContext commit, long elementInstanceKey)
    {
        if (PauseTable.Close(commit.Connection, commit.Transaction, elementInstanceKey, commit.Now) is not { } number)
            return;
        var pauses = PauseTable.OfCase(commit.Connection, commit.Transaction, number);
        foreach (var limit in Deducting(commit, number))
            if (!IsPaused(limit, pauses))
                Apply(commit, limit, DueNow(limit, pauses, commit.Now));
    }

    public void End(CommitContext commit, long sourceKey, DeadlineEnd end)
    {
        if (DeadlineTable.BySource(commit.Connection, commit.Transaction, sourceKey) is { EndedAt: null } limit)
            End(commit, limit, end);
    }

    public void EndLimitsOf(CommitContext commit, long elementInstanceKey, DeadlineEnd end)
    {
        foreach (var limit in DeadlineTable.OpenOfElement(commit.Connection, commit.Transaction, elementInstanceKey))
            End(commit, limit, end);
    }

    /// <summary>The timer of a limit fired.</summary>
    /// <param name="expired">The limit ends the work that it guards.</param>
    public void Breach(CommitContext commit, long timerKey, bool expired)
    {
        if (DeadlineTable.BySource(commit.Connection, commit.Transaction, timerKey) is not { EndedAt: null } limit)
            return;
        Record(commit, limit, limit.AppliedDueAt);
        if (expired)
            End(commit, limit, DeadlineEnd.Expired);
    }

    /// <summary>Records a due time that has passed, once.</summary>
    public void Record(CommitContext commit, DeadlineRow limit, DateTimeOffset due)
    {
        if (!BreachTable.Record(commit.Connection, commit.Transaction, limit, due, commit.Now) || limit.CaseNumber is not { } number)
            return;
        timeline(commit, new TimelineEntry(number, DeadlineTimeline.Missed)
        {
            TaskKey = limit.IsTask ? limit.SourceKey : null,
            At = due,
            Facts = new Dictionary<string, TimelineValue>
            {
                ["name"] = TimelineValue.Of(limit.Name),
                ["due"] = TimelineValue.Of(due),
            },
        });
    }

    /// <summary>
    /// Puts a limit onto what its changed calendar gives: due time, receipt and version are those of <paramref name="counted"/>; pauses are
    /// counted in again, the engine's own due time and the ladder follow.
    /// </summary>
    /// <returns>
    /// Its due times before and after (of one that stands still those without pauses), and when a miss was recorded that is none any more;
    /// null when it needs no moving any more.
    /// </returns>
    public (DateTimeOffset Before, DateTimeOffset After, DateTimeOffset? Withdrawn)? Recount(
        CommitContext commit, DeadlineRow limit, DeadlineRow counted, WorkingCalendar calendar)
    {
        var pauses = limit is { DeductsPauses: true, CaseNumber: { } number } ? PauseTable.OfCase(commit.Connection, commit.Transaction, number) : [];
        var applied = LimitTimes.Of(counted, calendar, pauses, commit.Now).Applied;
        if (!DeadlineTable.Recounted(commit.Connection, commit.Transaction, counted))
            return null;
        DateTimeOffset? withdrawn = null;
        if (applied != limit.AppliedDueAt)
        {
            withdrawn = BreachTable.Moved(commit.Connection, commit.Transaction, limit.Key, applied, commit.Now);
            Apply(commit, counted, applied);
        }
        else if (limit.IsTask) // Its rungs may lie elsewhere although its end does not.
            TaskMoved?.Invoke(commit, limit.SourceKey);
        return applied == Held || limit.AppliedDueAt == Held
            ? (limit.DueAt, counted.DueAt, withdrawn)
            : (limit.AppliedDueAt, applied, withdrawn);
    }

    private void End(CommitContext commit, DeadlineRow limit, DeadlineEnd end)
    {
        var pauses = limit.CaseNumber is { } number ? PauseTable.OfCase(commit.Connection, commit.Transaction, number) : [];
        var due = limit.DeductsPauses ? DueNow(limit, pauses, commit.Now) : limit.DueAt;
        var calendar = calendars.FindOrStandard(limit.CalendarId);
        if (commit.Now > due && end != DeadlineEnd.Expired)
            Record(commit, limit, due);
        DeadlineTable.End(commit.Later, commit.Transaction, limit.Key, commit.Now, end);
        BreachTable.Close(commit.Later, commit.Transaction, limit.Key, commit.Now, ClockReading.Left(limit, calendar, commit.Now, due).Absolute());
    }

    private DateTimeOffset DueNow(DeadlineRow limit, IEnumerable<PauseRow> pauses, DateTimeOffset now)
    {
        var calendar = calendars.FindOrStandard(limit.CalendarId);
        return PauseDeduction.Move(limit, calendar, limit.DueAt, PauseDeduction.Within(limit, pauses, calendar, now));
    }

    private void Apply(CommitContext commit, DeadlineRow limit, DateTimeOffset due)
    {
        if (due == limit.AppliedDueAt)
            return;
        DeadlineTable.Move(commit.Later, commit.Transaction, limit.Key, due);
        if (!limit.IsTask)
        {
            commit.MoveTimer(limit.SourceKey, due);
            return;
        }
        if (due != Held) // A task keeps showing its last due time while it stands still.
            commit.MoveDueDate(limit.SourceKey, due);
        TaskMoved?.Invoke(commit, limit.SourceKey);
    }

    private static IEnumerable<DeadlineRow> Deducting(CommitContext commit, string caseNumber) =>
        DeadlineTable.OfCase(commit.Connection, commit.Transaction, caseNumber).Where(limit => limit is { EndedAt: null, DeductsPauses: true });

    private static bool IsPaused(DeadlineRow limit, IEnumerable<PauseRow> pauses) =>
        pauses.Any(pause => pause.EndedAt is null && pause.ElementInstanceKey != limit.ElementInstanceKey);
}
