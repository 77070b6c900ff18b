using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.State;

namespace AfterSales.Bpmn.Interpretation.Elements;

/// <summary>A scope of elements: an embedded sub-process, and the process itself. It is done when no token is left in it.</summary>
internal sealed class SubProcess : ElementBehavior
{
    public override StepFailure? Activate(Run run, CompiledElement element, ElementInstance instance)
    {
        run.Enter(run.Process.Elements[element.NoneStart!.Value], instance.Key);
        return null;
    }

    public override void ChildEnded(Run run, CompiledElement element, ElementInstance scope)
    {
        if (scope.Children == 0 && scope.Arrivals.Count == 0)
            run.Complete(scope);
    }
}
