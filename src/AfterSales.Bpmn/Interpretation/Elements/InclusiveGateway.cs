using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.State;
using AfterSales.Feel;

namespace AfterSales.Bpmn.Interpretation.Elements;

/// <summary>Takes every flow whose condition is true, else the default flow; <see cref="Joins"/> has waited for what could still come.</summary>
internal sealed class InclusiveGateway : ElementBehavior
{
    public override StepFailure? Activate(Run run, CompiledElement element, ElementInstance instance)
    {
        run.Complete(instance);
        return null;
    }

    public override Step<IReadOnlyList<int>> Leave(Run run, CompiledElement element, ElementInstance instance) => Choose(run, element, instance);

    /// <summary>The flows without a condition and those whose condition is true; the default flow when there is none (BPMN 2.0.2, 13.3.1 and 13.4.3).</summary>
    internal static Step<IReadOnlyList<int>> Choose(Run run, CompiledElement element, ElementInstance instance)
    {
        var taken = True(run, element, run.Expressions.Scope(instance.Key));
        return taken is { Failure: null, Value.Count: 0 } && element.Outgoing.Count > 0 ? ExclusiveGateway.NoneTrue(element) : taken;
    }

    /// <summary>The same, and nothing where no condition is true and there is no default flow.</summary>
    internal static Step<IReadOnlyList<int>> True(Run run, CompiledElement element, IFeelScope scope)
    {
        var taken = new List<int>();
        foreach (var index in element.Outgoing)
        {
            if (index == element.DefaultFlow)
                continue;
            var flow = run.Process.Flows[index];
            var condition = flow.Condition is null ? true : run.Expressions.Condition(flow.Condition, flow.Id, scope);
            if (condition.Failure is not null)
                return condition.Failure;
            if (condition.Value)
                taken.Add(index);
        }
        if (taken.Count == 0 && element.DefaultFlow is { } otherwise)
            taken.Add(otherwise);
        return taken;
    }
}
