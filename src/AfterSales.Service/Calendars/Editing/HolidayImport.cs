using System.Globalization;
using System.Text;
using System.Text.Json;
using AfterSales.Service.Languages;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Calendars.Editing;

/// <summary>What a file of holidays held.</summary>
/// <param name="Days">The days and spans, in the order of the file.</param>
/// <param name="Repeating">Events that repeat by a rule: they are not taken, since a yearly holiday is entered as one.</param>
/// <param name="Unreadable">Entries without a usable date.</param>
public sealed record ImportedHolidays(IReadOnlyList<DatedDraft> Days, int Repeating, int Unreadable);

/// <summary>
/// Reads a list of holidays from iCalendar (RFC 5545: all-day or timed events, summary as reason, the end excluded) or from JSON (an array of
/// dated entries as calendars hold them, or a calendar with <c>dates</c>). Nothing is judged here; the check of the draft does that.
/// </summary>
public static class HolidayImport
{
    /// <summary>A file of holidays is small.</summary>
    public const int MostBytes = 512 * 1024;

    private const int MostEvents = 2_000;

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    /// <summary>The days of a file; null when it is neither of the two forms.</summary>
    public static ImportedHolidays? Read(string text)
    {
        var start = text.AsSpan().TrimStart('\uFEFF').TrimStart();
        return start.StartsWith("BEGIN:VCALENDAR", StringComparison.OrdinalIgnoreCase) ? Events(text)
            : start.StartsWith("[") || start.StartsWith("{") ? Json(start.ToString())
            : null;
    }

    private static ImportedHolidays? Json(string text)
    {
        try
        {
            var days = text.StartsWith('[')
                ? JsonSerializer.Deserialize<List<DatedDraft?>>(text, Format)
                : JsonSerializer.Deserialize<CalendarDraft>(text, Format)?.Dates;
            return days is null ? null : new([.. days.OfType<DatedDraft>().Take(MostEvents)], 0, days.Count(day => day is null));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ImportedHolidays Events(string text)
    {
        var days = new List<DatedDraft>();
        var (repeating, unreadable) = (0, 0);
        Dictionary<string, string>? fields = null;
        foreach (var line in Unfolded(text))
        {
            if (line.Equals("BEGIN:VEVENT", StringComparison.OrdinalIgnoreCase))
                fields = new(StringComparer.OrdinalIgnoreCase);
            else if (line.Equals("END:VEVENT", StringComparison.OrdinalIgnoreCase) && fields is not null)
            {
                if (fields.ContainsKey("RRULE"))
                    repeating++;
                else if (Day(fields) is { } day && days.Count < MostEvents)
                    days.Add(day);
                else
                    unreadable++;
                fields = null;
            }
            else if (fields is not null && Field(line) is var (name, value))
                fields.TryAdd(name, value);
        }
        return new(days, repeating, unreadable);
    }

    private static DatedDraft? Day(Dictionary<string, string> fields)
    {
        if (!fields.TryGetValue("DTSTART", out var start) || Date(start) is not { } from)
            return null;
        // The end of an all-day event is the day after it; a timed event ends on the day it says.
        var to = fields.TryGetValue("DTEND", out var end) && Date(end) is { } until ? (end.Length == 8 ? until.AddDays(-1) : until) : from;
        var summary = fields.TryGetValue("SUMMARY", out var text) ? Unescaped(text).Trim() : "";
        return new()
        {
            On = from.ToStored(),
            To = to > from ? to.ToStored() : null,
            Reason = summary.Length == 0 ? null : new LocalText(summary.Length <= 200 ? summary : summary[..200]),
        };
    }

    private static DateOnly? Date(string value) => value.Length >= 8
        && DateOnly.TryParseExact(value.AsSpan(0, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static (string Name, string Value)? Field(string line)
    {
        // A parameter may hold a colon within quotes: DTSTART;TZID="Asia:Tehran":20270321.
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
            if (line[i] == '"')
                quoted = !quoted;
            else if (line[i] == ':' && !quoted)
                return (line[..i].Split(';')[0], line[(i + 1)..]);
        return null;
    }

    private static List<string> Unfolded(string text)
    {
        var lines = new List<string>();
        var open = new StringBuilder();
        foreach (var line in text.TrimStart('\uFEFF').Split('\n').Select(line => line.TrimEnd('\r')))
            if (line.Length > 0 && line[0] is ' ' or '\t')
                open.Append(line.AsSpan(1));
            else
            {
                if (open.Length > 0)
                    lines.Add(open.ToString());
                open.Clear().Append(line);
            }
        if (open.Length > 0)
            lines.Add(open.ToString());
        return lines;
    }

    private static string Unescaped(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
            plain.Append(text[i] != '\\' || i + 1 == text.Length ? text[i] : text[++i] is 'n' or 'N' ? ' ' : text[i]);
        return plain.ToString();
    }
}
