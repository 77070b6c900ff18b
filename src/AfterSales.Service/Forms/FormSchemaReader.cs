using System.Text.Json;
using AfterSales.Feel;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Forms;

/// <summary>Reads the root of a schema and its tree of components.</summary>
internal static class FormSchemaReader
{
    private const int DeepestNesting = 6;

    public static FormParse Read(JsonElement root, FeelCompiler feel)
    {
        var reading = new FormReading(feel);
        if (root.ValueKind != JsonValueKind.Object || FormJson.Text(root, "id") is not { Length: > 0 } id)
        {
            reading.Refuse("The form has no id.");
            return new FormParse(null, reading.Problems);
        }
        var fields = ReadFields(root, "", 0, reading);
        return reading.Problems.Count > 0
            ? new FormParse(null, reading.Problems)
            : new FormParse(new FormSchema(id, Title(root, id), fields), []);
    }

    private static LocalText Title(JsonElement root, string id) =>
        FormJson.Object(root, "aftersales") is { } own && FormJson.Object(own, "title") is { } title
            ? new LocalText(FormJson.Text(title, "en") ?? id, FormJson.Text(title, "fa"), FormJson.Text(title, "zh"))
            : new LocalText(id);

    private static List<FormField> ReadFields(JsonElement owner, string prefix, int depth, FormReading reading)
    {
        var fields = new List<FormField>();
        if (!owner.TryGetProperty("components", out var components) || components.ValueKind != JsonValueKind.Array)
            return fields;
        if (depth > DeepestNesting)
        {
            reading.Refuse($"Groups may be nested {DeepestNesting} deep.");
            return fields;
        }
        foreach (var component in components.EnumerateArray())
        {
            if (!reading.Count())
            {
                reading.Refuse($"A form may have at most {FormSchema.MostComponents} components.");
                return fields;
            }
            if (ReadField(component, prefix, depth, reading) is { } field)
                fields.Add(field);
        }
        return fields;
    }

    private static FormField? ReadField(JsonElement component, string prefix, int depth, FormReading reading)
    {
        var type = FormJson.Text(component, "type") ?? "";
        reading.ComponentId = FormJson.Text(component, "id");
        if (FormComponentTypes.IsSilent(type))
            return null;
        if (FormComponentTypes.KindOf(type, component) is not { } kind)
        {
            reading.Refuse($"Components of type '{type}' cannot be used here.");
            return null;
        }
        var field = FormFieldReader.Read(component, kind, prefix, reading);
        return kind switch
        {
            FormFieldKind.Group => field with { Fields = ReadFields(component, Below(prefix, FormJson.Text(component, "path")), depth + 1, reading) },
            FormFieldKind.List => field with { Fields = ReadRow(component, field.Path, depth, reading) },
            _ => field,
        };
    }

    /// <summary>Fields of a row are named within the row; the list's own path comes first when answers are read.</summary>
    private static List<FormField> ReadRow(JsonElement component, string path, int depth, FormReading reading)
    {
        var outer = reading.List;
        reading.List = $"{outer}{path}[].";
        var fields = ReadFields(component, "", depth + 1, reading);
        reading.List = outer;
        return fields;
    }

    private static string Below(string prefix, string? path) => string.IsNullOrEmpty(path) ? prefix : prefix + path + ".";
}
