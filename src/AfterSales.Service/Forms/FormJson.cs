using System.Text.Json;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Forms;

/// <summary>Reading small things out of a schema.</summary>
internal static class FormJson
{
    public static string? Text(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var json) && json.ValueKind == JsonValueKind.String
            ? json.GetString()
            : null;

    public static int? Integer(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var json) && json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out var number)
            ? number
            : null;

    public static bool Flag(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var json) && json.ValueKind == JsonValueKind.True;

    public static JsonElement? Object(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var json) && json.ValueKind == JsonValueKind.Object ? json : null;

    /// <summary>The custom properties of a component, all as text.</summary>
    public static IReadOnlyDictionary<string, string> Properties(JsonElement component)
    {
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Object(component, "properties") is { } json)
            foreach (var property in json.EnumerateObject())
                properties[property.Name] = property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString()! : property.Value.GetRawText();
        return properties;
    }

    /// <summary>A text with its translations, which stand among the properties as <c>name.fa</c> and <c>name.zh</c>.</summary>
    public static LocalText Translated(string english, IReadOnlyDictionary<string, string> properties, string name) =>
        new(english, properties.GetValueOrDefault(name + ".fa"), properties.GetValueOrDefault(name + ".zh"));

    /// <summary>A value as the text that a browser posts for it.</summary>
    public static string Posted(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
