using AfterSales.Feel.Values;

namespace AfterSales.Feel.Compilation;

/// <summary>Makes ranges and walks through them.</summary>
internal static class Ranges
{
    /// <summary>A range of two comparable ends; null with a warning otherwise.</summary>
    public static FeelValue Make(FeelValue start, bool startIncluded, FeelValue end, bool endIncluded, Evaluation evaluation, int position)
    {
        if (start.IsNull || end.IsNull || FeelComparison.Compare(start, end) is not { } order)
            return evaluation.Fail(position, $"There is no range from {Describe.Value(start)} to {Describe.Value(end)}.");
        if (order > 0)
            return evaluation.Fail(position, $"The range ends at {Describe.Value(end)}, before its start {Describe.Value(start)}.");
        return new FeelRange(start, startIncluded, end, endIncluded);
    }

    /// <summary>The whole numbers or days from start to end, downwards too; null when these are neither.</summary>
    public static IEnumerable<FeelValue>? Walk(FeelValue start, FeelValue end) => (start, end) switch
    {
        (FeelNumber from, FeelNumber to) when decimal.IsInteger(from.Value) && decimal.IsInteger(to.Value) => Numbers(from.Value, to.Value),
        (FeelDate from, FeelDate to) => Days(from.EpochDay, to.EpochDay),
        _ => null,
    };

    /// <summary>The values of a closed range over numbers or days, honouring its brackets; null for others.</summary>
    public static IEnumerable<FeelValue>? Walk(FeelRange range)
    {
        var walk = Walk(range.Start, range.End);
        if (walk is null)
            return null;
        return walk.Where(value => range.Contains(value) == true);
    }

    private static IEnumerable<FeelValue> Numbers(decimal from, decimal to)
    {
        var step = from <= to ? 1 : -1;
        for (var n = from; ; n += step)
        {
            yield return new FeelNumber(n);
            if (n == to)
                yield break; // before another step, which may not exist
        }
    }

    private static IEnumerable<FeelValue> Days(long from, long to)
    {
        var step = from <= to ? 1 : -1;
        for (var day = from; day != to + step; day += step)
            yield return FeelDate.FromEpochDay(day)!;
    }
}
