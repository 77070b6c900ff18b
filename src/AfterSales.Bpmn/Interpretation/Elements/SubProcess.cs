using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.State;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Interpretation.Elements;

/// <summary>A scope of elements: a sub-process of any kind, and the process itself. It is done when no token is left in it.</summary>
internal class SubProcess : ElementBehavior
{
    public override StepFailure? Activate(Run run, CompiledElement element, ElementInstance instance)
    {
        run.Enter(run.Process.Elements[element.NoneStart!.Value], instance.Key);
        return null;
    }

    /// <summary>An event that begins one of the event sub-processes happened.</summary>
    public override void Trigger(Run run, CompiledElement element, ElementInstance instance, CompiledElement target, FeelContext variables) =>
        EventSubProcesses.Begin(run, run.Process.Elements[target.ScopeIndex], instance, variables);

    /// <summary>What its event sub-processes wait for could not be worked out, or tokens were stuck in it.</summary>
    public override StepFailure? Retry(Run run, CompiledElement element, ElementInstance instance) =>
        instance.Arrivals.Count > 0 ? null
        : element.Type == ElementType.EventSubProcess ? EventSubProcesses.Prepare(run, element, instance)
        : EventSubProcesses.Wait(run, instance);

    public override void ChildEnded(Run run, CompiledElement element, ElementInstance scope)
    {
        if (scope.IsEmpty)
            run.Complete(scope);
    }
}
