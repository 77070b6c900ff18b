using System.Text.Encodings.Web;
using System.Text.Json;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Designer;

/// <summary>
/// A mail template as one text: a JSON object with the file of each language, <c>{"en": "=== subject ===…", "fa": …, "zh": …}</c>.
/// </summary>
public static class MailSource
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(IReadOnlyDictionary<Language, string> files) =>
        JsonSerializer.Serialize(LanguageCodes.All.ToDictionary(language => language.Code(), language => files.GetValueOrDefault(language) ?? ""), Readable);

    /// <summary>The files by language; null for what is no such object.</summary>
    public static IReadOnlyDictionary<Language, string>? Read(string content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return null;
            var files = new Dictionary<Language, string>();
            foreach (var language in LanguageCodes.All)
                files[language] = document.RootElement.TryGetProperty(language.Code(), out var file) && file.ValueKind == JsonValueKind.String ? file.GetString()! : "";
            return files;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
