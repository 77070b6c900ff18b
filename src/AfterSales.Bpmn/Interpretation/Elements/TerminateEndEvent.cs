using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.State;

namespace AfterSales.Bpmn.Interpretation.Elements;

/// <summary>Ends everything else in its process or sub-process, which then completes.</summary>
internal sealed class TerminateEndEvent : ElementBehavior
{
    public override StepFailure? Activate(Run run, CompiledElement element, ElementInstance instance)
    {
        var scope = run.State.Find(instance.ScopeKey)!;
        run.Write.ConsumeAll(scope);
        foreach (var other in run.State.ActiveElements.Where(other => other.ScopeKey == scope.Key && other != instance).ToList())
            Lifecycle.Terminate(run, other);
        run.Complete(instance);
        return null;
    }
}
