namespace AfterSales.Feel.Values;

/// <summary>A time of day to the nanosecond, with or without a zone.</summary>
public sealed class FeelTime : FeelValue
{
    internal const long NanosecondsPerSecond = 1_000_000_000;
    internal const long NanosecondsPerDay = 86_400 * NanosecondsPerSecond;

    /// <param name="nanosecondOfDay">0 up to, but not including, a day.</param>
    /// <param name="zone">The zone, or null for a local time.</param>
    public FeelTime(long nanosecondOfDay, FeelZone? zone = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(nanosecondOfDay);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(nanosecondOfDay, NanosecondsPerDay);
        (NanosecondOfDay, Zone) = (nanosecondOfDay, zone);
    }

    public long NanosecondOfDay { get; }

    public FeelZone? Zone { get; }

    public int Hour => (int)(SecondOfDay / 3600);

    public int Minute => (int)(SecondOfDay / 60 % 60);

    public int Second => (int)(SecondOfDay % 60);

    internal long SecondOfDay => NanosecondOfDay / NanosecondsPerSecond;

    /// <summary>Nanoseconds since midnight UTC, outside 0..24 h where the offset leads there; a named zone counts as on 1970-01-01.</summary>
    internal long UtcNanoseconds => NanosecondOfDay - (Zone?.OffsetSecondsAt(0, SecondOfDay) ?? 0) * NanosecondsPerSecond;

    public override FeelKind Kind => FeelKind.Time;

    public TimeOnly ToTimeOnly() => new(NanosecondOfDay / 100);

    public override bool Equals(object? obj) => obj is FeelTime other && other.NanosecondOfDay == NanosecondOfDay && Equals(other.Zone, Zone);

    public override int GetHashCode() => HashCode.Combine(NanosecondOfDay, Zone);
}
