using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.State;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Interpretation.Elements;

/// <summary>
/// Takes every flow whose condition is true, else the default flow; <see cref="ComplexJoins"/> says when (BPMN 2.0.2, 13.4.5). The conditions see
/// in <c>waitingForStart</c> in which of its two phases the gateway is. When it resets it may take no flow at all. With one
/// incoming flow it only splits, as an inclusive gateway does.
/// </summary>
internal sealed class ComplexGateway : ElementBehavior
{
    public override StepFailure? Activate(Run run, CompiledElement element, ElementInstance instance)
    {
        run.Complete(instance);
        return null;
    }

    public override Step<IReadOnlyList<int>> Leave(Run run, CompiledElement element, ElementInstance instance)
    {
        var phase = new Dictionary<string, FeelValue>(StringComparer.Ordinal) { [ComplexJoins.WaitingForStart] = FeelValue.Of(!instance.IsResetting) };
        var taken = InclusiveGateway.True(run, element, run.Expressions.Scope(instance.Key, phase));
        return taken is { Failure: null, Value.Count: 0 } && !instance.IsResetting && element.Outgoing.Count > 0 ? ExclusiveGateway.NoneTrue(element) : taken;
    }
}
