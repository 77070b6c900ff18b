using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.State;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Interpretation;

/// <summary>Something to wait for, worked out but not yet begun.</summary>
internal abstract record PreparedWait;

internal sealed record PreparedTimer(string TargetElementId, TimerSchedule Schedule, string Expression) : PreparedWait;

internal sealed record PreparedCondition(string TargetElementId, int Part) : PreparedWait;

internal sealed record PreparedSignal(string TargetElementId, string SignalName) : PreparedWait;

internal sealed record PreparedMessage(string TargetElementId, string MessageName, string CorrelationKey) : PreparedWait;

/// <summary>Timers, subscriptions and conditions: all of an element are worked out before the first is begun.</summary>
internal sealed class Waits(Run run)
{
    /// <summary>What the boundary events of an activity, and the event sub-processes in it, wait for. Errors and escalations need no waiting.</summary>
    public Step<IReadOnlyList<PreparedWait>> EvaluateBoundary(ElementInstance instance, CompiledElement element) =>
        Evaluate(instance, element.BoundaryEvents.Select(index => run.Process.Elements[index]).Concat(EventSubProcesses.Starts(run, element)));

    /// <summary>What these events wait for, as seen from the element that waits.</summary>
    /// <param name="only">Which of their definitions; null: all.</param>
    public Step<IReadOnlyList<PreparedWait>> Evaluate(ElementInstance instance, IEnumerable<CompiledElement> events, Func<EventDefinition, bool>? only = null)
    {
        var waits = new List<PreparedWait>();
        foreach (var (target, part) in events.SelectMany(target => Enumerable.Range(0, target.Events.Count).Select(part => (target, part))))
        {
            if (only?.Invoke(target.Events[part]) == false)
                continue;
            var wait = target.Events[part] switch
            {
                TimerEvent timer => Timer(instance, target, timer),
                MessageEvent message => Message(instance, target, message),
                ConditionEvent => new Step<PreparedWait?>(new PreparedCondition(target.Id, part), null),
                SignalEvent signal => Signal(instance, target, signal),
                _ => new Step<PreparedWait?>(null, null),
            };
            if (wait.Failure is not null)
                return wait.Failure;
            if (wait.Value is not null)
                waits.Add(wait.Value);
        }
        return waits;
    }

    public void Open(ElementInstance instance, IReadOnlyList<PreparedWait> waits)
    {
        foreach (var wait in waits)
            if (wait is PreparedTimer timer)
                run.Write.ScheduleTimer(
                    instance,
                    new TimerWait(run.Write.NextKey(), timer.TargetElementId, timer.Schedule.DueAt, timer.Schedule.RepetitionsLeft, timer.Schedule.Interval, timer.Expression),
                    timer.Schedule.Notes);
            else if (wait is PreparedMessage message)
                run.Write.OpenSubscription(instance, new MessageWait(run.Write.NextKey(), message.TargetElementId, message.MessageName, message.CorrelationKey));
            else if (wait is PreparedCondition condition)
                run.Write.OpenCondition(instance, new ConditionWait(condition.TargetElementId, WasTrue: false, condition.Part));
            else if (wait is PreparedSignal signal)
                run.Write.OpenSignal(instance, new SignalWait(run.Write.NextKey(), signal.TargetElementId, signal.SignalName));
    }

    /// <summary>Whether something that leads to the event is still waited for.</summary>
    public static bool IsOpen(ElementInstance instance, string targetElementId) =>
        instance.OpenTimers.Exists(timer => timer.TargetElementId == targetElementId)
        || instance.OpenMessages.Exists(message => message.TargetElementId == targetElementId)
        || instance.OpenSignals.Exists(signal => signal.TargetElementId == targetElementId)
        || instance.OpenConditions.Exists(condition => condition.TargetElementId == targetElementId);

    /// <summary>Waits no longer for one event.</summary>
    public void Close(ElementInstance instance, string targetElementId)
    {
        foreach (var timer in instance.OpenTimers.FindAll(timer => timer.TargetElementId == targetElementId))
            run.Write.CloseTimer(instance, timer, WaitEnd.Canceled);
        foreach (var message in instance.OpenMessages.FindAll(message => message.TargetElementId == targetElementId))
            run.Write.CloseSubscription(instance, message, WaitEnd.Canceled);
        foreach (var signal in instance.OpenSignals.FindAll(signal => signal.TargetElementId == targetElementId))
            run.Write.CloseSignal(instance, signal, WaitEnd.Canceled);
        run.Write.CloseCondition(instance, targetElementId);
        run.Write.ForgetGathered(instance, targetElementId);
    }

    public void CloseAll(ElementInstance instance, WaitEnd end)
    {
        foreach (var timer in instance.OpenTimers.ToArray())
            run.Write.CloseTimer(instance, timer, end);
        foreach (var message in instance.OpenMessages.ToArray())
            run.Write.CloseSubscription(instance, message, end);
        foreach (var signal in instance.OpenSignals.ToArray())
            run.Write.CloseSignal(instance, signal, end);
        foreach (var condition in instance.OpenConditions.ToArray())
            run.Write.CloseCondition(instance, condition.TargetElementId);
    }

    /// <summary>The next firing of a cycle, one interval after the last was due: a late one does not shift the others.</summary>
    public void Repeat(ElementInstance instance, TimerWait fired)
    {
        if (fired.Interval is not { } interval || fired.RepetitionsLeft == 0)
            return;
        var next = fired with { Key = run.Write.NextKey(), DueAt = fired.DueAt + interval, RepetitionsLeft = fired.RepetitionsLeft - 1 };
        run.Write.ScheduleTimer(instance, next, []);
    }

    private Step<PreparedWait?> Timer(ElementInstance instance, CompiledElement target, TimerEvent timer)
    {
        var scheduling = timer.Schedule(run.Expressions.Scope(instance.Key), run.Expressions.Environment);
        run.Expressions.Warn(target.Id, timer.Value.Text, scheduling.Warnings);
        if (scheduling.Schedule is not { } schedule)
            return new StepFailure(IncidentType.ExtractValueError, $"The timer of '{target.Id}' ({timer.Value.Text}) cannot be scheduled. {scheduling.Error}");
        return new PreparedTimer(target.Id, schedule, timer.Value.Text);
    }

    private Step<PreparedWait?> Signal(ElementInstance instance, CompiledElement target, SignalEvent signal)
    {
        var name = run.Expressions.Text(signal.SignalName, $"signal name of '{target.Id}'", instance);
        return name.Failure is not null ? name.Failure : new PreparedSignal(target.Id, name.Value);
    }

    private Step<PreparedWait?> Message(ElementInstance instance, CompiledElement target, MessageEvent message)
    {
        var name = run.Expressions.Text(message.MessageName, $"message name of '{target.Id}'", instance);
        if (name.Failure is not null)
            return name.Failure;
        var key = run.Expressions.Evaluate(message.CorrelationKey!, instance).Value;
        return key is FeelNumber or FeelString { Value.Length: > 0 }
            ? new PreparedMessage(target.Id, name.Value, key.ToString())
            : Expressions.Unexpected(message.CorrelationKey!, $"the correlation key of '{target.Id}' to be a text or a number", key);
    }
}
