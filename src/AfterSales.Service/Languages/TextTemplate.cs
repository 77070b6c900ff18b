using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace AfterSales.Service.Languages;

/// <summary>
/// A text with numbered holes: <c>{0}</c> is the argument; <c>{0|day|days}</c> is the first word when argument 0 is one and the second
/// otherwise, without printing the number (Persian and Chinese words do not change with the number and need no such hole).
/// A literal brace is not possible, and no text needed one yet.
/// </summary>
public sealed partial class TextTemplate
{
    private readonly List<Part> parts;

    private TextTemplate(string source, List<Part> parts) => (Source, this.parts) = (source, parts);

    /// <summary>The text as written.</summary>
    public string Source { get; }

    /// <summary>The numbers of the arguments that the text prints or chooses by.</summary>
    public IReadOnlySet<int> Arguments => parts.Where(p => p.Argument >= 0).Select(p => p.Argument).ToHashSet();

    /// <summary>Splits a text into its parts; any text is a valid one.</summary>
    public static TextTemplate Parse(string source)
    {
        var parts = new List<Part>();
        var at = 0;
        foreach (Match hole in Hole().Matches(source))
        {
            if (hole.Index > at)
                parts.Add(new(source[at..hole.Index]));
            parts.Add(new(
                hole.Groups["one"].Success ? hole.Groups["one"].Value : null,
                hole.Groups["many"].Success ? hole.Groups["many"].Value : null,
                hole.Groups["argument"].Value[0] - '0'));
            at = hole.Index + hole.Length;
        }
        if (at < source.Length)
            parts.Add(new(source[at..]));
        return new(source, parts);
    }

    /// <summary>The finished text. A missing argument leaves its hole empty.</summary>
    public string Fill(Language language, ReadOnlySpan<object?> args)
    {
        var text = new StringBuilder(Source.Length + 16);
        foreach (var part in parts)
        {
            if (part.Argument < 0)
                text.Append(part.Text);
            else if (part.Argument < args.Length)
                text.Append(part.Text is null ? Say(language, args[part.Argument]) : IsOne(args[part.Argument]) ? part.Text : part.Many);
        }
        return text.ToString();
    }

    private static string Say(Language language, object? value) => value switch
    {
        null => "",
        string text => text,
        LocalText text => text.In(language),
        int or long or short or byte => LocalFormat.For(language).Number(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        decimal or double or float => LocalFormat.For(language).Number(Convert.ToDecimal(value, CultureInfo.InvariantCulture)),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static bool IsOne(object? value) => value switch
    {
        int or long or short or byte or decimal or double or float => Convert.ToDecimal(value, CultureInfo.InvariantCulture) == 1,
        _ => false,
    };

    [GeneratedRegex(@"\{(?<argument>[0-9])(?:\|(?<one>[^{}|]*)\|(?<many>[^{}|]*))?\}")]
    private static partial Regex Hole();

    /// <summary>Plain text (argument -1), a hole (no text), or a choice of words by an argument.</summary>
    private readonly record struct Part(string? Text, string? Many = null, int Argument = -1);
}
