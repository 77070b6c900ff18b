using System.Globalization;

namespace AfterSales.Service.Calendars;

/// <summary>Reads the ISO 8601 text of a moment as process variables store it. Without an offset it is meant in the zone given.</summary>
internal static class IsoInstant
{
    public static DateTimeOffset? Read(string text, TimeZoneInfo zone)
    {
        if (text.Length < 16 || text[10] != 'T')
            return null;
        // FEEL may add the zone's name: 2026-11-16T17:00:00+03:30@Asia/Tehran. The offset says the instant already.
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var named = at < 0 ? null : text[(at + 1)..];
        var plain = at < 0 ? text : text[..at];
        if (named is not null && !HasOffset(plain) && !TimeZoneInfo.TryFindSystemTimeZoneById(named, out zone!))
            return null;
        if (HasOffset(plain))
            return DateTimeOffset.TryParse(plain, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) ? instant : null;
        return DateTime.TryParse(plain, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && local.Kind == DateTimeKind.Unspecified
            ? WorkingDay.At(zone, DateOnly.FromDateTime(local), local.TimeOfDay)
            : null;
    }

    private static bool HasOffset(string text) => text.EndsWith('Z') || text.AsSpan(11).IndexOfAny('+', '-') >= 0;
}
