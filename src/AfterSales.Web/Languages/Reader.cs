using AfterSales.Service.Languages;

namespace AfterSales.Web.Languages;

/// <summary>
/// Who reads the page, as far as words go: the language and what is written in it. One per request.
/// The language is chosen by <see cref="ReaderLanguageMiddleware"/>; a page that knows its reader better than the browser does (a task
/// link names a person) may <see cref="Suggest"/> one, which an explicit choice of the reader overrules.
/// </summary>
public sealed class Reader
{
    private TimeZoneInfo zone = TimeZoneInfo.Utc;

    /// <summary>The language of the page.</summary>
    public Language Language { get; private set; } = Language.English;

    /// <summary>True when the reader chose the language by URL or cookie.</summary>
    public bool ChoseLanguage { get; private set; }

    /// <summary>Where the times of the page are: the zone of the site whose calendar counts.</summary>
    public TimeZoneInfo Zone => zone;

    /// <summary>The words of the language.</summary>
    public TextCatalog Words => TextCatalog.For(Language);

    /// <summary>Dates, times and numbers in the language, in <see cref="Zone"/>.</summary>
    public LocalFormat Format => LocalFormat.For(Language, zone);

    /// <summary>The text of a key.</summary>
    public string this[string key, params ReadOnlySpan<object?> args] => Words[key, args];

    /// <summary>The reader's own choice.</summary>
    public void Choose(Language language) => (Language, ChoseLanguage) = (language, true);

    /// <summary>A guess that stands until the reader chooses.</summary>
    public void Suggest(Language language)
    {
        if (!ChoseLanguage)
            Language = language;
    }

    /// <summary>Shows times in this zone from now on.</summary>
    public void ShowTimesIn(TimeZoneInfo siteZone) => zone = siteZone;

    /// <summary>The first of the texts that stands in this language, else the English one.</summary>
    public string Pick(LocalText text) => text.In(Language);
}
