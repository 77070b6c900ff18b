using System.Text.Json;
using AfterSales.Feel.Values;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Forms;

/// <summary>Reads one component with its texts, rules and options.</summary>
internal static class FormFieldReader
{
    public static FormField Read(JsonElement component, FormFieldKind kind, string prefix, FormReading reading)
    {
        var properties = FormJson.Properties(component);
        var label = Label(component, kind, properties);
        var hide = FormJson.Object(component, "conditional") is { } conditional ? FormJson.Text(conditional, "hide") : null;
        var appearance = FormJson.Object(component, "appearance") ?? default;
        var field = new FormField
        {
            Id = FormJson.Text(component, "id") ?? FormJson.Text(component, "key") ?? "",
            Kind = kind,
            Path = Path(component, kind, prefix, hide is not null, reading),
            Label = label,
            LabelText = FormText.Read(label, "label", reading),
            Hint = FormJson.Text(component, "description") is { Length: > 0 } hint
                ? FormText.Read(FormJson.Translated(hint, properties, "description"), "description", reading)
                : null,
            Body = kind == FormFieldKind.Note
                ? FormText.Read(FormJson.Translated(FormJson.Text(component, "text") ?? "", properties, "text"), "text", reading)
                : null,
            Unit = Adorner(appearance, "suffixAdorner", properties),
            Prefix = Adorner(appearance, "prefixAdorner", properties),
            Rules = FormRules.Read(component, properties, reading),
            HideWhen = FormSetting.Expression(hide, "conditional.hide", reading),
            HideCondition = hide is null ? null : FormConditionReader.Read(hide.TrimStart('=')),
            Disabled = FormJson.Flag(component, "disabled"),
            ReadOnly = FormSetting.Read(component, "readonly", reading),
            Expression = kind == FormFieldKind.Computed ? FormSetting.Read(component, "expression", reading) : null,
            Default = component.TryGetProperty("defaultValue", out var value) ? FeelJson.Read(value) : null,
            DecimalDigits = FormJson.Integer(component, "decimalDigits"),
            Step = FormSetting.Read(component, "increment", reading),
            SerializeToString = FormJson.Flag(component, "serializeToString"),
            Multiple = FormSetting.Read(component, "multiple", reading),
            Accept = FormJson.Text(component, "accept"),
            DisallowPassedDates = FormJson.Flag(component, "disallowPassedDates"),
            Columns = FormJson.Object(component, "layout") is { } layout ? FormJson.Integer(layout, "columns") : null,
            DefaultRepetitions = FormJson.Integer(component, "defaultRepetitions") ?? 1,
        };
        return field.HasOptions ? WithOptions(field, component, properties, reading) : field;
    }

    private static LocalText Label(JsonElement component, FormFieldKind kind, IReadOnlyDictionary<string, string> properties)
    {
        // Date components carry their labels under names of their own.
        var name = kind switch
        {
            FormFieldKind.Date or FormFieldKind.DateTime when FormJson.Text(component, "dateLabel") is not null => "dateLabel",
            FormFieldKind.Time when FormJson.Text(component, "timeLabel") is not null => "timeLabel",
            _ => "label",
        };
        var label = FormJson.Translated(FormJson.Text(component, name) ?? "", properties, name);
        return label with
        {
            Persian = label.Persian ?? properties.GetValueOrDefault("label.fa"),
            Chinese = label.Chinese ?? properties.GetValueOrDefault("label.zh"),
        };
    }

    private static string Path(JsonElement component, FormFieldKind kind, string prefix, bool isConditional, FormReading reading)
    {
        if (kind is FormFieldKind.Note or FormFieldKind.Separator or FormFieldKind.Group)
            return "";
        var key = FormJson.Text(component, kind == FormFieldKind.List ? "path" : "key");
        if (string.IsNullOrEmpty(key) || key.Split('.').Any(string.IsNullOrWhiteSpace))
        {
            reading.Refuse("The component has no key, or an empty step in its path.");
            return "";
        }
        if (!reading.Claim(prefix + key) && !isConditional)
            reading.Refuse($"Two fields share the key '{prefix + key}', and nothing hides either.");
        return prefix + key;
    }

    private static LocalText? Adorner(JsonElement appearance, string name, IReadOnlyDictionary<string, string> properties) =>
        FormJson.Text(appearance, name) is { Length: > 0 } text ? FormJson.Translated(text, properties, name) : null;

    private static FormField WithOptions(FormField field, JsonElement component, IReadOnlyDictionary<string, string> properties, FormReading reading)
    {
        if (FormJson.Text(component, "valuesKey") is { Length: > 0 } key)
            return field with { OptionsFrom = FormSetting.Expression(key, "valuesKey", reading) };
        if (FormJson.Text(component, "valuesExpression") is { Length: > 0 } expression)
            return field with { OptionsFrom = FormSetting.Expression(expression, "valuesExpression", reading) };
        if (!component.TryGetProperty("values", out var values) || values.ValueKind != JsonValueKind.Array || values.GetArrayLength() == 0)
        {
            reading.Refuse("The choice offers nothing to choose.");
            return field;
        }
        return field with { Options = [.. values.EnumerateArray().Select(option => Option(option, properties))] };
    }

    private static FormOptionSource Option(JsonElement option, IReadOnlyDictionary<string, string> properties)
    {
        var value = option.ValueKind == JsonValueKind.Object && option.TryGetProperty("value", out var inner) ? inner : option;
        var posted = FormJson.Posted(value);
        return new FormOptionSource(
            FeelJson.Read(value), posted, FormJson.Translated(FormJson.Text(option, "label") ?? posted, properties, "values." + posted));
    }
}
