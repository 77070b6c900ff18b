using System.Globalization;

namespace AfterSales.Service.Languages;

/// <summary>
/// A date of the Iranian solar calendar. Years 1 to 9377 can be said (Gregorian 622 to 9999); conversion follows
/// <see cref="PersianCalendar"/>, whose leap years are the astronomical ones.
/// </summary>
public readonly record struct JalaliDate(int Year, int Month, int Day)
{
    private static readonly PersianCalendar Calendar = new();

    private static readonly string[] MonthNames =
        ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"];

    /// <summary>The name of the month in Persian.</summary>
    public string MonthName => MonthNames[Month - 1];

    /// <summary>The solar date of a Gregorian one.</summary>
    public static JalaliDate From(DateOnly date)
    {
        var at = date.ToDateTime(TimeOnly.MinValue);
        return new(Calendar.GetYear(at), Calendar.GetMonth(at), Calendar.GetDayOfMonth(at));
    }

    /// <summary>The Gregorian date; an impossible day (30 Esfand of an ordinary year) is an <see cref="ArgumentOutOfRangeException"/>.</summary>
    public DateOnly ToGregorian() => DateOnly.FromDateTime(Calendar.ToDateTime(Year, Month, Day, 0, 0, 0, 0));

    /// <summary>True when the calendar has this day.</summary>
    public static bool Exists(int year, int month, int day) =>
        year is >= 1 and <= 9376 && month is >= 1 and <= 12 && day >= 1 && day <= Calendar.GetDaysInMonth(year, month);

    /// <summary><c>1405-08-25</c>, in Latin digits.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}-{Day:00}");
}
