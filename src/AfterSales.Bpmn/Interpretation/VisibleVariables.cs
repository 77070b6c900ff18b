using AfterSales.Bpmn.State;
using AfterSales.Feel;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Interpretation;

/// <summary>What an expression sees from a scope: names given for the moment, then its own variables, then those around it.</summary>
internal sealed class VisibleVariables(InstanceState state, long scopeKey, IReadOnlyDictionary<string, FeelValue>? over) : IFeelScope
{
    public bool TryGet(string name, out FeelValue value)
    {
        var found = over is not null && over.TryGetValue(name, out var given) ? given : state.FindVariable(scopeKey, name);
        value = found ?? FeelValue.Null;
        return found is not null;
    }
}
