using AfterSales.Feel.Compilation;
using AfterSales.Feel.Parsing;
using AfterSales.Feel.Values;
using static AfterSales.Feel.Functions.Define;

namespace AfterSales.Feel.Functions;

/// <summary>One value from many; each takes a list or the values themselves.</summary>
internal static class AggregationFunctions
{
    public static readonly IReadOnlyList<FeelFunctionDefinition> All =
    [
        Variadic("min", "list", call => Extreme(call, -1)),
        Variadic("max", "list", call => Extreme(call, 1)),
        Variadic("sum", "list", Sum),
        Variadic("product", "list", call => OfNumbers(call, numbers => numbers.Aggregate(1m, (a, b) => a * b))),
        Variadic("mean", "list", Mean),
        Variadic("median", "list", call => OfNumbers(call, Median)),
        Variadic("stddev", "list", call => Numbers(call) is { Count: 1 } ? call.Mismatch() : OfNumbers(call, Deviation)),
        Variadic("mode", "list", Mode),
        Variadic("all", "list", call => Quantify(call, false)),
        Variadic("any", "list", call => Quantify(call, true)),
    ];

    private static FeelValue Extreme(FeelCall call, int sign)
    {
        if (call.Items() is not { Count: > 0 } items)
            return call.Mismatch();
        var best = items[0];
        foreach (var item in items)
        {
            if (FeelComparison.Compare(item, best) is not { } order)
                return call.Mismatch();
            if (order * sign > 0)
                best = item;
        }
        return best;
    }

    /// <summary>Numbers, or durations of one kind.</summary>
    private static FeelValue Sum(FeelCall call)
    {
        if (call.Items() is not { Count: > 0 } items || items[0] is not (FeelNumber or FeelDaysTimeDuration or FeelYearsMonthsDuration))
            return call.Mismatch();
        var sum = items[0];
        foreach (var item in items.Skip(1))
        {
            if (item.Kind != sum.Kind)
                return call.Mismatch();
            sum = Calculation.Calculate(ArithmeticOperator.Add, sum, item, call.Evaluation, call.Position);
        }
        return sum;
    }

    private static FeelValue Mean(FeelCall call) => Sum(call) is { IsNull: false } sum
        ? Calculation.Calculate(ArithmeticOperator.Divide, sum, FeelValue.Of(call.Items()!.Count), call.Evaluation, call.Position)
        : FeelValue.Null;

    private static List<decimal>? Numbers(FeelCall call)
    {
        if (call.Items() is not { Count: > 0 } items || items.Any(item => item is not FeelNumber))
            return null;
        return [.. items.Cast<FeelNumber>().Select(number => number.Value)];
    }

    private static FeelValue OfNumbers(FeelCall call, Func<List<decimal>, decimal> aggregate) =>
        Numbers(call) is { } numbers ? new FeelNumber(aggregate(numbers)) : call.Mismatch();

    private static decimal Median(List<decimal> numbers)
    {
        numbers.Sort();
        var middle = numbers.Count / 2;
        return numbers.Count % 2 == 1 ? numbers[middle] : (numbers[middle - 1] + numbers[middle]) / 2;
    }

    /// <summary>The deviation of a sample.</summary>
    private static decimal Deviation(List<decimal> numbers)
    {
        var mean = numbers.Sum() / numbers.Count;
        var variance = numbers.Sum(number => (number - mean) * (number - mean)) / (numbers.Count - 1);
        return DecimalMath.Root(variance);
    }

    private static FeelValue Mode(FeelCall call)
    {
        if (call.Items() is not { } items || items.Any(item => item is not FeelNumber))
            return call.Mismatch();
        var groups = items.Cast<FeelNumber>().GroupBy(number => number.Value).ToList();
        var most = groups.Count == 0 ? 0 : groups.Max(group => group.Count());
        return new FeelList([.. groups.Where(group => group.Count() == most).Select(group => group.Key).Order().Select(key => new FeelNumber(key))]);
    }

    private static FeelValue Quantify(FeelCall call, bool deciding)
    {
        if (call.Items() is not { } items)
            return call.Mismatch();
        FeelValue outcome = FeelValue.Of(!deciding);
        foreach (var item in items)
        {
            if (item is FeelBoolean value && value.Value == deciding)
                return value;
            if (item is not FeelBoolean)
                outcome = FeelValue.Null;
        }
        return outcome;
    }
}
