using System.Diagnostics;
using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Interpretation.Elements;
using AfterSales.Bpmn.Interpretation.Migration;
using AfterSales.Bpmn.Interpretation.Modification;
using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.State;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Interpretation;

/// <summary>What each trigger begins. Each first checks that what it means is still there; a reason returned means nothing was changed.</summary>
internal static class Triggers
{
    public static string? Apply(Run run, Trigger trigger) => trigger switch
    {
        StartInstance start => Start(run, start),
        CancelInstance => Cancel(run),
        ResumeInstance => Resume(run),
        _ => StateGuard.WhyNotRunning(run.State) ?? ApplyRunning(run, trigger),
    };

    private static string? ApplyRunning(Run run, Trigger trigger) => trigger switch
    {
        CompleteJob job => Complete(run, job),
        FailJob job => Fail(run, job),
        ThrowJobError job => Throw(run, job),
        CompleteUserTask task => Complete(run, task),
        FireTimer timer => Fire(run, timer),
        CorrelateMessage message => Correlate(run, message),
        CatchSignal signal => Catch(run, signal),
        EscalateChild child => Escalate(run, child),
        ActivateAdHoc activate => AdHocSubProcess.Begin(run, activate),
        FinishChild child => Finish(run, child),
        FailChild child => Fail(run, child),
        RefuseChild child => Refuse(run, child),
        ResolveIncident incident => Resolve(run, incident),
        SetVariables variables => Set(run, variables),
        MigrateInstance migrate => InstanceMigration.Apply(run, migrate),
        ModifyInstance modify => InstanceModification.Apply(run, modify),
        SuspendInstance => Suspend(run),
        _ => throw new UnreachableException($"Nothing handles the trigger {trigger.GetType().Name}."),
    };

    private static string? Start(Run run, StartInstance trigger)
    {
        if (StateGuard.WhyNotStart(run.State) is { } reason)
            return reason;
        var start = trigger.StartElementId is { } id ? run.Process.FindStart(id) : run.Process.StartTriggers.None;
        if (start is null)
            return trigger.StartElementId is null
                ? $"Expected process '{run.Process.Id}' to have a start event without a trigger, but it has none."
                : $"Expected '{trigger.StartElementId}' to be a start event of process '{run.Process.Id}', or another element that begins it, but it is not.";
        run.Write.StartInstance();
        var root = run.Write.Create(run.Process.Elements[0], 0, run.State.ProcessInstanceKey);
        run.Write.SetState(root, ElementState.Active);
        if (run.Process.BeginningGateway(start) is { } gateway)
        {
            EventBasedGateway.Begin(run, gateway, start, root, trigger.Variables);
        }
        else if (start.IsParallelMultiple && trigger.MessageName is { } first)
        {
            ParallelStartEvent.Begin(run, start, first, root, trigger.Variables);
        }
        else if (start.Event is not null)
        {
            run.EnterTriggered(start, root.Key, trigger.Variables);
        }
        else
        {
            foreach (var (name, value) in trigger.Variables.Entries)
                run.Write.SetVariable(root, name, value);
            run.Enter(start, root.Key);
        }
        if (EventSubProcesses.Wait(run, root) is { } failure)
            run.Fail(root, failure);
        return null;
    }

    private static string? Cancel(Run run)
    {
        if (StateGuard.WhyNotCancel(run.State) is { } reason)
            return reason;
        var root = run.State.Find(run.State.ProcessInstanceKey);
        var variables = root is null ? FeelContext.Empty : new FeelContext(root.Variables);
        if (root is not null)
            Lifecycle.Terminate(run, root);
        run.Write.FinishInstance(InstanceStatus.Terminated, InstanceOutcome.Terminated, variables);
        return null;
    }

    private static string? Suspend(Run run)
    {
        run.Write.Suspend(true);
        return null;
    }

    private static string? Resume(Run run)
    {
        if (StateGuard.WhyNotSuspended(run.State) is { } reason)
            return reason;
        run.Write.Suspend(false);
        return null;
    }

