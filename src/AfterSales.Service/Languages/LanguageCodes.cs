namespace AfterSales.Service.Languages;

/// <summary>Codes, direction and own names of the languages.</summary>
public static class LanguageCodes
{
    /// <summary>Every language, in the order in which pages offer them.</summary>
    public static IReadOnlyList<Language> All { get; } = [Language.English, Language.Persian, Language.Chinese];

    /// <summary>The code that is stored, sent and put into URLs: <c>en</c>, <c>fa</c> or <c>zh</c>.</summary>
    public static string Code(this Language language) => language switch
    {
        Language.Persian => "fa",
        Language.Chinese => "zh",
        _ => "en",
    };

    /// <summary>The value of the <c>lang</c> attribute; Chinese names its script, since fonts depend on it.</summary>
    public static string HtmlCode(this Language language) => language == Language.Chinese ? "zh-Hans" : language.Code();

    /// <summary>True where text runs from right to left.</summary>
    public static bool IsRightToLeft(this Language language) => language == Language.Persian;

    /// <summary>The value of the <c>dir</c> attribute: <c>rtl</c> or <c>ltr</c>.</summary>
    public static string Direction(this Language language) => language.IsRightToLeft() ? "rtl" : "ltr";

    /// <summary>The language's name in itself.</summary>
    public static string OwnName(this Language language) => language switch
    {
        Language.Persian => "فارسی",
        Language.Chinese => "中文",
        _ => "English",
    };

    /// <summary>
    /// Reads a code or a browser's language tag (<c>fa-IR</c>, <c>zh-Hans-CN</c>); false for any other language or none.
    /// </summary>
    public static bool TryParse(string? code, out Language language)
    {
        var primary = (code ?? "").Trim().Split('-', '_')[0];
        foreach (var candidate in All)
            if (string.Equals(candidate.Code(), primary, StringComparison.OrdinalIgnoreCase))
            {
                language = candidate;
                return true;
            }
        language = Language.English;
        return false;
    }

    /// <summary>Reads a code; anything unknown is English, so that a missing setting never stops a mail.</summary>
    public static Language Parse(string? code) => TryParse(code, out var language) ? language : Language.English;
}
