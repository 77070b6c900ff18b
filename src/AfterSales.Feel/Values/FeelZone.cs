using System.Globalization;

namespace AfterSales.Feel.Values;

/// <summary>The zone of a FEEL time: a fixed offset from UTC, or a zone of the IANA database.</summary>
public sealed class FeelZone
{
    /// <summary>UTC, written "Z".</summary>
    public static readonly FeelZone Utc = new(0, null);

    private readonly int _offsetSeconds;

    private FeelZone(int offsetSeconds, TimeZoneInfo? zone) => (_offsetSeconds, Zone) = (offsetSeconds, zone);

    /// <summary>The named zone, or null for a fixed offset.</summary>
    public TimeZoneInfo? Zone { get; }

    public static FeelZone OfOffset(int seconds) => seconds == 0 ? Utc : new(seconds, null);

    public static FeelZone Of(TimeZoneInfo zone) => new(0, zone);

    /// <summary>The fixed offset, or null for a named zone, whose offset depends on the day.</summary>
    public int? FixedOffsetSeconds => Zone is null ? _offsetSeconds : null;

    /// <summary>The offset from UTC in seconds for a local day and second; the named zones know years 1 to 9999.</summary>
    public int OffsetSecondsAt(long epochDay, long secondOfDay)
    {
        if (Zone is null)
            return _offsetSeconds;
        var day = Math.Clamp(epochDay + 719_162, 1, 3_652_057); // 719162 days from 0001-01-01 to 1970-01-01
        var local = new DateTime(day * TimeSpan.TicksPerDay + secondOfDay * TimeSpan.TicksPerSecond, DateTimeKind.Unspecified);
        return (int)Zone.GetUtcOffset(local).TotalSeconds;
    }

    public override bool Equals(object? obj) => obj is FeelZone other && other._offsetSeconds == _offsetSeconds && other.Zone?.Id == Zone?.Id;

    public override int GetHashCode() => HashCode.Combine(_offsetSeconds, Zone?.Id);

    /// <summary>"Z", "+03:30", "-05:00:30" or "@Asia/Tehran".</summary>
    public override string ToString()
    {
        if (Zone is not null)
            return "@" + Zone.Id;
        if (_offsetSeconds == 0)
            return "Z";
        var seconds = Math.Abs(_offsetSeconds);
        var text = string.Create(CultureInfo.InvariantCulture, $"{(_offsetSeconds < 0 ? '-' : '+')}{seconds / 3600:00}:{seconds / 60 % 60:00}");
        return seconds % 60 == 0 ? text : string.Create(CultureInfo.InvariantCulture, $"{text}:{seconds % 60:00}");
    }
}
