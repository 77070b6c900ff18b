using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.State;

namespace AfterSales.Bpmn.Interpretation.Elements;

/// <summary>Ends everything else in its process or sub-process, which then completes.</summary>
internal sealed class TerminateEndEvent : ElementBehavior
{
    public override StepFailure? Activate(Run run, CompiledElement element, ElementInstance instance)
    {
        var scope = run.State.Find(instance.ScopeKey)!;
        Lifecycle.TerminateOthers(run, scope, instance);
        run.Complete(instance);
        return null;
    }
}
