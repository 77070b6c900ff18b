using System.Text.Json;

namespace AfterSales.Service.Forms;

/// <summary>What the component types of form-js are to us.</summary>
internal static class FormComponentTypes
{
    /// <summary>Types that show or ask nothing and are skipped: the page has its own buttons and spacing.</summary>
    public static bool IsSilent(string type) => type is "button" or "spacer";

    /// <summary>The kind of a component; null for a type that is refused.</summary>
    public static FormFieldKind? KindOf(string type, JsonElement component)
    {
        var wish = FormJson.Properties(component).GetValueOrDefault("kind");
        return type switch
        {
            "textfield" when wish == "signature" => FormFieldKind.Signature,
            "textfield" when wish == "jalali" => FormFieldKind.Date,
            "textfield" => TextKind(component),
            "textarea" => FormFieldKind.LongText,
            "number" => FormFieldKind.Number,
            "checkbox" => FormFieldKind.YesNo,
            "radio" => FormFieldKind.Choice,
            "select" => FormFieldKind.Select,
            "checklist" or "taglist" => FormFieldKind.MultiChoice,
            "datetime" => DateKind(component),
            "filepicker" => wish == "photos" ? FormFieldKind.Photos : FormFieldKind.Files,
            "expression" => FormFieldKind.Computed,
            "text" => FormFieldKind.Note,
            "group" => FormFieldKind.Group,
            "dynamiclist" => FormFieldKind.List,
            "separator" => FormFieldKind.Separator,
            _ => null,
        };
    }

    private static FormFieldKind TextKind(JsonElement component) =>
        (FormJson.Object(component, "validate") is { } rules ? FormJson.Text(rules, "validationType") : null) switch
        {
            "email" => FormFieldKind.Email,
            "phone" => FormFieldKind.Phone,
            _ => FormFieldKind.Text,
        };

    private static FormFieldKind DateKind(JsonElement component) => FormJson.Text(component, "subtype") switch
    {
        "time" => FormFieldKind.Time,
        "datetime" => FormFieldKind.DateTime,
        _ => FormFieldKind.Date,
    };
}
