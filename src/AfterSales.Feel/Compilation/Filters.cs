using AfterSales.Feel.Parsing;
using AfterSales.Feel.Values;

namespace AfterSales.Feel.Compilation;

/// <summary><c>list[3]</c>, <c>list[-1]</c>, <c>list[item &gt; 3]</c>, <c>orders[total &gt; 100]</c>.</summary>
internal sealed partial class ExpressionCompiler
{
    private const string ItemName = "item";

    private Evaluator Filter(FilterSyntax filter, Binding? scope)
    {
        var target = Compile(filter.Target, scope);
        var predicate = Compile(filter.Predicate, new Binding(ItemName, true, scope));
        var (position, index) = (filter.Position, FixedIndex(filter.Predicate));
        return frame =>
        {
            var list = AsList(target(frame));
            return index is { } fixedIndex ? ItemAt(list, fixedIndex, frame.Evaluation, position) : Select(list, predicate, frame, position);
        };
    }

    /// <summary>A null is an empty list, any other single value a list of one.</summary>
    internal static FeelList AsList(FeelValue value) => value switch
    {
        FeelList list => list,
        FeelNull => FeelList.Empty,
        _ => new FeelList([value]),
    };

    private static decimal? FixedIndex(Syntax predicate) => predicate switch
    {
        LiteralSyntax { Value: FeelNumber number } => number.Value,
        NegationSyntax { Operand: LiteralSyntax { Value: FeelNumber number } } => -number.Value,
        _ => null,
    };

    private static FeelValue Select(FeelList list, Evaluator predicate, Frame frame, int position)
    {
        var kept = new List<FeelValue>();
        foreach (var item in list.Items)
        {
            frame.Evaluation.Charge(1);
            switch (predicate(frame.With(item)))
            {
                case FeelBoolean { Value: true }:
                    kept.Add(item);
                    break;
                case FeelNumber index: // whether the filter is an index shows only when it has a value
                    return ItemAt(list, index.Value, frame.Evaluation, position);
                case FeelBoolean or FeelNull:
                    break;
                case var other:
                    return frame.Evaluation.Fail(position, $"The filter gives {Describe.Value(other)} instead of true or false.");
            }
        }
        return new FeelList(kept);
    }

    private static FeelValue ItemAt(FeelList list, decimal index, Evaluation evaluation, int position)
    {
        var at = index < 0 ? list.Count + index : index - 1;
        return at >= 0 && at < list.Count && decimal.IsInteger(at) ? list.Items[(int)at]
            : evaluation.Fail(position, $"The list has {list.Count} items; there is none at {FeelText.Number(index)}.");
    }
}
