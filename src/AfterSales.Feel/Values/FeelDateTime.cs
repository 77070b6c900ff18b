namespace AfterSales.Feel.Values;

/// <summary>A date with a time of day; an instant when it has a zone, a local date and time when it has none.</summary>
public sealed class FeelDateTime(FeelDate date, FeelTime time) : FeelValue
{
    public FeelDate Date { get; } = date;

    public FeelTime Time { get; } = time;

    public FeelZone? Zone => Time.Zone;

    public override FeelKind Kind => FeelKind.DateTime;

    /// <summary>Nanoseconds since 1970-01-01 as the clock on the wall shows them.</summary>
    internal Int128 LocalNanoseconds => (Int128)Date.EpochDay * FeelTime.NanosecondsPerDay + Time.NanosecondOfDay;

    /// <summary>Nanoseconds since 1970-01-01T00:00Z; a value without a zone counts as UTC.</summary>
    internal Int128 UtcNanoseconds => LocalNanoseconds - (Int128)OffsetSeconds * FeelTime.NanosecondsPerSecond;

    internal int OffsetSeconds => Zone?.OffsetSecondsAt(Date.EpochDay, Time.SecondOfDay) ?? 0;

    public static FeelDateTime From(DateTimeOffset value) => new(
        new FeelDate(value.Year, value.Month, value.Day),
        new FeelTime(value.TimeOfDay.Ticks * 100, FeelZone.OfOffset((int)value.Offset.TotalSeconds)));

    /// <summary>The value with the wall clock moved to <paramref name="nanoseconds"/> since 1970; null out of range.</summary>
    internal static FeelDateTime? FromLocalNanoseconds(Int128 nanoseconds, FeelZone? zone)
    {
        var day = nanoseconds / FeelTime.NanosecondsPerDay;
        var rest = nanoseconds - day * FeelTime.NanosecondsPerDay;
        if (rest < 0)
            (day, rest) = (day - 1, rest + FeelTime.NanosecondsPerDay);
        if (Int128.Abs(day) > long.MaxValue / 4)
            return null;
        return FeelDate.FromEpochDay((long)day) is { } date ? new FeelDateTime(date, new FeelTime((long)rest, zone)) : null;
    }

    /// <summary>
    /// The instant, or null outside years 1 to 9999. A value without a zone is read in <paramref name="zoneOfLocalValues"/>;
    /// a wall-clock time that the zone skips counts as the offset before the change.
    /// </summary>
    public DateTimeOffset? ToDateTimeOffset(TimeZoneInfo zoneOfLocalValues)
    {
        var offset = Zone is null ? FeelZone.Of(zoneOfLocalValues).OffsetSecondsAt(Date.EpochDay, Time.SecondOfDay) : OffsetSeconds;
        var utcTicks = (LocalNanoseconds - (Int128)offset * FeelTime.NanosecondsPerSecond) / 100 + DateTime.UnixEpoch.Ticks;
        if (utcTicks < TimeSpan.TicksPerDay || utcTicks > DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay)
            return null;
        var instant = new DateTimeOffset((long)utcTicks, TimeSpan.Zero);
        return offset % 60 == 0 && Math.Abs(offset) <= 14 * 3600 ? instant.ToOffset(TimeSpan.FromSeconds(offset)) : instant;
    }

    public override bool Equals(object? obj) => obj is FeelDateTime other && other.Date.Equals(Date) && other.Time.Equals(Time);

    public override int GetHashCode() => HashCode.Combine(Date, Time);
}
