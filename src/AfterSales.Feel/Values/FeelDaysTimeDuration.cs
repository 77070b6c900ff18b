namespace AfterSales.Feel.Values;

/// <summary>A duration of days, hours, minutes and seconds to the nanosecond.</summary>
public sealed class FeelDaysTimeDuration : FeelValue
{
    internal FeelDaysTimeDuration(Int128 nanoseconds) => Nanoseconds = nanoseconds;

    public FeelDaysTimeDuration(TimeSpan value) => Nanoseconds = (Int128)value.Ticks * 100;

    internal Int128 Nanoseconds { get; }

    /// <summary>The duration to 100 ns; the nearest possible one beyond 29 000 years.</summary>
    public TimeSpan Value => new((long)Int128.Clamp(Nanoseconds / 100, long.MinValue, long.MaxValue));

    internal decimal TotalSeconds => (decimal)Nanoseconds / FeelTime.NanosecondsPerSecond;

    public override FeelKind Kind => FeelKind.DaysTimeDuration;

    public override bool Equals(object? obj) => obj is FeelDaysTimeDuration other && other.Nanoseconds == Nanoseconds;

    public override int GetHashCode() => Nanoseconds.GetHashCode();
}
