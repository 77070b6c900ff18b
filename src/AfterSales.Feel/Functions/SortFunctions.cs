using AfterSales.Feel.Values;
using static AfterSales.Feel.Functions.Define;

namespace AfterSales.Feel.Functions;

internal static class SortFunctions
{
    public static readonly IReadOnlyList<FeelFunctionDefinition> All =
    [
        Function("sort", "list, [precedes]", Sort),
    ];

    /// <summary>Stable; by a function that says whether its first argument comes first, or by the natural order.</summary>
    private static FeelValue Sort(FeelCall call)
    {
        if (call.List(0) is not { } list)
            return call.Mismatch();
        if (call.Arguments[1] is FeelFunction precedes)
            return Sorted(list, (a, b) => Precedes(call, precedes, a, b) ? -1 : Precedes(call, precedes, b, a) ? 1 : 0);
        if (!call.Arguments[1].IsNull || list.Items.Any(item => FeelComparison.Compare(item, list.Items[0]) is null))
            return call.Mismatch();
        return Sorted(list, (a, b) => FeelComparison.Compare(a, b) ?? 0);
    }

    private static bool Precedes(FeelCall call, FeelFunction precedes, FeelValue a, FeelValue b) =>
        call.Invoke(precedes, a, b) is FeelBoolean { Value: true };

    private static FeelList Sorted(FeelList list, Comparison<FeelValue> compare) =>
        new([.. list.Items.OrderBy(item => item, Comparer<FeelValue>.Create(compare))]);
}
