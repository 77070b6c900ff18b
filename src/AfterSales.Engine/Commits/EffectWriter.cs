using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Interpretation.Migration;
using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.State;
using AfterSales.Engine.Broadcasting;
using AfterSales.Engine.Decisions;
using AfterSales.Engine.History;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Jobs;
using AfterSales.Engine.Messages;
using AfterSales.Engine.Operations;
using AfterSales.Engine.Timers;
using AfterSales.Engine.UserTasks;
using AfterSales.Feel.Values;
using Microsoft.Extensions.Logging;

namespace AfterSales.Engine.Commits;

/// <summary>
/// Turns the effects of one step into rows. What begins and ends within the step is written once: a pass through an element is
/// one insert, a variable set three times one upsert, a loop's flows one count.
/// </summary>
internal sealed class EffectWriter
{
    private readonly Execution _x;
    private readonly LoadedInstance _instance;
    private readonly Dictionary<long, ElementPass> _passes = [];
    private readonly List<(long Key, string State)> _endedPasses = [];
    private readonly OrderedDictionary<string, int> _flows = [];
    private readonly OrderedDictionary<(long Scope, string Name), FeelValue> _variables = [];

    private EffectWriter(Execution x, LoadedInstance instance) => (_x, _instance) = (x, instance);

    public static void Write(Execution x, LoadedInstance instance, IReadOnlyList<Effect> effects)
    {
        var writer = new EffectWriter(x, instance);
        foreach (var effect in effects)
            writer.Collect(effect);
        writer.WriteHistory();
        foreach (var effect in effects)
            writer.Write(effect);
    }

    private void Collect(Effect effect)
    {
        switch (effect)
        {
            case ElementActivated e:
                _passes[e.ElementInstanceKey] = new ElementPass(e.ElementInstanceKey, e.ScopeKey, e.ElementId, e.Type.ToHistoryName(), _x.Now);
                break;
            case ElementCompleted e:
                EndPass(e.ElementInstanceKey, InstanceStates.Completed);
                break;
            case ElementTerminated e:
                EndPass(e.ElementInstanceKey, InstanceStates.Terminated);
                break;
            case SequenceFlowTaken e:
                _flows[e.FlowId] = _flows.GetValueOrDefault(e.FlowId) + 1;
                break;
            case VariableSet e:
                _variables[(e.ScopeKey, e.Name)] = e.Value;
                break;
        }
    }

    private void EndPass(long key, string state)
    {
        if (!_passes.TryGetValue(key, out var pass))
        {
            _endedPasses.Add((key, state));
            return;
        }
        pass.State = state;
        pass.EndedAt = _x.Now;
    }

    private void WriteHistory()
    {
        var session = _x.Session;
        foreach (var pass in _passes.Values)
            session.Elements.Insert(pass, _instance.Key, DefinitionKey);
        foreach (var (key, state) in _endedPasses)
            session.Elements.End(key, state, _x.Now);
        foreach (var (flow, times) in _flows)
            session.Flows.Take(_instance.Key, flow, times, _x.Now);
        foreach (var ((scope, name), value) in _variables)
            session.Variables.Set(_x.Core.Keys.Next(), scope, _instance.Key, name, FeelJson.ToJson(value), _x.Now);
    }

