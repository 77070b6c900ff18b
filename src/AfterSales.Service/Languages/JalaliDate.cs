using System.Globalization;

namespace AfterSales.Service.Languages;

/// <summary>
/// A date of the Iranian solar calendar. Years 1 to 9377 can be said (Gregorian 622 to 9999); conversion follows
/// <see cref="PersianCalendar"/>, whose leap years are the astronomical ones.
/// </summary>
public readonly record struct JalaliDate(int Year, int Month, int Day)
{
    private static readonly PersianCalendar Calendar = new();
    private static readonly DateOnly First = DateOnly.FromDateTime(Calendar.MinSupportedDateTime);

    /// <summary>Day number of 1 Farvardin of each year, filled as years are asked for; 0: not yet. The calendar computes the equinox each time.</summary>
    private static readonly int[] YearStarts = new int[9379];

    private static readonly string[] MonthNames =
        ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"];

    /// <summary>The name of the month in Persian.</summary>
    public string MonthName => MonthNames[Month - 1];

    /// <summary>The solar date of a Gregorian one; a day before 22 March 622 is an <see cref="ArgumentOutOfRangeException"/>.</summary>
    public static JalaliDate From(DateOnly date)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(date, First);
        var year = date.Year - 621;
        if (date.DayNumber < YearStart(year))
            year--;
        var day = date.DayNumber - YearStart(year);
        // Six months of 31 days, then months of 30.
        return day < 186 ? new(year, (day / 31) + 1, (day % 31) + 1) : new(year, ((day - 186) / 30) + 7, ((day - 186) % 30) + 1);
    }

    /// <summary>The Gregorian date; an impossible day (30 Esfand of an ordinary year) is an <see cref="ArgumentOutOfRangeException"/>.</summary>
    public DateOnly ToGregorian() => DateOnly.FromDateTime(Calendar.ToDateTime(Year, Month, Day, 0, 0, 0, 0));

    /// <summary>True when the calendar has this day.</summary>
    public static bool Exists(int year, int month, int day) =>
        year is >= 1 and <= 9376 && month is >= 1 and <= 12 && day >= 1 && day <= Calendar.GetDaysInMonth(year, month);

    private static int YearStart(int year)
    {
        if (YearStarts[year] is > 0 and var known)
            return known;
        return YearStarts[year] = DateOnly.FromDateTime(Calendar.ToDateTime(year, 1, 1, 0, 0, 0, 0)).DayNumber;
    }

    /// <summary><c>1405-08-25</c>, in Latin digits.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}-{Day:00}");
}
