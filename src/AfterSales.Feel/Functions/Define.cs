using AfterSales.Feel.Compilation;
using AfterSales.Feel.Values;

namespace AfterSales.Feel.Functions;

/// <summary>The words in which the families of built-in functions are written down.</summary>
internal static class Define
{
    /// <summary>A function; parameters in brackets may be left out: "string, start position, [length]".</summary>
    public static FeelFunctionDefinition Function(string name, string parameters, Func<FeelCall, FeelValue> body)
    {
        var all = parameters.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new FeelFunctionDefinition(name, [.. all.Select(p => p.Trim('[', ']'))], all.Count(p => p[0] != '['), body);
    }

    /// <summary>A function whose last parameter takes any number of arguments.</summary>
    public static FeelFunctionDefinition Variadic(string name, string parameters, Func<FeelCall, FeelValue> body) =>
        Function(name, parameters, body) with { IsVariadic = true };

    /// <summary>Null, and a warning that names the function and what it was given.</summary>
    public static FeelValue Mismatch(this FeelCall call) => call.Fail(call.Arguments.Count == 0
        ? $"The function '{call.Function.Name}' needs arguments."
        : $"The function '{call.Function.Name}' cannot take {string.Join(", ", call.Arguments.Select(Describe.Value))}.");

    /// <summary>A list argument: a single value is a list of one, null is no list.</summary>
    public static FeelList? List(this FeelCall call, int index) => call.Arguments[index] switch
    {
        FeelList list => list,
        FeelNull => null,
        var single => new FeelList([single]),
    };

    /// <summary>The items of <c>f(list)</c> or of <c>f(a, b, c)</c>; null when the one argument is null.</summary>
    public static IReadOnlyList<FeelValue>? Items(this FeelCall call) => call.Arguments switch
    {
        [FeelList list] => list.Items,
        [FeelNull] => null,
        _ => call.Arguments,
    };

    /// <summary>A list of one stands for its item where a single value is wanted.</summary>
    public static FeelValue Single(this FeelCall call, int index) =>
        call.Arguments[index] is FeelList { Count: 1 } list ? list.Items[0] : call.Arguments[index];

    public static string? Text(this FeelCall call, int index) => (call.Single(index) as FeelString)?.Value;

    public static decimal? Number(this FeelCall call, int index) => (call.Single(index) as FeelNumber)?.Value;

    /// <summary>A whole number that fits an int.</summary>
    public static int? Whole(this FeelCall call, int index) =>
        call.Number(index) is { } number && decimal.IsInteger(number) && Math.Abs(number) <= int.MaxValue ? (int)number : null;
}
