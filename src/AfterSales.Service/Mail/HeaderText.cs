using System.Globalization;
using System.Net.Mail;
using System.Text;

namespace AfterSales.Service.Mail;

/// <summary>
/// What may stand in a mail header. Subjects and names come from customers and forms, so a line break in one must
/// not start a header of its own, and a direction override must not disguise an address.
/// </summary>
public static class HeaderText
{
    /// <summary>Longest subject or name kept, in characters; the rest is cut with an ellipsis.</summary>
    public const int Longest = 250;

    /// <summary>
    /// The text on one line: control characters and line separators become a space, explicit direction marks are
    /// dropped. The Persian half-space (U+200C) stays, since words are written with it.
    /// </summary>
    public static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (IsDirectionControl(character))
                continue;
            var isBreak = char.IsControl(character) || character is '\u2028' or '\u2029' || char.IsWhiteSpace(character);
            if (!isBreak)
                line.Append(character);
            else if (line.Length > 0 && line[^1] != ' ')
                line.Append(' ');
        }
        var trimmed = line.ToString().Trim();
        return trimmed.Length <= Longest ? trimmed : Cut(trimmed);
    }

    /// <summary>Whether the text is one plain address (no name, no list, no control, direction or invisible characters), at most 254 characters long.</summary>
    public static bool IsAddress(string text) =>
        text.Length is > 2 and <= 254
        && !text.Any(character => char.IsControl(character) || char.IsWhiteSpace(character)
            || CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.Format or UnicodeCategory.Surrogate || character is '<' or '>' or ',' or ';')
        && MailAddress.TryCreate(text, out var parsed)
        && parsed.Address == text
        && HasSendableDomain(parsed.Host);

    // A domain outside ASCII has to have an ASCII form.
    private static bool HasSendableDomain(string domain)
    {
        try
        {
            return new IdnMapping().GetAscii(domain).Length > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    // Never in the middle of a surrogate pair or between a letter and its accent.
    private static string Cut(string text)
    {
        var end = 0;
        foreach (var start in StringInfo.ParseCombiningCharacters(text))
        {
            if (start >= Longest)
                break;
            end = start;
        }
        return text[..end].TrimEnd() + "…";
    }

    private static bool IsDirectionControl(char character) =>
        character is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F';
}
