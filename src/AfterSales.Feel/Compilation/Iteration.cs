using AfterSales.Feel.Parsing;
using AfterSales.Feel.Values;

namespace AfterSales.Feel.Compilation;

/// <summary><c>for</c>, <c>some</c> and <c>every</c>.</summary>
internal sealed partial class ExpressionCompiler
{
    private const string PartialName = "partial";

    /// <summary>A result takes memory, not only time.</summary>
    private const int CostOfResult = 3;

    private sealed record CompiledIterator(Evaluator Source, Evaluator? End, int Position);

    private Evaluator For(ForSyntax loop, Binding? scope)
    {
        var iterators = Iterators(loop.Iterators, ref scope);
        var showsPartial = Mentions(loop.Return, PartialName);
        var body = Compile(loop.Return, showsPartial ? new Binding(PartialName, false, scope) : scope);
        return frame =>
        {
            var results = new List<FeelValue>();
            var completed = Walk(iterators, 0, frame, inner =>
            {
                frame.Evaluation.Charge(CostOfResult);
                results.Add(body(showsPartial ? inner.With(new FeelList(new Prefix(results, results.Count))) : inner));
                return true;
            });
            return completed is null ? FeelValue.Null : new FeelList(results);
        };
    }

    private Evaluator Quantified(QuantifiedSyntax quantified, Binding? scope)
    {
        var iterators = Iterators(quantified.Iterators, ref scope);
        var condition = Compile(quantified.Satisfies, scope);
        var deciding = !quantified.IsEvery; // true decides "some", false "every"
        return frame =>
        {
            FeelValue outcome = FeelValue.Of(!deciding);
            var completed = Walk(iterators, 0, frame, inner =>
            {
                switch (condition(inner))
                {
                    case FeelBoolean value when value.Value == deciding:
                        outcome = value;
                        return false;
                    case FeelBoolean:
                        return true;
                    case FeelNull:
                        outcome = FeelValue.Null;
                        return true;
                    case var other:
                        outcome = frame.Evaluation.Fail(quantified.Satisfies.Position, $"The condition gives {Describe.Value(other)} instead of true or false.");
                        return false;
                }
            });
            return completed is null ? FeelValue.Null : outcome;
        };
    }

    private CompiledIterator[] Iterators(IReadOnlyList<Iterator> iterators, ref Binding? scope)
    {
        var compiled = new CompiledIterator[iterators.Count];
        for (var i = 0; i < compiled.Length; i++)
        {
            var iterator = iterators[i];
            compiled[i] = new CompiledIterator(Compile(iterator.Source, scope), iterator.End is { } end ? Compile(end, scope) : null, iterator.Source.Position);
            scope = new Binding(iterator.Name, false, scope);
        }
        return compiled;
    }

    /// <summary>Visits every combination; false when the visitor stopped, null when there is nothing to iterate over.</summary>
    private static bool? Walk(CompiledIterator[] iterators, int index, Frame frame, Func<Frame, bool> visit)
    {
        if (index == iterators.Length)
            return visit(frame);
        if (index % LevelsBetweenStackChecks == LevelsBetweenStackChecks - 1)
            Evaluation.EnsureStack();
        if (Items(iterators[index], frame) is not { } items)
            return null;
        foreach (var item in items)
        {
            frame.Evaluation.Charge(1);
            if (Walk(iterators, index + 1, frame.With(item), visit) is not true and var stopped)
                return stopped;
        }
        return true;
    }

    private static IEnumerable<FeelValue>? Items(CompiledIterator iterator, Frame frame)
    {
        var source = iterator.Source(frame);
        if (iterator.End is not null)
        {
            var end = iterator.End(frame);
            if (Ranges.Walk(source, end) is { } walk)
                return walk;
            frame.Evaluation.Warn(iterator.Position, $"Nothing can be counted from {Describe.Value(source)} to {Describe.Value(end)}.");
            return null;
        }
        switch (source)
        {
            case FeelList list:
                return list.Items;
            case FeelRange range when Ranges.Walk(range) is { } values:
                return values;
            case FeelNull or FeelRange:
                frame.Evaluation.Warn(iterator.Position, $"{(source.IsNull ? "null" : "This range")} cannot be iterated over.");
                return null;
            default:
                return [source];
        }
    }

    /// <summary>The results so far, as <c>partial</c> shows them, without copying them for every step.</summary>
    private sealed class Prefix(List<FeelValue> results, int count) : IReadOnlyList<FeelValue>
    {
        public int Count => count;

        public FeelValue this[int index] => index < count ? results[index] : throw new ArgumentOutOfRangeException(nameof(index));

        public IEnumerator<FeelValue> GetEnumerator()
        {
            for (var i = 0; i < count; i++)
                yield return results[i];
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
