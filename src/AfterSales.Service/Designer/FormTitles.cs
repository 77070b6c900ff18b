using System.Text.Json;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Designer;

/// <summary>The title of a form, read without compiling it: a list of two hundred forms shall not take a second.</summary>
internal static class FormTitles
{
    /// <summary>The title in <c>aftersales.title</c>; null where there is none or the text is no form.</summary>
    public static LocalText? Of(string schema)
    {
        try
        {
            using var document = JsonDocument.Parse(schema);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("aftersales", out var own) && own.ValueKind == JsonValueKind.Object
                && own.TryGetProperty("title", out var title) && title.ValueKind == JsonValueKind.Object
                && Text(title, "en") is { Length: > 0 } english
                ? new LocalText(english, Text(title, "fa"), Text(title, "zh"))
                : null;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement title, string language) =>
        title.TryGetProperty(language, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
