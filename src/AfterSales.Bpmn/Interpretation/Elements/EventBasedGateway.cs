using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.State;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Interpretation.Elements;

/// <summary>Waits for every event that follows; the first to happen wins and the others are no longer waited for.</summary>
internal sealed class EventBasedGateway : ElementBehavior
{
    public override StepFailure? Activate(Run run, CompiledElement element, ElementInstance instance)
    {
        var events = element.Outgoing.Select(flow => run.Process.Elements[run.Process.Flows[flow].TargetIndex]);
        var waits = run.Waits.Evaluate(instance, events);
        if (waits.Failure is not null)
            return waits.Failure;
        run.Waits.Open(instance, waits.Value);
        return null;
    }

    public override void Trigger(Run run, CompiledElement element, ElementInstance instance, CompiledElement target, FeelContext variables)
    {
        run.Waits.CloseAll(instance, WaitEnd.Canceled);
        run.Write.SetState(instance, ElementState.Completing);
        run.Write.RemoveCompleted(instance);
        run.Write.TakeFlow(element.Outgoing.Select(flow => run.Process.Flows[flow]).First(flow => flow.TargetIndex == target.Index));
        run.EnterTriggered(target, instance.ScopeKey, variables);
    }
}
