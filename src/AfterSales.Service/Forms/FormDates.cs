using System.Globalization;
using System.Text.RegularExpressions;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Forms;

/// <summary>
/// Reads dates and times as people and browsers write them. <c>1405-08-25</c> is a solar date: no case was or will be
/// handled in the Gregorian years 1200 to 1599.
/// </summary>
internal static partial class FormDates
{
    public static DateOnly? Date(string text)
    {
        var match = DatePattern().Match(Digits.ToLatin(text).Trim());
        return match.Success ? Date(Number(match, 1), Number(match, 2), Number(match, 3)) : null;
    }

    public static TimeOnly? Time(string text)
    {
        var match = TimePattern().Match(Digits.ToLatin(text).Trim());
        if (!match.Success)
            return null;
        var (hour, minute) = (Number(match, 1), Number(match, 2));
        return hour < 24 && minute < 60 ? new TimeOnly(hour, minute) : null;
    }

    /// <summary>A date and time with an offset, or without one in <paramref name="zone"/>.</summary>
    public static DateTimeOffset? DateTime(string text, TimeZoneInfo zone)
    {
        var latin = Digits.ToLatin(text).Trim();
        var split = latin.IndexOfAny(['T', ' ']);
        if (split < 0 || Date(latin[..split]) is not { } date)
            return null;
        var rest = latin[(split + 1)..].Trim();
        var offset = OffsetPattern().Match(rest);
        if (Time(offset.Success ? rest[..offset.Index] : rest) is not { } time)
            return null;
        var local = date.ToDateTime(time);
        if (!offset.Success)
            return new DateTimeOffset(local, zone.GetUtcOffset(local));
        return DateTimeOffset.TryParse(
            local.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture) + offset.Value, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? at
            : null;
    }

    private static DateOnly? Date(int year, int month, int day)
    {
        if (year is >= 1200 and < 1600)
            return JalaliDate.Exists(year, month, day) ? new JalaliDate(year, month, day).ToGregorian() : null;
        return year is >= 1600 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= System.DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;
    }

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})$")]
    private static partial Regex DatePattern();

    [GeneratedRegex(@"^([0-9]{1,2}):([0-9]{2})(?::[0-9]{2}(?:\.[0-9]+)?)?$")]
    private static partial Regex TimePattern();

    [GeneratedRegex(@"(?:Z|[+-][0-9]{2}:[0-9]{2})$")]
    private static partial Regex OffsetPattern();
}
