using System.Globalization;
using AfterSales.Engine.Jobs;
using AfterSales.Feel.Values;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Commerce;

/// <summary>The inputs of a step of trade, read as kindly as is safe: documents by number or as a whole, yes in its usual spellings.</summary>
internal sealed class TradeInput(ActivatedJob job)
{
    private const int LongestText = 2000;

    public ActivatedJob Job => job;

    public FeelValue this[string name] => job.Variables[name];

    /// <summary>The language of the case's customer.</summary>
    public Language CaseLanguage => (job.Variables["case"] as FeelContext)?["language"] is FeelString code && LanguageCodes.TryParse(code.Value, out var language) ? language : Language.English;

    /// <summary>A text without blanks around it, cut at 2000 characters; null when there is none.</summary>
    public string? Text(string name) => Text(job.Variables[name]);

    /// <summary>The number of a document, given as text or as the context an earlier step answered.</summary>
    public string? Number(string name) => Text(job.Variables[name] is FeelContext document ? document["number"] : job.Variables[name]);

    /// <summary>True for <c>true</c> and for the answer <c>yes</c> of a form.</summary>
    public bool Flag(string name) => job.Variables[name] switch
    {
        FeelBoolean flag => flag.Value,
        FeelString text => text.Value is "yes" or "true",
        _ => false,
    };

    /// <summary>A calendar date; null when it is missing, or with <paramref name="problem"/> when it is none.</summary>
    public DateOnly? Date(string name, out TradeProblem? problem)
    {
        problem = null;
        switch (job.Variables[name])
        {
            case FeelNull or FeelString { Value.Length: 0 }:
                return null;
            case var value when DateOnly.TryParseExact(
                FeelText(value), ["yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is >= 2000 and < 2200:
                return date;
            default:
                problem = TradeProblem.DateUnreadable;
                return null;
        }
    }

    /// <summary>The contexts of a list; one context alone counts as a list of one, anything else as nothing.</summary>
    public IReadOnlyList<FeelContext> Items(string name) => job.Variables[name] switch
    {
        FeelContext single => [single],
        FeelList list when list.Items.All(item => item is FeelContext) => [.. list.Items.Cast<FeelContext>()],
        _ => [],
    };

    /// <summary>A text without blanks around it; null for anything that is none.</summary>
    public static string? Text(FeelValue value) =>
        value is FeelString text && !Blank.Is(text.Value) ? (text.Value.Trim() is { Length: > LongestText } longer ? longer[..LongestText] : text.Value.Trim()) : null;

    private static string FeelText(FeelValue value)
    {
        var text = value is FeelString given ? given.Value : value.ToString() ?? "";
        // A date and time stands for its day.
        return Digits.ToLatin(text.Length > 10 && text[10] == 'T' ? text[..10] : text);
    }
}
