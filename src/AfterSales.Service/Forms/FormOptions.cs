using System.Globalization;
using AfterSales.Feel.Values;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Forms;

/// <summary>The options of a choice: written out in the schema, or taken from a variable or expression.</summary>
internal static class FormOptions
{
    public static IReadOnlyList<FormOptionSource> Of(FormField field, FormScope scope)
    {
        if (field.OptionsFrom is null)
            return field.Options;
        return field.OptionsFrom.Value(scope) is FeelList list ? [.. list.Items.Select(item => FromValue(item, scope.Environment.Zone)).OfType<FormOptionSource>()] : [];
    }

    /// <summary>The text a browser posts for a value.</summary>
    public static string Posted(FeelValue value) => value switch
    {
        FeelString text => text.Value,
        FeelNull => "",
        _ => FeelJson.ToJson(value),
    };

    /// <summary>
    /// An item is a plain value, or a context of value and label, the label perhaps in several languages. With <c>at</c>, an
    /// instant, every reader gets it before the label in the calendar and the digits of the language (APT-03).
    /// </summary>
    private static FormOptionSource? FromValue(FeelValue item, TimeZoneInfo zone)
    {
        if (item is not FeelContext context)
            return item is FeelString or FeelNumber or FeelBoolean ? new FormOptionSource(item, Posted(item), new LocalText(Posted(item))) : null;
        var value = context["value"];
        if (value.IsNull)
            return null;
        var label = context["label"] switch
        {
            FeelContext labels => new LocalText(Posted(labels["en"]), Translation(labels["fa"]), Translation(labels["zh"])),
            FeelNull => new LocalText(Posted(value)),
            var text => new LocalText(Posted(text)),
        };
        return new FormOptionSource(value, Posted(value), Instant(context["at"]) is { } at ? At(at, label, zone) : label);
    }

    private static LocalText At(DateTimeOffset at, LocalText label, TimeZoneInfo zone)
    {
        return new LocalText(Text(Language.English), Text(Language.Persian), Text(Language.Chinese));

        string Text(Language language) => TextCatalog.For(language)["form.timeOption", LocalFormat.For(language, zone).DateTime(at), label.In(language)];
    }

    /// <summary>Process variables carry instants as ISO texts with an offset.</summary>
    private static DateTimeOffset? Instant(FeelValue value) =>
        DateTimeOffset.TryParse(Posted(value).Trim('"'), CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at : null;

    private static string? Translation(FeelValue value) => value is FeelString text ? text.Value : null;
}
