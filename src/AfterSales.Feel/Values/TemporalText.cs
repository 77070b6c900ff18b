using System.Globalization;
using System.Text.RegularExpressions;

namespace AfterSales.Feel.Values;

/// <summary>Reads dates, times and durations as the specification writes them (XML Schema, with named zones); null when the text is none.</summary>
public static partial class TemporalText
{
    private const string DatePattern = @"(?<year>-?([1-9][0-9]{4,8}|[0-9]{4}))-(?<month>[0-9]{2})-(?<day>[0-9]{2})";
    private const string TimePattern = @"(?<hour>[0-9]{2}):(?<minute>[0-9]{2}):(?<second>[0-9]{2})(\.(?<fraction>[0-9]+))?(?<zone>Z|[+-][0-9]{2}:[0-9]{2}(:[0-9]{2})?|@[A-Za-z0-9_+\-/]{1,60})?";

    /// <summary>"2026-02-28".</summary>
    public static FeelDate? Date(string text) => DateForm().Match(text) is { Success: true } match ? Date(match) : null;

    /// <summary>"09:20:00", "09:20:00.5Z", "09:20:00+03:30", "09:20:00@Asia/Tehran".</summary>
    public static FeelTime? Time(string text) => TimeForm().Match(text) is { Success: true } match ? Time(match, Number(match, "hour")) : null;

    /// <summary>"2026-02-28T09:20:00+03:30"; a date alone means its midnight.</summary>
    public static FeelDateTime? DateTime(string text)
    {
        var match = DateTimeForm().Match(text);
        if (match.Success)
        {
            if (Date(match) is not { } date)
                return null;
            // 24:00:00 is the midnight that ends the day.
            if (match.Groups["hour"].ValueSpan is "24" && Number(match, "minute") + Number(match, "second") == 0 && Fraction(match) == 0)
                return FeelDate.FromEpochDay(date.EpochDay + 1) is { } next && Time(match, 0) is { } midnight ? new FeelDateTime(next, midnight) : null;
            return Time(match, Number(match, "hour")) is { } time ? new FeelDateTime(date, time) : null;
        }
        return Date(text) is { } day ? new FeelDateTime(day, new FeelTime(0)) : null;
    }

    /// <summary>"P1DT12H30M" or "P1Y6M".</summary>
    public static FeelValue? Duration(string text)
    {
        if (text.Length > 100)
            return null;
        var match = YearsMonthsForm().Match(text);
        if (match.Success && text[^1] != 'P')
        {
            var months = (Int128)Whole(match, "years") * 12 + Whole(match, "months");
            return months > long.MaxValue ? null : new FeelYearsMonthsDuration((long)(text[0] == '-' ? -months : months));
        }
        match = DaysTimeForm().Match(text);
        if (!match.Success || text[^1] is 'P' or 'T')
            return null;
        var seconds = (Int128)Whole(match, "days") * 86_400 + (Int128)Whole(match, "hours") * 3600 + (Int128)Whole(match, "minutes") * 60 + Whole(match, "seconds");
        var nanoseconds = seconds * FeelTime.NanosecondsPerSecond + Fraction(match);
        return new FeelDaysTimeDuration(text[0] == '-' ? -nanoseconds : nanoseconds);
    }

    /// <summary>What <c>@"…"</c> holds: a duration, a date and time, a date or a time.</summary>
    public static FeelValue? Any(string text) => Duration(text) ?? Date(text) ?? (FeelValue?)Time(text) ?? DateTime(text);

    private static FeelDate? Date(Match match)
    {
        var (year, month, day) = (Number(match, "year"), Number(match, "month"), Number(match, "day"));
        return FeelDate.Exists(year, month, day) ? new FeelDate(year, month, day) : null;
    }

    private static FeelTime? Time(Match match, int hour)
    {
        var (minute, second) = (Number(match, "minute"), Number(match, "second"));
        if (hour > 23 || minute > 59 || second > 59)
            return null;
        FeelZone? zone = null;
        if (match.Groups["zone"] is { Success: true } written && (zone = Zone(written.Value)) is null)
            return null;
        return new FeelTime((hour * 3600L + minute * 60 + second) * FeelTime.NanosecondsPerSecond + Fraction(match), zone);
    }

    private static FeelZone? Zone(string text)
    {
        if (text == "Z")
            return FeelZone.Utc;
        if (text[0] == '@')
            return TimeZoneInfo.TryFindSystemTimeZoneById(text[1..], out var named) ? FeelZone.Of(named) : null;
        var parts = text[1..].Split(':').Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        if (parts[0] > 14 || parts[1] > 59 || parts is [_, _, > 59])
            return null;
        var seconds = parts[0] * 3600 + parts[1] * 60 + (parts.Length > 2 ? parts[2] : 0);
        return FeelZone.OfOffset(text[0] == '-' ? -seconds : seconds);
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static long Whole(Match match, string group) =>
        match.Groups[group] is { Success: true } part ? long.Parse(part.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    private static long Fraction(Match match)
    {
        if (match.Groups["fraction"] is not { Success: true } part)
            return 0;
        var digits = part.Value.Length > 9 ? part.Value[..9] : part.Value.PadRight(9, '0');
        return long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("^" + DatePattern + @"\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex DateForm();

    [GeneratedRegex("^" + TimePattern + @"\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex TimeForm();

    [GeneratedRegex("^" + DatePattern + "T" + TimePattern + @"\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex DateTimeForm();

    [GeneratedRegex(@"^-?P((?<years>[0-9]{1,18})Y)?((?<months>[0-9]{1,18})M)?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex YearsMonthsForm();

    [GeneratedRegex(@"^-?P((?<days>[0-9]{1,18})D)?(T((?<hours>[0-9]{1,18})H)?((?<minutes>[0-9]{1,18})M)?((?<seconds>[0-9]{1,18})(\.(?<fraction>[0-9]*))?S)?)?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex DaysTimeForm();
}
