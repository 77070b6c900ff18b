using System.Collections;
using System.Globalization;
using System.Reflection;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Tests.Support;

/// <summary>Effects as text, complete enough to compare.</summary>
internal static class Describe
{
    public static string Effect(Effect effect) => $"{effect.GetType().Name}({string.Join(", ", effect.GetType()
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Select(property => $"{property.Name}={Value(property.GetValue(effect))}"))})";

    private static string Value(object? value) => value switch
    {
        null => "-",
        string text => text,
        FeelValue feel => FeelJson.ToJson(feel),
        IEnumerable items => $"[{string.Join("; ", items.Cast<object?>().Select(Value))}]",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
