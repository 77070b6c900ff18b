namespace AfterSales.Service.Calendars;

/// <summary>
/// A length in working units: whole working days and the working time beyond them ("2 working days and 6 hours"). A day is a day of the
/// calendar, half day or not; it has no fixed number of hours, so two spans compare only through the calendar they were measured with.
/// Both parts have the same sign.
/// </summary>
/// <param name="Days">Whole working days, or whole days of 24 hours where the span is continuous.</param>
/// <param name="Time">Working time beyond the days.</param>
/// <param name="Continuous">The clock that runs day and night (OPN-40): days of 24 hours, no calendar.</param>
public readonly record struct WorkingSpan(int Days, TimeSpan Time, bool Continuous = false)
{
    /// <summary>Nothing.</summary>
    public static WorkingSpan Zero => default;

    /// <summary>True when the span points back.</summary>
    public bool IsNegative => Days < 0 || Time < TimeSpan.Zero;

    /// <summary>True when there is nothing in it.</summary>
    public bool IsZero => Days == 0 && Time == TimeSpan.Zero;

    /// <summary>A length of the clock that never stops.</summary>
    public static WorkingSpan OfContinuous(TimeSpan length) =>
        new((int)(length.Ticks / TimeSpan.TicksPerDay), new TimeSpan(length.Ticks % TimeSpan.TicksPerDay), Continuous: true);

    /// <summary>The same length forward.</summary>
    public WorkingSpan Absolute() => this with { Days = Math.Abs(Days), Time = Time.Duration() };
}
