using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.State;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Interpretation.Elements;

/// <summary>
/// What one kind of element does, verb by verb in the order of its life. Each verb works everything out before it asks
/// <see cref="Run.Write"/> for the first change, so that a failure leaves nothing half done and can be tried again.
/// </summary>
internal abstract class ElementBehavior
{
    /// <summary>A token is here: begin to work or to wait, or ask for completion at once.</summary>
    public abstract StepFailure? Activate(Run run, CompiledElement element, ElementInstance instance);

    /// <summary>A timer or message that the element itself waited for is here.</summary>
    public virtual void Trigger(Run run, CompiledElement element, ElementInstance instance, CompiledElement target, FeelContext variables)
    {
        run.Variables.Receive(instance, element, variables);
        run.Complete(instance);
    }

    /// <summary>The incident that held up an active element is resolved.</summary>
    public virtual StepFailure? Retry(Run run, CompiledElement element, ElementInstance instance) => null;

    /// <summary>The work is done: leave behind what the output mappings say.</summary>
    public virtual StepFailure? Complete(Run run, CompiledElement element, ElementInstance instance) =>
        run.Variables.ApplyOutputs(instance, element);

    /// <summary>Which flows the tokens take; several without a gateway are an implicit parallel split, those with conditions an implicit inclusive one.</summary>
    public virtual Step<IReadOnlyList<int>> Leave(Run run, CompiledElement element, ElementInstance instance) =>
        element.HasConditionalFlows ? InclusiveGateway.Choose(run, element, instance) : new(element.Outgoing, null);

    /// <summary>The element is ended before it was done: take back what it asked for.</summary>
    public virtual void Terminate(Run run, ElementInstance instance)
    {
    }

    /// <summary>For scopes: a child is done and about to leave.</summary>
    public virtual StepFailure? CompleteChild(Run run, CompiledElement element, ElementInstance scope, ElementInstance child) => null;

    /// <summary>For scopes: a child has left and its tokens have gone on.</summary>
    public virtual void ChildEnded(Run run, CompiledElement element, ElementInstance scope)
    {
    }
}
