using AfterSales.Service.Calendars;
using AfterSales.Service.Deadlines;

namespace AfterSales.Service.Escalation.Editing;

/// <summary>What an edited policy does to one rung of an open task.</summary>
public enum RungChangeKind
{
    /// <summary>A new step.</summary>
    Added,

    /// <summary>Another time, other receivers, or another way of telling.</summary>
    Changed,

    /// <summary>The step is gone before it told anybody.</summary>
    Removed,
}

/// <summary>One change of a ladder.</summary>
/// <param name="ExistingKey">The rung that is changed or removed; null for a new one, unless it stood there before and was removed.</param>
internal sealed record LadderChange(RungChangeKind Kind, string StepId, decimal Share, EscalationStep? Step, long? ExistingKey, DateTimeOffset? OldAt, DateTimeOffset? NewAt);

/// <summary>
/// What a policy changes in the ladder of a task. Rungs that told somebody, or were passed over, stay as they are: nobody is told twice,
/// and a new step below one that was told already tells nobody any more. Pure.
/// </summary>
internal static class LadderPlan
{
    public static IReadOnlyList<LadderChange> Changes(
        EscalationPolicy policy, Ladder ladder, IReadOnlyList<PlannedStep> rungs, DeadlineRow limit, WorkingCalendar calendar, IReadOnlyList<PauseRow> pauses, DateTimeOffset now)
    {
        var changes = new List<LadderChange>();
        var climbed = rungs.Where(rung => rung.IsSettled).Select(rung => rung.Share).DefaultIfEmpty(0).Max();
        foreach (var step in policy.Steps)
        {
            var existing = rungs.FirstOrDefault(rung => rung.StepId == step.Id);
            if (existing is { IsSettled: true } || existing is not { IsPlanned: true } && step.Share <= climbed)
                continue;
            var at = RungPlan.At(limit, step.Share, calendar, pauses, now);
            if (existing is not { IsPlanned: true })
                changes.Add(new(RungChangeKind.Added, step.Id, step.Share, step, existing?.Key, null, at));
            else if (existing.PlannedAt != at || existing.Share != step.Share || existing.Urgent != (ladder.Urgent || step.Urgent) || existing.Digest != step.Digest
                || !existing.Notices.SequenceEqual(step.Notices))
                changes.Add(new(RungChangeKind.Changed, step.Id, step.Share, step, existing.Key, existing.PlannedAt, at));
        }
        changes.AddRange(rungs.Where(rung => rung.IsPlanned && policy.Steps.All(step => step.Id != rung.StepId))
            .Select(rung => new LadderChange(RungChangeKind.Removed, rung.StepId, rung.Share, null, rung.Key, rung.PlannedAt, null)));
        return changes;
    }
}

/// <summary>A rung of a ladder as an edit finds it.</summary>
/// <param name="IsPlanned">Its time has yet to come.</param>
/// <param name="IsSettled">It told somebody or was passed over; neither of both: an earlier edit took it away.</param>
internal sealed record PlannedStep(
    long Key, long UserTaskKey, string StepId, decimal Share, IReadOnlyList<EscalationNotice> Notices, bool Urgent, bool Digest, DateTimeOffset PlannedAt, bool IsPlanned, bool IsSettled);
