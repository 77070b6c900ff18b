using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.State;

namespace AfterSales.Bpmn.Interpretation.Elements;

/// <summary>
/// Undoes what was completed in its scope, the last first, one after the other; it goes on when all is undone (BPMN 2.0.2,
/// 10.6.1). The activities that undo live in this event, so that they see the variables around it and end with it.
/// </summary>
internal class CompensationThrowEvent : ElementBehavior
{
    public override StepFailure? Activate(Run run, CompiledElement element, ElementInstance instance)
    {
        if (!UndoNext(run, element, instance))
            Undone(run, element, instance);
        return null;
    }

    public override void ChildEnded(Run run, CompiledElement element, ElementInstance scope)
    {
        if (scope.Children == 0 && !UndoNext(run, element, scope))
            Undone(run, element, scope);
    }

    /// <summary>Nothing is left to undo.</summary>
    protected virtual void Undone(Run run, CompiledElement element, ElementInstance instance) => run.Complete(instance);

    private static bool UndoNext(Run run, CompiledElement element, ElementInstance instance) =>
        Compensations.UndoLast(run, instance, (element.Event as CompensateEvent)?.ActivityId);
}
