using System.Globalization;
using AfterSales.Feel.Values;
using static AfterSales.Feel.Functions.Define;

namespace AfterSales.Feel.Functions;

internal static class TemporalFunctions
{
    private static readonly string[] DayNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    public static readonly IReadOnlyList<FeelFunctionDefinition> All =
    [
        Function("now", "", call => Now(call)),
        Function("today", "", call => Now(call).Date),
        Function("day of week", "date", call => Day(call) is { } day ? new FeelString(DayNames[day.WeekDay - 1]) : call.Mismatch()),
        Function("day of year", "date", call => Day(call) is { } day ? new FeelNumber(DayOfYear(day)) : call.Mismatch()),
        Function("month of year", "date", call => Day(call) is { } day
            ? new FeelString(CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(day.Month)) : call.Mismatch()),
        Function("week of year", "date", call => Day(call) is { } day ? new FeelNumber(WeekOfYear(day)) : call.Mismatch()),
        Function("last day of month", "date", call => Day(call) is { } day
            ? new FeelDate(day.Year, day.Month, CivilCalendar.DaysInMonth(day.Year, day.Month)) : call.Mismatch()),
    ];

    private static FeelDateTime Now(FeelCall call) =>
        FeelDateTime.From(TimeZoneInfo.ConvertTime(call.Environment.Now, call.Environment.Zone));

    private static FeelDate? Day(FeelCall call) => call.Single(0) switch
    {
        FeelDate date => date,
        FeelDateTime dateTime => dateTime.Date,
        _ => null,
    };

    private static long DayOfYear(FeelDate day) => day.EpochDay - CivilCalendar.EpochDay(day.Year, 1, 1) + 1;

    /// <summary>The week of ISO 8601: the one that holds the Thursday of the day's week belongs to that Thursday's year.</summary>
    private static long WeekOfYear(FeelDate day)
    {
        var thursday = day.EpochDay - day.WeekDay + 4;
        var (year, _, _) = CivilCalendar.Civil(thursday);
        return (thursday - CivilCalendar.EpochDay(year, 1, 1)) / 7 + 1;
    }
}
