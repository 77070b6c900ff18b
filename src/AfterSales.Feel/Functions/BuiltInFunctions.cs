using AfterSales.Feel.Values;

namespace AfterSales.Feel.Functions;

/// <summary>All built-in functions by name.</summary>
internal static class BuiltInFunctions
{
    public static readonly IReadOnlyList<FeelFunctionDefinition> All =
    [
        .. ConversionFunctions.All,
        .. BooleanFunctions.All,
        .. StringFunctions.All,
        .. RegexFunctions.All,
        .. NumericFunctions.All,
        .. RoundingFunctions.All,
        .. ListFunctions.All,
        .. AggregationFunctions.All,
        .. SortFunctions.All,
        .. ContextFunctions.All,
        .. TemporalFunctions.All,
        .. RangeFunctions.All,
    ];

    /// <summary>The built-in functions and the additional ones, which win where names are the same.</summary>
    public static IReadOnlyDictionary<string, FeelFunction> With(IEnumerable<FeelFunctionDefinition> additional)
    {
        var functions = All.GroupBy(d => d.Name).ToDictionary(g => g.Key, g => new FeelFunction([.. g]), StringComparer.Ordinal);
        foreach (var group in additional.GroupBy(d => d.Name))
            functions[group.Key] = new FeelFunction([.. group]);
        return functions;
    }
}
