namespace AfterSales.Feel.Values;

/// <summary>
/// A date of the proleptic Gregorian calendar, year −999 999 999 to 999 999 999 as the specification allows,
/// which is why this is not a <see cref="DateOnly"/>.
/// </summary>
public sealed class FeelDate : FeelValue, IComparable<FeelDate>
{
    internal const int LargestYear = 999_999_999;

    /// <exception cref="ArgumentOutOfRangeException">There is no such day.</exception>
    public FeelDate(int year, int month, int day)
    {
        if (!Exists(year, month, day))
            throw new ArgumentOutOfRangeException(nameof(day), $"There is no day {year}-{month}-{day}.");
        (Year, Month, Day) = (year, month, day);
        EpochDay = CivilCalendar.EpochDay(year, month, day);
    }

    public int Year { get; }

    public int Month { get; }

    public int Day { get; }

    /// <summary>Days since 1970-01-01.</summary>
    public long EpochDay { get; }

    /// <summary>1 is Monday, 7 is Sunday (ISO 8601).</summary>
    public int WeekDay => (int)(((EpochDay + 3) % 7 + 7) % 7) + 1;

    public override FeelKind Kind => FeelKind.Date;

    internal static bool Exists(int year, int month, int day) =>
        Math.Abs((long)year) <= LargestYear && month is >= 1 and <= 12 && day >= 1 && day <= CivilCalendar.DaysInMonth(year, month);

    /// <summary>The date, or null when it lies outside the range of FEEL.</summary>
    internal static FeelDate? FromEpochDay(long epochDay)
    {
        if (Math.Abs(epochDay) > 366L * LargestYear)
            return null;
        var (year, month, day) = CivilCalendar.Civil(epochDay);
        return Math.Abs(year) > LargestYear ? null : new FeelDate((int)year, month, day);
    }

    /// <summary>The date so many months later, on the last day of the month where the day does not exist; null out of range.</summary>
    internal FeelDate? AddMonths(long months)
    {
        if (Math.Abs(months) > 24L * LargestYear)
            return null;
        var total = Year * 12L + (Month - 1) + months;
        var year = Math.DivRem(total, 12, out var month);
        if (month < 0)
            (year, month) = (year - 1, month + 12);
        if (Math.Abs(year) > LargestYear)
            return null;
        return new FeelDate((int)year, (int)month + 1, Math.Min(Day, CivilCalendar.DaysInMonth(year, (int)month + 1)));
    }

    /// <summary>The same day as <see cref="DateOnly"/>, or null outside years 1 to 9999.</summary>
    public DateOnly? ToDateOnly() => Year is >= 1 and <= 9999 ? new DateOnly(Year, Month, Day) : null;

    public int CompareTo(FeelDate? other) => other is null ? 1 : EpochDay.CompareTo(other.EpochDay);

    public override bool Equals(object? obj) => obj is FeelDate other && other.EpochDay == EpochDay;

    public override int GetHashCode() => EpochDay.GetHashCode();
}
