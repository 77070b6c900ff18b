using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.State;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Interpretation;

/// <summary>The only place that changes a state. Every change leaves its effect, so that none can happen untold.</summary>
internal sealed partial class StateWriter(InstanceState state, InterpreterContext context)
{
    private readonly List<Effect> effects = [];

    public IReadOnlyList<Effect> Effects => effects;

    public long NextKey() => context.NextKey();

    public void Tell(Effect effect) => effects.Add(effect);

    public void StartInstance()
    {
        state.Status = InstanceStatus.Active;
        Tell(new InstanceStarted());
    }

    public void FinishInstance(InstanceStatus status, InstanceOutcome outcome, FeelContext variables, string? errorCode = null, string? errorMessage = null)
    {
        state.Status = status;
        Tell(new InstanceFinished(outcome, variables, errorCode, errorMessage));
    }

    public void Suspend(bool suspended)
    {
        state.IsSuspended = suspended;
        Tell(suspended ? new InstanceSuspended() : new InstanceResumed());
    }

    public ElementInstance Create(CompiledElement element, long scopeKey, long? key = null)
    {
        var instance = new ElementInstance(key ?? NextKey(), scopeKey, element.Id, element.Type);
        state.Elements.Add(instance.Key, instance);
        if (state.Find(scopeKey) is { } scope)
            scope.Children++;
        Tell(new ElementActivated(instance.Key, scopeKey, element.Id, element.Type));
        return instance;
    }

    public void SetState(ElementInstance instance, ElementState next)
    {
        StateGuard.Require(instance, next);
        instance.State = next;
    }

    public void RemoveCompleted(ElementInstance instance)
    {
        Remove(instance);
        Tell(new ElementCompleted(instance.Key, instance.ElementId, instance.Type));
    }

    public void RemoveTerminated(ElementInstance instance)
    {
        Remove(instance);
        Tell(new ElementTerminated(instance.Key, instance.ElementId, instance.Type));
    }

    /// <summary>Sets the variable of exactly this scope; a value it already has changes nothing.</summary>
    public void SetVariable(ElementInstance scope, string name, FeelValue value)
    {
        var stored = FeelJson.ToJsonValue(value);
        if (scope.Locals.TryGetValue(name, out var current) && current.Equals(stored))
            return;
        scope.Locals[name] = stored;
        Tell(new VariableSet(scope.Key, name, stored));
    }

    public void OpenJob(ElementInstance instance, JobCreated job)
    {
        instance.JobKey = job.JobKey;
        Tell(job);
    }

    public void CloseJob(ElementInstance instance, WaitEnd end)
    {
        if (instance.JobKey is not { } key)
            return;
        instance.JobKey = null;
        Tell(new JobClosed(key, end));
    }

    public void OpenUserTask(ElementInstance instance, UserTaskCreated task)
    {
        instance.UserTaskKey = task.UserTaskKey;
        Tell(task);
    }

    public void CloseUserTask(ElementInstance instance, WaitEnd end)
    {
        if (instance.UserTaskKey is not { } key)
            return;
        instance.UserTaskKey = null;
        Tell(new UserTaskClosed(key, end));
    }

    public void ScheduleTimer(ElementInstance instance, TimerWait timer, IReadOnlyList<object> notes)
    {
        instance.OpenTimers.Add(timer);
        Tell(new TimerScheduled(timer.Key, instance.Key, timer.TargetElementId, timer.DueAt, timer.RepetitionsLeft, timer.Interval, notes, timer.Expression));
    }

    public void CloseTimer(ElementInstance instance, TimerWait timer, WaitEnd end)
    {
        instance.OpenTimers.Remove(timer);
        Tell(new TimerClosed(timer.Key, end));
    }

    public void OpenSubscription(ElementInstance instance, MessageWait message)
    {
        instance.OpenMessages.Add(message);
        Tell(new MessageSubscriptionOpened(message.Key, instance.Key, message.TargetElementId, message.MessageName, message.CorrelationKey));
    }

    public void CloseSubscription(ElementInstance instance, MessageWait message, WaitEnd end)
    {
        instance.OpenMessages.Remove(message);
        Tell(new MessageSubscriptionClosed(message.Key, end));
    }

    public void OpenSignal(ElementInstance instance, SignalWait signal)
    {
        instance.OpenSignals.Add(signal);
        Tell(new SignalSubscriptionOpened(signal.Key, instance.Key, signal.TargetElementId, signal.SignalName));
    }

    public void CloseSignal(ElementInstance instance, SignalWait signal, WaitEnd end)
    {
        instance.OpenSignals.Remove(signal);
        Tell(new SignalSubscriptionClosed(signal.Key, end));
    }

