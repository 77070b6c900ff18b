using AfterSales.Bpmn.State;
using AfterSales.Feel.Values;

namespace AfterSales.Engine.Variables;

/// <summary>The variables an element sees: its own, and those of the scopes around it that none inside hides.</summary>
internal static class VisibleVariables
{
    public static FeelContext From(InstanceState state, long elementInstanceKey)
    {
        var visible = new Dictionary<string, FeelValue>(StringComparer.Ordinal);
        for (var scope = state.Find(elementInstanceKey); scope is not null; scope = state.Find(scope.ScopeKey))
            foreach (var (name, value) in scope.Variables)
                visible.TryAdd(name, value);
        return new FeelContext(visible.OrderBy(entry => entry.Key, StringComparer.Ordinal));
    }
}
