using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.State;
using AfterSales.Engine.Commits;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Operations;
using AfterSales.Feel.Values;

namespace AfterSales.Engine.Timers;

/// <summary>What happens when a timer is due.</summary>
internal static class TimerTransitions
{
    public static Outcome<Done> Fire(Execution x, long key)
    {
        // Gone, or moved to later, since the sweep saw it: somebody was faster, which is no failure.
        if (x.Session.Timers.Find(key) is not { } timer || timer.DueAt > x.Now)
            return default(Done);
        if (timer.InstanceKey is null)
            StartInstance(x, timer);
        else if (SuspensionTransitions.IsSuspended(x, timer.InstanceKey.Value))
        {
            x.Session.Suspensions.HoldTimer(key);
            return default(Done);
        }
        else if (x.Load(timer.InstanceKey.Value) is not { } instance
            || x.Advance(instance, new FireTimer(key, timer.ElementInstanceKey!.Value)) is not null)
            x.Session.Timers.Remove(key);
        x.AfterCommit.Add(() => x.Core.Metrics.TimerFired(x.Now - timer.DueAt));
        return default(Done);
    }

    private static void StartInstance(Execution x, StoredTimer timer)
    {
        x.Session.Timers.Remove(timer.Key);
        if (x.Core.Definitions.Find(timer.DefinitionKey, x.Session) is not { } definition)
            return;
        if (Next(timer, x.Now) is { } next)
        {
            x.Session.Timers.Schedule(next with { Key = x.Core.Keys.Next() });
            x.AfterCommit.Add(x.Core.Signals.Timers.Set);
        }
        InstanceTransitions.Start(x, definition, new NewInstance
        {
            ProcessInstanceKey = x.Core.Keys.Next(),
            ProcessDefinitionKey = timer.DefinitionKey,
        }, FeelContext.Empty, timer.ElementId);
    }

    /// <summary>
    /// The next firing of a cycle keeps its beat (due times, not the moments of firing, are an interval apart). Beats that
    /// passed while the engine was down are made up for once, not once each: a weekend off must not start thousands of instances.
    /// </summary>
    private static StoredTimer? Next(StoredTimer timer, DateTimeOffset now)
    {
        if (timer.Interval is not { } interval || timer.RepetitionsLeft is 0)
            return null;
        var beats = Math.Max(1, ((now - timer.DueAt).Ticks / interval.Ticks) + 1);
        return timer with { DueAt = timer.DueAt + (interval * beats), RepetitionsLeft = timer.RepetitionsLeft - 1 };
    }
}
