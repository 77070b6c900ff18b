using System.Globalization;
using System.Xml.Linq;
using AfterSales.Feel.Values;

namespace AfterSales.Feel.Tests.Dmn.Tck;

/// <summary>The values of test case files, and when a result counts as the expected one.</summary>
internal static class TckValues
{
    private static readonly XNamespace Xsi = "http://www.w3.org/2001/XMLSchema-instance";

    public static FeelValue Read(XElement holder)
    {
        var list = Child(holder, "list");
        if (list is not null)
            return IsNil(list) ? FeelValue.Null : FeelValue.Of(list.Elements().Where(e => e.Name.LocalName == "item").Select(Read));
        var components = holder.Elements().Where(e => e.Name.LocalName == "component").ToList();
        if (components.Count > 0)
            return new FeelContext(components.Select(c => KeyValuePair.Create(c.Attribute("name")!.Value, IsNil(c) ? FeelValue.Null : Read(c))));
        var value = Child(holder, "value");
        return value is null || IsNil(value) ? FeelValue.Null : Simple(value);
    }

    /// <summary>Equal, numbers up to a tolerance, since expected values are written with few digits.</summary>
    public static bool Matches(FeelValue expected, FeelValue actual)
    {
        switch (expected, actual)
        {
            case (FeelNumber a, FeelNumber b):
                return Math.Abs(a.Value - b.Value) <= 0.00000001m * Math.Max(1, Math.Abs(a.Value));
            case (FeelList a, FeelList b):
                return a.Count == b.Count && a.Items.Zip(b.Items).All(pair => Matches(pair.First, pair.Second));
            case (FeelContext a, FeelContext b):
                return a.Count == b.Count && a.Entries.All(entry => b.TryGet(entry.Key, out var other) && Matches(entry.Value, other));
            default:
                return expected.Equals(actual) || FeelEquality.AreEqual(expected, actual) == true;
        }
    }

    private static FeelValue Simple(XElement value)
    {
        var text = value.Value;
        var type = value.Attribute(Xsi + "type")?.Value ?? "string";
        return type[(type.IndexOf(':', StringComparison.Ordinal) + 1)..] switch
        {
            "boolean" => FeelValue.Of(text.Trim() == "true"),
            "decimal" or "double" or "integer" or "int" or "long" or "float" =>
                decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? FeelValue.Of(number) : FeelValue.Of("not a decimal: " + text),
            "date" => TemporalText.Date(text) ?? FeelValue.Of(text),
            "time" => TemporalText.Time(text) ?? FeelValue.Of(text),
            "dateTime" => TemporalText.DateTime(text) ?? FeelValue.Of(text),
            "duration" => TemporalText.Duration(text) ?? FeelValue.Of(text),
            _ => FeelValue.Of(text),
        };
    }

    private static XElement? Child(XElement holder, string name) => holder.Elements().FirstOrDefault(e => e.Name.LocalName == name);

    private static bool IsNil(XElement element) => element.Attribute(Xsi + "nil")?.Value == "true";
}
