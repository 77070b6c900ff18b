using System.Text.Json.Serialization;

namespace AfterSales.Service.Languages;

/// <summary>
/// One text in the three languages, as data carries it (names of calendars, reasons of holidays, names of limits).
/// A language without its own text shows the English one.
/// </summary>
public sealed record LocalText(
    [property: JsonPropertyName("en")] string English,
    [property: JsonPropertyName("fa")] string? Persian = null,
    [property: JsonPropertyName("zh")] string? Chinese = null)
{
    /// <summary>A text of the catalogue in every language, for data that is shown in the language of whoever reads it.</summary>
    public static LocalText Of(string key) => new(TextCatalog.For(Language.English)[key], TextCatalog.For(Language.Persian)[key], TextCatalog.For(Language.Chinese)[key]);

    /// <summary>The text in this language, or in English where it has none.</summary>
    public string In(Language language) => language switch
    {
        Language.Persian when !string.IsNullOrEmpty(Persian) => Persian,
        Language.Chinese when !string.IsNullOrEmpty(Chinese) => Chinese,
        _ => English,
    };

    /// <summary>The text in this language and no other; null where it has none. For sentences: a foreign one helps nobody.</summary>
    public string? OnlyIn(Language language)
    {
        var text = language switch
        {
            Language.Persian => Persian,
            Language.Chinese => Chinese,
            _ => English,
        };
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    /// <summary>The English text, for logs.</summary>
    public override string ToString() => English;
}
