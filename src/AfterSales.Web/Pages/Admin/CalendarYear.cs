using AfterSales.Service.Calendars;
using AfterSales.Service.Languages;

namespace AfterSales.Web.Pages.Admin;

/// <summary>A month of a year view: the days of each week, null where the week begins before the month or ends after it.</summary>
public sealed record CalendarMonth(string Name, IReadOnlyList<CalendarDay?[]> Weeks);

/// <summary>
/// A year of a working calendar, month by month, of the Gregorian or the Iranian solar year. Weeks begin on Monday, those of the solar
/// year on Saturday.
/// </summary>
public sealed class CalendarYear
{
    private CalendarYear(int year, bool solar, IReadOnlyList<DayOfWeek> weekdays, IReadOnlyList<CalendarMonth> months) =>
        (Year, Solar, Weekdays, Months) = (year, solar, weekdays, months);

    public int Year { get; }

    public bool Solar { get; }

    public IReadOnlyList<DayOfWeek> Weekdays { get; }

    public IReadOnlyList<CalendarMonth> Months { get; }

    /// <summary>The first day of the year and that of the next.</summary>
    public static (DateOnly From, DateOnly Until) Span(int year, bool solar) => (First(year, 1, solar), First(year + 1, 1, solar));

    /// <summary>True for a year that can be shown.</summary>
    public static bool IsShown(int year, bool solar) => solar ? year is >= 1350 and < 1570 : year is >= 1971 and < 2191;

    public static CalendarYear Of(WorkingCalendar calendar, int year, bool solar, Language language)
    {
        var first = solar ? DayOfWeek.Saturday : DayOfWeek.Monday;
        var format = LocalFormat.For(language);
        return new(
            year, solar, [.. Enumerable.Range(0, 7).Select(i => (DayOfWeek)(((int)first + i) % 7))],
            [.. Enumerable.Range(1, 12).Select(month =>
            {
                var (from, until) = (First(year, month, solar), month == 12 ? First(year + 1, 1, solar) : First(year, month + 1, solar));
                return new CalendarMonth(Name(year, month, solar, language, format), Weeks(calendar, from, until, first));
            })]);
    }

    private static List<CalendarDay?[]> Weeks(WorkingCalendar calendar, DateOnly from, DateOnly until, DayOfWeek first)
    {
        var weeks = new List<CalendarDay?[]>();
        for (var day = from; day < until; day = day.AddDays(1))
        {
            var column = ((int)day.DayOfWeek - (int)first + 7) % 7;
            if (weeks.Count == 0 || column == 0)
                weeks.Add(new CalendarDay?[7]);
            weeks[^1][column] = calendar.Day(day);
        }
        return weeks;
    }

    private static DateOnly First(int year, int month, bool solar) => solar ? new JalaliDate(year, month, 1).ToGregorian() : new(year, month, 1);

    private static string Name(int year, int month, bool solar, Language language, LocalFormat format) =>
        solar && language == Language.Persian ? new JalaliDate(year, month, 1).MonthName
        : solar ? TextCatalog.For(language)["web.rules.solarMonth", month]
        : TextCatalog.For(language)[$"web.rules.month.{month}"];
}