    private static string? Complete(Run run, CompleteJob trigger)
    {
        var instance = run.State.Find(trigger.ElementInstanceKey);
        if (StateGuard.WhyNoJob(instance, trigger.ElementInstanceKey, trigger.JobKey) is { } reason)
            return reason;
        run.Write.CloseJob(instance!, WaitEnd.Completed);
        run.Write.ResolveIncident(instance!);
        run.Variables.Receive(instance!, run.ElementOf(instance!), trigger.Variables);
        run.Complete(instance!);
        return null;
    }

    private static string? Fail(Run run, FailJob trigger)
    {
        var instance = run.State.Find(trigger.ElementInstanceKey);
        if (StateGuard.WhyNoJob(instance, trigger.ElementInstanceKey, trigger.JobKey) is { } reason)
            return reason;
        run.Fail(instance!, new StepFailure(IncidentType.JobNoRetries, trigger.Message, trigger.JobKey));
        return null;
    }

    private static string? Throw(Run run, ThrowJobError trigger)
    {
        var instance = run.State.Find(trigger.ElementInstanceKey);
        if (StateGuard.WhyNoJob(instance, trigger.ElementInstanceKey, trigger.JobKey) is { } reason)
            return reason;
        if (!Errors.IsCaught(run, instance!, trigger.ErrorCode))
        {
            run.Fail(instance!, Errors.Unhandled(trigger.ErrorCode, trigger.Message, trigger.JobKey));
            return null;
        }
        run.Write.CloseJob(instance!, WaitEnd.ErrorThrown);
        Errors.Throw(run, instance!, trigger.ErrorCode, trigger.Message, trigger.Variables);
        return null;
    }

    private static string? Complete(Run run, CompleteUserTask trigger)
    {
        var instance = run.State.Find(trigger.ElementInstanceKey);
        if (StateGuard.WhyNoUserTask(instance, trigger.ElementInstanceKey, trigger.UserTaskKey) is { } reason)
            return reason;
        run.Write.CloseUserTask(instance!, WaitEnd.Completed);
        run.Variables.Receive(instance!, run.ElementOf(instance!), trigger.Variables);
        run.Complete(instance!);
        return null;
    }

    private static string? Fire(Run run, FireTimer trigger)
    {
        var instance = run.State.Find(trigger.ElementInstanceKey);
        if (StateGuard.WhyNoTimer(instance, trigger.ElementInstanceKey, trigger.TimerKey) is { } reason)
            return reason;
        var timer = instance!.OpenTimers.Find(timer => timer.Key == trigger.TimerKey)!;
        run.Write.CloseTimer(instance, timer, WaitEnd.Completed);
        var target = run.Process.Element(timer.TargetElementId);
        if (!target.IsInterrupting)
            run.Waits.Repeat(instance, timer);
        Happen(run, instance, target, FeelContext.Empty);
        return null;
    }

    private static string? Correlate(Run run, CorrelateMessage trigger)
    {
        var instance = run.State.Find(trigger.ElementInstanceKey);
        if (StateGuard.WhyNoSubscription(instance, trigger.ElementInstanceKey, trigger.SubscriptionKey) is { } reason)
            return reason;
        var message = instance!.OpenMessages.Find(message => message.Key == trigger.SubscriptionKey)!;
        var target = run.Process.Element(message.TargetElementId);
        if (target.IsInterrupting || target.IsParallelMultiple)
            run.Write.CloseSubscription(instance, message, WaitEnd.Completed);
        Happen(run, instance, target, trigger.Variables);
        return null;
    }

    private static string? Catch(Run run, CatchSignal trigger)
    {
        var instance = run.State.Find(trigger.ElementInstanceKey);
        if (StateGuard.WhyNoSignal(instance, trigger.ElementInstanceKey, trigger.SubscriptionKey) is { } reason)
            return reason;
        var signal = instance!.OpenSignals.Find(signal => signal.Key == trigger.SubscriptionKey)!;
        var target = run.Process.Element(signal.TargetElementId);
        if (target.IsInterrupting || target.IsParallelMultiple)
            run.Write.CloseSignal(instance, signal, WaitEnd.Completed);
        Happen(run, instance, target, trigger.Variables);
        return null;
    }

