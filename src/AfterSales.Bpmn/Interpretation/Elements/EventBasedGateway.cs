using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.State;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Interpretation.Elements;

/// <summary>
/// Waits for every event that follows; the first to happen wins and the others are no longer waited for. One that begins instances
/// (BPMN 2.0.2, 10.6.6 and 13.5.1) was decided when there was no instance yet; of a parallel one the other messages are waited for, each
/// goes its way as it comes, and the gateway is done when all have come.
/// </summary>
internal sealed class EventBasedGateway : ElementBehavior
{
    /// <summary>The first event has begun the instance.</summary>
    public static void Begin(Run run, CompiledElement element, CompiledElement first, ElementInstance root, FeelContext variables)
    {
        var instance = run.Write.Create(element, root.Key);
        run.Write.Gather(instance, new GatheredEvent(first.Id, FeelContext.Empty));
        TakeFlow(run, element, first);
        run.EnterTriggered(first, root.Key, variables);
        // Behind the event: what it brought, and where it put it, says to whom the other messages belong.
        run.Activate(instance);
    }

    public override StepFailure? Activate(Run run, CompiledElement element, ElementInstance instance)
    {
        var events = element.Outgoing.Select(flow => run.Process.Elements[run.Process.Flows[flow].TargetIndex]);
        if (instance.HappenedInPart.Count > 0)
            events = element.WantsAll ? events.Where(target => !instance.HappenedInPart.Exists(part => part.TargetElementId == target.Id)) : [];
        var waits = run.Waits.Evaluate(instance, events);
        if (waits.Failure is not null)
            return waits.Failure;
        run.Waits.Open(instance, waits.Value);
        if (waits.Value.Count == 0)
            run.Complete(instance);
        return null;
    }

    public override void Trigger(Run run, CompiledElement element, ElementInstance instance, CompiledElement target, FeelContext variables)
    {
        if (element.WantsAll)
        {
            run.Write.Gather(instance, new GatheredEvent(target.Id, FeelContext.Empty));
            TakeFlow(run, element, target);
            run.EnterTriggered(target, instance.ScopeKey, variables);
            if (instance.OpenMessages.Count == 0)
                run.Complete(instance);
            return;
        }
        run.Waits.CloseAll(instance, WaitEnd.Canceled);
        run.Write.SetState(instance, ElementState.Completing);
        run.Write.RemoveCompleted(instance);
        TakeFlow(run, element, target);
        run.EnterTriggered(target, instance.ScopeKey, variables);
    }

    /// <summary>Of one that begins instances the tokens have gone already.</summary>
    public override Step<IReadOnlyList<int>> Leave(Run run, CompiledElement element, ElementInstance instance) => new([], null);

    private static void TakeFlow(Run run, CompiledElement element, CompiledElement target) =>
        run.Write.TakeFlow(element.Outgoing.Select(flow => run.Process.Flows[flow]).First(flow => flow.TargetIndex == target.Index));
}
