using System.Globalization;

namespace AfterSales.Service.Calendars;

/// <summary>
/// One stretch of working hours within a day, by the wall clock, its end excluded: <c>08:00-12:00</c>. The end may be <c>24:00</c>;
/// work past midnight is a second shift on the next day.
/// </summary>
public readonly record struct Shift(TimeSpan From, TimeSpan To)
{
    /// <summary>Its length by the wall clock.</summary>
    public TimeSpan Length => To - From;

    /// <summary>Reads <c>08:00-12:00</c>; false where it is malformed or ends before it starts.</summary>
    public static bool TryParse(string text, out Shift shift)
    {
        shift = default;
        var parts = text.Split('-', StringSplitOptions.TrimEntries);
        if (parts.Length != 2 || !TryTime(parts[0], out var from) || !TryTime(parts[1], out var to) || from >= to)
            return false;
        shift = new(from, to);
        return true;
    }

    /// <summary><c>08:00-12:00</c>.</summary>
    public override string ToString() => $"{Clock(From)}-{Clock(To)}";

    private static string Clock(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours:00}:{time.Minutes:00}");

    private static bool TryTime(string text, out TimeSpan time)
    {
        time = default;
        var parts = text.Split(':');
        if (parts.Length != 2
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
            || minutes > 59 || hours * 60 + minutes > 24 * 60)
            return false;
        time = new TimeSpan(hours, minutes, 0);
        return true;
    }
}