    private static string? Escalate(Run run, EscalateChild trigger)
    {
        var instance = run.State.Find(trigger.CallElementInstanceKey);
        if (StateGuard.WhyNoChild(instance, trigger.CallElementInstanceKey, trigger.ChildInstanceKey) is { } reason)
            return reason;
        Escalations.Throw(run, instance!, trigger.EscalationCode);
        return null;
    }

    /// <summary>An event happened: on the border of the element that waited, or in the element itself.</summary>
    public static void Happen(Run run, ElementInstance instance, CompiledElement target, FeelContext variables)
    {
        if (target.IsParallelMultiple)
        {
            if (MultipleEvents.Gather(run, instance, target, variables) is not { } together)
                return;
            variables = together;
        }
        else if (target is { Event: MultipleEvent, IsInterrupting: true })
        {
            run.Waits.Close(instance, target.Id);
        }
        var element = run.ElementOf(instance);
        if (target.AttachedTo == element.Index)
            BoundaryEvent.Fire(run, target, instance, variables);
        else
            Behaviors.Of(element).Trigger(run, element, instance, target, variables);
    }

    private static string? Finish(Run run, FinishChild trigger)
    {
        var instance = run.State.Find(trigger.CallElementInstanceKey);
        if (StateGuard.WhyNoChild(instance, trigger.CallElementInstanceKey, trigger.ChildInstanceKey) is { } reason)
            return reason;
        CallActivity.ChildFinished(run, run.ElementOf(instance!), instance!, trigger.Variables);
        return null;
    }

    private static string? Fail(Run run, FailChild trigger)
    {
        var instance = run.State.Find(trigger.CallElementInstanceKey);
        if (StateGuard.WhyNoChild(instance, trigger.CallElementInstanceKey, instance?.ChildInstanceKey ?? 0) is { } reason)
            return reason;
        run.Write.ForgetChild(instance!);
        if (Errors.IsCaught(run, instance!, trigger.ErrorCode))
            Errors.Throw(run, instance!, trigger.ErrorCode, trigger.Message, trigger.Variables);
        else
            run.Fail(instance!, Errors.Unhandled(trigger.ErrorCode, trigger.Message));
        return null;
    }

    private static string? Refuse(Run run, RefuseChild trigger)
    {
        var instance = run.State.Find(trigger.CallElementInstanceKey);
        if (StateGuard.WhyNoChild(instance, trigger.CallElementInstanceKey, trigger.ChildInstanceKey) is { } reason)
            return reason;
        run.Write.ForgetChild(instance!);
        run.Fail(instance!, new StepFailure(IncidentType.CalledElementError, trigger.Message));
        return null;
    }

    private static string? Resolve(Run run, ResolveIncident trigger)
    {
        var instance = run.State.Incidents.FirstOrDefault(instance => instance.Incident!.Key == trigger.IncidentKey);
        if (instance is null)
            return FormattableString.Invariant($"Expected incident {trigger.IncidentKey} to be open, but it is not.");
        run.Write.ResolveIncident(instance, retryJob: true);
        switch (instance.State)
        {
            case ElementState.Activating:
                run.Activate(instance);
                break;
            case ElementState.Completing:
                run.Complete(instance);
                break;
            default:
                var element = run.ElementOf(instance);
                if (Behaviors.Of(element).Retry(run, element, instance) is { } failure)
                    run.Fail(instance, failure);
                break;
        }
        return null;
    }

    private static string? Set(Run run, SetVariables trigger)
    {
        if (run.State.Find(trigger.ScopeKey) is not { } scope)
            return FormattableString.Invariant($"Expected scope {trigger.ScopeKey} to be in process instance {run.State.ProcessInstanceKey}, but it has ended.");
        foreach (var (name, value) in trigger.Variables.Entries)
            if (trigger.Local)
                run.Write.SetVariable(scope, name, value);
            else
                run.Variables.Propagate(scope, name, value);
        return null;
    }
}
