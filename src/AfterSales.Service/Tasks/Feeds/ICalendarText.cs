using System.Globalization;
using System.Text;

namespace AfterSales.Service.Tasks.Feeds;

/// <summary>Writes an iCalendar object (RFC 5545): lines of at most 75 octets, ended by CR LF, texts escaped, instants in UTC.</summary>
internal sealed class ICalendarText
{
    private const int LongestLine = 75;

    private readonly StringBuilder _text = new();

    /// <summary>A property with a value that needs no escaping: a name, a number, an address.</summary>
    public ICalendarText Line(string name, string value)
    {
        var line = name + ":" + value;
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            // A folded line begins with a blank, which counts; no character is cut in two (section 3.1).
            if (octets + rune.Utf8SequenceLength > LongestLine)
            {
                _text.Append("\r\n ");
                octets = 1;
            }
            _text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }
        _text.Append("\r\n");
        return this;
    }

    /// <summary>A property of type TEXT (section 3.3.11); nothing for an empty one.</summary>
    public ICalendarText Text(string name, string? value) => string.IsNullOrEmpty(value) ? this : Line(name, value
        .ReplaceLineEndings("\n")
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal));

    public ICalendarText Instant(string name, DateTimeOffset at) => Line(name, at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture));

    public override string ToString() => _text.ToString();
}
