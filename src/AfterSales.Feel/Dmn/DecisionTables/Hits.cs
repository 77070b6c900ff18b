using AfterSales.Feel.Compilation;
using AfterSales.Feel.Parsing;
using AfterSales.Feel.Values;

namespace AfterSales.Feel.Dmn.DecisionTables;

/// <summary>What the hit policy makes of the rules that matched (at least one).</summary>
internal sealed class Hits(DecisionTableSyntax table, List<Hit> hits, FeelValue[][] priorities, Evaluation evaluation)
{
    public FeelValue Value() => table.Policy switch
    {
        HitPolicy.Unique => hits.Count == 1 ? Of(hits[0])
            : evaluation.Fail(0, $"Rules {Numbers()} match, but only one may (hit policy unique)."),
        HitPolicy.Any => hits.TrueForAll(hit => Of(hit).Equals(Of(hits[0]))) ? Of(hits[0])
            : evaluation.Fail(0, $"Rules {Numbers()} match and do not agree (hit policy any)."),
        HitPolicy.First => Of(hits[0]),
        HitPolicy.Priority => Of(ByPriority().First()),
        HitPolicy.OutputOrder => new FeelList([.. ByPriority().Select(Of)]),
        HitPolicy.RuleOrder => All(),
        _ => Collected(),
    };

    private FeelValue Of(Hit hit) => hit.Value(table.Outputs);

    private FeelList All() => new([.. hits.Select(Of)]);

    private string Numbers() => string.Join(", ", hits.Select(hit => hit.Rule!.Index));

    /// <summary>Ordered by the first output, then the second, and so on; stable, unknown values last.</summary>
    private IEnumerable<Hit> ByPriority()
    {
        IOrderedEnumerable<Hit> ordered = hits.OrderBy(_ => 0);
        for (var i = 0; i < priorities.Length; i++)
        {
            var (output, order) = (i, priorities[i]);
            ordered = ordered.ThenBy(hit => Array.FindIndex(order, value => value.Equals(hit.Outputs[output])) is var at and >= 0 ? at : int.MaxValue);
        }
        return ordered;
    }

    private FeelValue Collected()
    {
        if (table.Aggregation == Aggregation.None)
            return All();
        if (table.Aggregation == Aggregation.Count)
            return FeelValue.Of(hits.Count);
        var outputs = table.Outputs.Select((_, i) => Aggregate([.. hits.Select(hit => hit.Outputs[i])])).ToList();
        return new Hit(null, outputs).Value(table.Outputs);
    }

    private FeelValue Aggregate(List<FeelValue> values)
    {
        var result = values[0];
        foreach (var value in values.Skip(1))
        {
            if (table.Aggregation == Aggregation.Sum)
                result = Calculation.Calculate(ArithmeticOperator.Add, result, value, evaluation, 0);
            else if (FeelComparison.Compare(value, result) is not { } order)
                return evaluation.Fail(0, $"{Describe.Value(value)} cannot be compared with {Describe.Value(result)}.");
            else if (table.Aggregation == Aggregation.Min ? order < 0 : order > 0)
                result = value;
        }
        return result;
    }
}
