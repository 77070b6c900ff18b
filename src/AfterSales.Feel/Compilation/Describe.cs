using AfterSales.Feel.Values;

namespace AfterSales.Feel.Compilation;

/// <summary>Values in warnings: the kind, and the value itself where it is short.</summary>
internal static class Describe
{
    public static string Value(FeelValue value) => value switch
    {
        FeelNull => "null",
        FeelBoolean or FeelNumber => value.ToString(),
        FeelString { Value.Length: <= 40 } text => $"\"{text.Value}\"",
        _ => Kind(value),
    };

    public static string Kind(FeelValue value) => value.IsNull ? "null" : $"a {value.TypeName}";
}
