using System.Globalization;
using System.Text.RegularExpressions;
using AfterSales.Feel.Values;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Forms;

/// <summary>
/// Turns what was typed into values. Numbers and dates are taken with Persian, Arabic and Latin digits; a solar date is
/// known by its year. What cannot be read is an error text key, never an exception.
/// </summary>
internal static partial class FormAnswers
{
    /// <summary>Longer texts are refused whatever the form says.</summary>
    public const int LongestText = 20_000;

    /// <summary>A value, or the key of the text that says what is wrong.</summary>
    public readonly record struct Reading(FeelValue Value, string? ErrorKey = null);

    public static Reading Read(FormNode node, IReadOnlyList<string> texts, TimeZoneInfo zone)
    {
        if (node.Field.Kind == FormFieldKind.MultiChoice)
            return ReadChoices(node, texts);
        // A tick box may be posted with a hidden "false" before it; the last one counts.
        if (texts.Count > 1 && node.Field.Kind != FormFieldKind.YesNo)
            return new(FeelValue.Null, "form.oneAnswer");
        var text = texts.Count == 0 ? "" : texts[^1];
        return text.Length > LongestText ? new(FeelValue.Null, "form.tooLong") : node.Field.Kind switch
        {
            FormFieldKind.YesNo => ReadTick(text),
            FormFieldKind.Number => ReadNumber(text, node.Field.SerializeToString),
            FormFieldKind.Choice or FormFieldKind.Select => ReadChoice(node, text),
            FormFieldKind.Date => ReadDate(text),
            FormFieldKind.Time => ReadTime(text),
            FormFieldKind.DateTime => ReadDateTime(text, zone),
            FormFieldKind.LongText => new(FeelValue.Of(Clean(text, keepLines: true))),
            _ => new(FeelValue.Of(ReadLine(node.Field, text))),
        };
    }

    private static Reading ReadTick(string text) => text switch
    {
        "true" or "on" or "1" => new(FeelValue.True),
        "" or "false" or "off" or "0" => new(FeelValue.False),
        _ => new(FeelValue.Null, "form.notYesNo"),
    };

    private static Reading ReadNumber(string text, bool asText)
    {
        var latin = Digits.ToLatin(text).Trim().Replace('\u2212', '-').Replace("\u200e", "", StringComparison.Ordinal);
        if (latin.Length == 0)
            return new(FeelValue.Null);
        // Thousands signs only where they stand right: "1,5" may be meant as one and a half, and guessing would be wrong.
        var styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (latin.Contains(',') && !GroupedNumber().IsMatch(latin))
            return new(FeelValue.Null, "form.notNumber");
        if (!decimal.TryParse(latin.Replace(",", "", StringComparison.Ordinal), styles, CultureInfo.InvariantCulture, out var number))
            return new(FeelValue.Null, "form.notNumber");
        return new(asText ? FeelValue.Of(number.ToString(CultureInfo.InvariantCulture)) : FeelValue.Of(number));
    }

    private static Reading ReadChoice(FormNode node, string text)
    {
        if (text.Length == 0)
            return new(FeelValue.Null);
        return node.Options.FirstOrDefault(option => option.Posted == text) is { } option ? new(option.Value) : new(FeelValue.Null, "form.notAnOption");
    }

    private static Reading ReadChoices(FormNode node, IReadOnlyList<string> texts)
    {
        var chosen = new List<FeelValue>();
        foreach (var text in texts.Where(text => text.Length > 0).Distinct())
        {
            if (node.Options.FirstOrDefault(option => option.Posted == text) is not { } option)
                return new(FeelValue.Null, "form.notAnOption");
            chosen.Add(option.Value);
        }
        return new(new FeelList(chosen));
    }

    private static Reading ReadDate(string text)
    {
        if (text.Trim().Length == 0)
            return new(FeelValue.Null);
        return FormDates.Date(text) is { } date ? new(FeelValue.Of(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))) : new(FeelValue.Null, "form.notDate");
    }

    private static Reading ReadTime(string text)
    {
        if (text.Trim().Length == 0)
            return new(FeelValue.Null);
        return FormDates.Time(text) is { } time ? new(FeelValue.Of(time.ToString("HH:mm", CultureInfo.InvariantCulture))) : new(FeelValue.Null, "form.notTime");
    }

    private static Reading ReadDateTime(string text, TimeZoneInfo zone)
    {
        if (text.Trim().Length == 0)
            return new(FeelValue.Null);
        return FormDates.DateTime(text, zone) is { } at
            ? new(FeelValue.Of(at.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture)))
            : new(FeelValue.Null, "form.notDateTime");
    }

    /// <summary>What has to follow a pattern is a code of some kind, and codes are stored with Latin digits.</summary>
    private static string ReadLine(FormField field, string text)
    {
        var line = Clean(text, keepLines: false);
        return field.Kind is FormFieldKind.Phone or FormFieldKind.Email || field.Rules.Pattern is not null ? Digits.ToLatin(line).Trim() : line;
    }

    /// <summary>Browsers post line ends as CR LF; control characters have no business in a text.</summary>
    private static string Clean(string text, bool keepLines)
    {
        var unified = text.ReplaceLineEndings("\n");
        return new string([.. unified.Where(c => !char.IsControl(c) || (keepLines && c is '\n' or '\t'))]);
    }

    [GeneratedRegex(@"^[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$")]
    private static partial Regex GroupedNumber();
}
