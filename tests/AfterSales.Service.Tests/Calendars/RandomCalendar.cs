using AfterSales.Service.Calendars;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Tests.Calendars;

/// <summary>Calendars of every shape that the product allows, from a seed.</summary>
internal static class RandomCalendar
{
    /// <summary>Zones with and without summer time, on both halves of the earth, one whose clock changes at midnight, one with half hours.</summary>
    public static readonly string[] Zones =
        ["Asia/Tehran", "Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Asia/Beirut", "Etc/UTC"];

    public static WorkingCalendar Make(Random random)
    {
        var weekends = new[] { new[] { 4, 5 }, [6, 0], [5], [] }[random.Next(4)];
        var week = Enumerable.Range(0, 7).Select(day => weekends.Contains(day) ? DayHours.None : Hours(random)).ToArray();
        var start = new DateOnly(2023, 1, 1);
        var exceptions = Enumerable.Range(0, random.Next(60)).Select(_ => start.AddDays(random.Next(4 * 365))).Distinct().Select(date =>
            random.Next(3) switch
            {
                0 => new CalendarDay(date, DayKind.SwappedIn, Hours(random), new LocalText("swapped"), false),
                1 => new CalendarDay(date, DayKind.Working, DayHours.Of(new Shift(TimeSpan.FromHours(9), TimeSpan.FromHours(11))), new LocalText("half day"), false),
                _ => new CalendarDay(date, DayKind.Holiday, DayHours.None, new LocalText("holiday"), true),
            });
        YearlyHoliday[] yearly = random.Next(2) == 0 ? [] : [new(true, 1, 1, new("Nowruz")), new(true, 1, 2, new("Nowruz")), new(false, 12, 25, new("25 December"))];
        return new(
            "random", new("random"), TimeZoneInfo.FindSystemTimeZoneById(Zones[random.Next(Zones.Length)]), new("somewhere"), new("weekend"),
            week, yearly, exceptions, null);
    }

    private static DayHours Hours(Random random) => random.Next(8) switch
    {
        0 => DayHours.Of(Shift(8, 12)),
        1 => DayHours.Of(Shift(0, 24)),
        2 => DayHours.Of(Shift(0, 3), Shift(20, 24)),
        3 => DayHours.Of(Shift(1, 2.5)),
        4 => DayHours.Of(Shift(2, 6), Shift(22, 23)),
        _ => DayHours.Of(Shift(8, 12), Shift(12.5 + random.Next(3) * 0.5, 17)),
    };

    /// <summary>A minute of two years, every other time on the half hour: there openings and closings lie.</summary>
    public static DateTimeOffset Moment(Random random)
    {
        var minute = random.Next(2 * 365 * 24 * 60);
        return new DateTimeOffset(2023, 6, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(random.Next(2) == 0 ? minute : minute / 30 * 30);
    }

    private static Shift Shift(double from, double to) => new(TimeSpan.FromHours(from), TimeSpan.FromHours(to));
}
