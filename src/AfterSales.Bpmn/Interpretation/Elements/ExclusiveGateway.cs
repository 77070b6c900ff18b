using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.State;

namespace AfterSales.Bpmn.Interpretation.Elements;

/// <summary>Takes the first flow whose condition is true, in the order of the file; else the default flow.</summary>
internal sealed class ExclusiveGateway : ElementBehavior
{
    public override StepFailure? Activate(Run run, CompiledElement element, ElementInstance instance)
    {
        run.Complete(instance);
        return null;
    }

    public override Step<IReadOnlyList<int>> Leave(Run run, CompiledElement element, ElementInstance instance)
    {
        foreach (var index in element.Outgoing)
        {
            if (index == element.DefaultFlow)
                continue;
            var flow = run.Process.Flows[index];
            // A single flow needs no condition.
            if (flow.Condition is null)
                return new Step<IReadOnlyList<int>>([index], null);
            var condition = run.Expressions.Condition(flow.Condition, flow.Id, run.Expressions.Scope(instance.Key));
            if (condition.Failure is not null)
                return condition.Failure;
            if (condition.Value)
                return new Step<IReadOnlyList<int>>([index], null);
        }
        if (element.DefaultFlow is { } otherwise)
            return new Step<IReadOnlyList<int>>([otherwise], null);
        return element.Outgoing.Count == 0 ? new Step<IReadOnlyList<int>>([], null) : NoneTrue(element);
    }

    internal static StepFailure NoneTrue(CompiledElement element) => new(
        IncidentType.ConditionError,
        $"Expected a condition of '{element.Id}' to be true or a default flow to be there, but no condition is true and there is no default flow.");
}
