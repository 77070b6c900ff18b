using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.State;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Interpretation.Elements;

/// <summary>
/// Gives up the transaction around it: ends what else runs in it, undoes what was completed, and leaves it by its cancel
/// event (BPMN 2.0.2, 10.3.5). Without a cancel event the transaction completes.
/// </summary>
internal sealed class CancelEndEvent : CompensationThrowEvent
{
    public override StepFailure? Activate(Run run, CompiledElement element, ElementInstance instance)
    {
        Lifecycle.TerminateOthers(run, run.State.Find(instance.ScopeKey)!, instance);
        return base.Activate(run, element, instance);
    }

    protected override void Undone(Run run, CompiledElement element, ElementInstance instance)
    {
        var transaction = run.State.Find(instance.ScopeKey)!;
        // Events of a loop's rounds stand on its body.
        for (var host = transaction; host is not null && host.ElementId == transaction.ElementId; host = run.State.Find(host.ScopeKey))
            if (run.ElementOf(host).BoundaryEvents.Select(index => run.Process.Elements[index]).FirstOrDefault(boundary => boundary.Event is CancelEvent) is { } boundary)
            {
                BoundaryEvent.Fire(run, boundary, host, FeelContext.Empty);
                return;
            }
        run.Complete(instance);
    }
}
