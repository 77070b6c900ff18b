using System.Collections;
using System.Globalization;
using AfterSales.Feel.Values;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Notifications;

/// <summary>
/// Makes anything a caller gives into what templates may hold: strings, booleans, dictionaries and lists. Instants, dates
/// and numbers are written in the receiver's language; objects of the program never reach a template.
/// </summary>
internal static class ModelValues
{
    /// <summary>No mail lists more than this; a loop over a list must end.</summary>
    public const int LongestList = 200;

    private const int Deepest = 8;

    public static object? Of(object? value, LocalFormat format, int depth = 0) => value switch
    {
        null or string or bool => value,
        _ when depth >= Deepest => null,
        FeelValue feel => OfFeel(feel, format, depth),
        LocalText text => text.In(format.Language),
        DateTimeOffset at => format.DateTime(at),
        DateOnly date => format.Date(date),
        TimeSpan length => format.Duration(length),
        int or long or short or byte or decimal or double or float => format.Number(Convert.ToDecimal(value, CultureInfo.InvariantCulture)),
        IReadOnlyDictionary<string, object?> map => map.ToDictionary(entry => entry.Key, entry => Of(entry.Value, format, depth + 1)),
        IEnumerable list => list.Cast<object?>().Take(LongestList).Select(item => Of(item, format, depth + 1)).ToList(),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    // Variables come out of a workflow as JSON: an instant is a text by then, and is left as it was written.
    private static object? OfFeel(FeelValue value, LocalFormat format, int depth) => value switch
    {
        FeelString text => text.Value,
        FeelBoolean flag => flag.Value,
        FeelNumber number => format.Number(number.Value),
        FeelContext context when IsText(context) => Text(context, format.Language),
        FeelContext { Count: 1 } context when Time(context, format) is { } time => time,
        FeelContext context => context.Entries.ToDictionary(entry => entry.Key, entry => Of(entry.Value, format, depth + 1)),
        FeelList list => list.Items.Take(LongestList).Select(item => Of(item, format, depth + 1)).ToList(),
        FeelNull => null,
        _ => FeelJson.ToJson(FeelJson.ToJsonValue(value)).Trim('"'),
    };

    // {moment: "2026-11-25T09:00:00+03:30"} and {day: "2026-11-25"} in a diagram are written as the receiver writes dates.
    private static string? Time(FeelContext context, LocalFormat format)
    {
        if (context["moment"] is FeelString moment)
            return DateTimeOffset.TryParse(moment.Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? format.DateTime(at) : moment.Value;
        if (context["day"] is FeelString day)
            return DateOnly.TryParseExact(day.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? format.Date(date) : day.Value;
        return null;
    }

    // {en: …, fa: …, zh: …} in a diagram is one text in three languages.
    private static bool IsText(FeelContext context) =>
        context.Entries.ContainsKey("en") && context.Entries.All(entry => entry.Key is "en" or "fa" or "zh" && entry.Value is FeelString or FeelNull);

    private static string? Text(FeelContext context, Language language) =>
        (context[language.Code()] as FeelString ?? context["en"] as FeelString)?.Value;
}