    /// <summary>Keeps what came for an event that waits for more.</summary>
    public void Gather(ElementInstance instance, GatheredEvent part)
    {
        ForgetGathered(instance, part.TargetElementId);
        instance.HappenedInPart.Add(part);
    }

    public void ForgetGathered(ElementInstance instance, string targetElementId) =>
        instance.HappenedInPart.RemoveAll(part => part.TargetElementId == targetElementId);

    public void Enqueue(ElementInstance instance, QueuedActivity activity) => instance.Queued.Add(activity);

    public QueuedActivity Dequeue(ElementInstance instance)
    {
        var next = instance.Queued[0];
        instance.Queued.RemoveAt(0);
        return next;
    }

    public void MeetCondition(ElementInstance instance) => instance.IsConditionMet = true;

    public void OpenCondition(ElementInstance instance, ConditionWait condition) => instance.OpenConditions.Add(condition);

    public void SetCondition(ElementInstance instance, ConditionWait before, ConditionWait after) =>
        instance.OpenConditions[instance.OpenConditions.IndexOf(before)] = after;

    public void CloseCondition(ElementInstance instance, ConditionWait condition) => instance.OpenConditions.Remove(condition);

    public void CloseCondition(ElementInstance instance, string targetElementId) =>
        instance.OpenConditions.RemoveAll(condition => condition.TargetElementId == targetElementId);

    public void NoteCompensable(ElementInstance scope, Compensable activity) => scope.Done.Add(activity);

    public void ForgetCompensable(ElementInstance scope, Compensable activity) => scope.Done.RemoveAt(scope.Done.LastIndexOf(activity));

    public void RequestChild(ElementInstance instance, ChildRequested child)
    {
        instance.ChildInstanceKey = child.ChildInstanceKey;
        Tell(child);
    }

    /// <summary>The called instance ended by itself, or never was.</summary>
    public void ForgetChild(ElementInstance instance) => instance.ChildInstanceKey = null;

    public void CancelChild(ElementInstance instance)
    {
        if (instance.ChildInstanceKey is not { } key)
            return;
        instance.ChildInstanceKey = null;
        Tell(new ChildCancelRequested(key));
    }

    public void RaiseIncident(ElementInstance instance, StepFailure failure)
    {
        var incident = new OpenIncident(NextKey(), failure.Type, failure.Message, failure.JobKey);
        instance.Incident = incident;
        Tell(new IncidentRaised(incident.Key, instance.Key, instance.ElementId, incident.Type, incident.Message, incident.JobKey));
    }

    public void ResolveIncident(ElementInstance instance, bool retryJob = false)
    {
        if (instance.Incident is not { } incident)
            return;
        instance.Incident = null;
        Tell(new IncidentResolved(incident.Key, retryJob ? incident.JobKey : null));
    }

    public void TakeFlow(CompiledFlow flow) => Tell(new SequenceFlowTaken(flow.Id));

    public void Arrive(ElementInstance scope, CompiledFlow flow) =>
        scope.Waiting[flow.Id] = scope.Waiting.GetValueOrDefault(flow.Id) + 1;

    /// <summary>Takes one of the tokens that came by the flow; there may be none.</summary>
    public void Consume(ElementInstance scope, CompiledFlow flow)
    {
        if (!scope.Waiting.TryGetValue(flow.Id, out var tokens))
            return;
        if (tokens > 1)
            scope.Waiting[flow.Id] = tokens - 1;
        else
            scope.Waiting.Remove(flow.Id);
    }

    /// <summary>No token waits in the scope any more, and no gateway for its reset.</summary>
    public void ConsumeAll(ElementInstance scope)
    {
        scope.Waiting.Clear();
        scope.AwaitedResets.Clear();
    }

    public void AwaitReset(ElementInstance scope, GatewayReset reset) => scope.AwaitedResets.Add(reset);

    public ElementInstance CreateResetting(CompiledElement gateway, ElementInstance scope, GatewayReset reset)
    {
        scope.AwaitedResets.Remove(reset);
        var instance = Create(gateway, scope.Key);
        instance.IsResetting = true;
        return instance;
    }

    public void BeginLoop(ElementInstance body, LoopProgress loop) => body.Loop = loop;

    public ElementInstance CreateLoopInstance(ElementInstance body, CompiledElement inner)
    {
        var instance = Create(inner, body.Key);
        instance.LoopCounter = ++body.Loop!.Started;
        return instance;
    }

    public void CollectOutput(ElementInstance body, int loopCounter, FeelValue? output)
    {
        body.Loop!.Completed++;
        if (output is not null && body.Loop.Outputs is { } outputs)
            outputs[loopCounter - 1] = FeelJson.ToJsonValue(output);
    }

    private void Remove(ElementInstance instance)
    {
        state.Elements.Remove(instance.Key);
        if (state.Find(instance.ScopeKey) is { } scope)
            scope.Children--;
    }
}
