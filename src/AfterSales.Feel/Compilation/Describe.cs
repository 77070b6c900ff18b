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

    public static string Incomparable(FeelValue left, FeelValue right) =>
        left.Kind == right.Kind && left is FeelTime or FeelDateTime
            ? $"{Capital(Kind(left))} with a zone cannot be compared with one without."
            : $"{Capital(Kind(left))} cannot be compared with {Kind(right)}.";

    public static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    public static string Kind(FeelValue value) => value.IsNull ? "null" : $"a {value.TypeName}";
}
