using AfterSales.Feel.Values;

namespace AfterSales.Feel.Dmn.DecisionTables;

/// <summary>A rule that matched, with its outputs; no rule stands for the defaults of the table.</summary>
internal sealed record Hit(TableRule? Rule, IReadOnlyList<FeelValue> Outputs)
{
    /// <summary>The single output itself, or a context of several.</summary>
    public FeelValue Value(IReadOnlyList<TableOutput> outputs) => outputs.Count == 1 ? Outputs[0]
        : new FeelContext(outputs.Select((output, i) => KeyValuePair.Create(output.Name, Outputs[i])));
}