    private void Write(Effect effect)
    {
        switch (effect)
        {
            case JobCreated e:
                _x.Session.Jobs.Insert(e, _instance.Key, DefinitionKey, _x.Now);
                JobTransitions.Wake(_x, e.JobType);
                break;
            case JobClosed e:
                _x.Session.Jobs.Close(e.JobKey, JobState(e.End), _x.Now);
                break;
            case UserTaskCreated e:
                Write(e);
                break;
            case UserTaskClosed e:
                var completed = e.End == WaitEnd.Completed;
                _x.Session.UserTasks.Close(e.UserTaskKey, completed ? UserTaskStates.Completed : UserTaskStates.Canceled, completed ? _x.Actor : null, _x.Now);
                break;
            case TimerScheduled e:
                _x.Session.Timers.Schedule(new StoredTimer(
                    e.TimerKey, _instance.Key, DefinitionKey, e.ElementInstanceKey, e.TargetElementId, e.DueAt, e.RepetitionsLeft, e.Interval));
                _x.AfterCommit.Add(_x.Core.Signals.Timers.Set);
                break;
            case TimerClosed e:
                _x.Session.Timers.Remove(e.TimerKey);
                break;
            case MessageSubscriptionOpened e:
                _x.Session.Subscriptions.Insert(e, _instance.Key, DefinitionKey, _instance.Definition.Process.Id, _x.Now);
                MessageTransitions.OfferBuffered(_x, e.SubscriptionKey);
                break;
            case MessageSubscriptionClosed e:
                _x.Session.Subscriptions.Remove(e.SubscriptionKey);
                break;
            case SignalSubscriptionOpened e:
                _x.Session.Signals.Insert(e, _instance.Key, DefinitionKey, _instance.Definition.Process.Id, _x.Now);
                break;
            case SignalSubscriptionClosed e:
                _x.Session.Signals.Remove(e.SubscriptionKey);
                break;
            case SignalThrown e:
                SignalTransitions.Broadcast(_x, new BroadcastSignal(e.SignalName) { Variables = e.Variables }, null);
                break;
            case MessageSent e:
                MessageTransitions.Send(_x, e);
                break;
            case EscalationPassed e:
                ChildTransitions.ReportEscalation(_x, _instance.State, e);
                break;
            case ChildRequested e:
                ChildTransitions.RequestStart(_x, _instance, e);
                break;
            case ChildCancelRequested e:
                ChildTransitions.RequestCancel(_x, e.ChildInstanceKey);
                break;
            case DecisionEvaluated e:
                DecisionRecord.Write(_x, _instance, e);
                break;
            case IncidentRaised e:
                _x.Session.Incidents.Insert(e, _instance.Key, DefinitionKey, _x.Now);
                Count(e.ElementInstanceKey, +1);
                break;
            case IncidentResolved e:
                Resolve(e);
                break;
            case InstanceSuspended:
                SuspensionTransitions.Hold(_x, _instance);
                break;
            case InstanceResumed:
                SuspensionTransitions.Free(_x, _instance);
                break;
            case InstanceMigrated e:
                _x.Session.Migrated.Move(_instance.Key, _instance.Definition.Row, _instance.Definition.Process, e);
                break;
            case InstanceFinished e:
                Finish(e);
                break;
            case ExpressionWarned e:
                _x.Core.Log.LogInformation(
                    "Instance {Instance}, element {Element}: {Message} In: {Expression}", _instance.Key, e.ElementId, e.Message, e.Expression);
                break;
        }
    }

    private long DefinitionKey => _instance.Definition.Row.ProcessDefinitionKey;

    private void Write(UserTaskCreated e)
    {
        var formKey = e.FormId is null
            ? null
            : _x.Session.Forms.Resolve(e.FormId, e.FormBinding, e.FormVersionTag, _instance.Definition.Row.DeploymentKey);
        var name = _instance.Definition.Process.FindElement(e.ElementId)?.Name;
        _x.Session.UserTasks.Insert(e, name, _instance.Key, DefinitionKey, formKey, _x.Now);
    }

    private void Resolve(IncidentResolved e)
    {
        var element = _x.Session.Incidents.Find(e.IncidentKey)?.ElementInstanceKey;
        if (element is null || !_x.Session.Incidents.Resolve(e.IncidentKey, _x.Now))
            return;
        Count(element.Value, -1);
        if (e.RetryJobKey is { } jobKey && _x.Session.Jobs.Find(jobKey) is { } job)
        {
            _x.Session.Jobs.MakeAvailable(jobKey, Math.Max(1, job.Retries), _x.Now);
            JobTransitions.Wake(_x, job.Type);
        }
    }

    private void Count(long elementInstanceKey, int by)
    {
        _x.Session.Elements.CountIncidents(elementInstanceKey, by);
        _x.Session.Instances.CountIncidents(_instance.Key, by);
    }

    private void Finish(InstanceFinished e)
    {
        if (_x.Core.AwaitedEnds.IsAwaited(_instance.Key))
            _x.AfterCommit.Add(() => _x.Core.AwaitedEnds.Tell(_instance.Key, e.Outcome));
        _x.Session.Instances.End(
            _instance.Key, e.Outcome == InstanceOutcome.Completed ? InstanceStates.Completed : InstanceStates.Terminated, _x.Now);
        if (_instance.State.IsSuspended)
            SuspensionTransitions.AskAgain(_x, _instance.Key);
        if (_instance.State is { ParentProcessInstanceKey: not null, ParentElementInstanceKey: not null })
            ChildTransitions.ReportEnd(_x, _instance.State, e);
        // Which a message began has its correlation key as business key: the others need not be asked for.
        else if (_instance.State.BusinessKey is { Length: > 0 })
            MessageStarts.Ended(_x, _instance.Key);
    }

    private static string JobState(WaitEnd end) => end switch
    {
        WaitEnd.Completed => JobStates.Completed,
        WaitEnd.ErrorThrown => JobStates.ErrorThrown,
        _ => JobStates.Canceled,
    };
}
