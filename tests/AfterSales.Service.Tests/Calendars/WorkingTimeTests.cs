using System.Diagnostics;
using AfterSales.Service.Calendars;
using AfterSales.Service.Languages;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Calendars;

/// <summary>The cases that other systems got wrong (off by a day, an hour, a minute), one by one.</summary>
public class WorkingTimeTests
{
    private static readonly CalendarRegistry Calendars = new();
    private static readonly WorkingCalendar Iran = Calendars.Find("iran")!;
    private static readonly WorkingCalendar IranThursdayOff = Calendars.Find("iran-thursday-off")!;
    private static readonly WorkingCalendar China = Calendars.Find("china")!;
    private static readonly WorkingCalendar Standard = Calendars.Standard;

    [Fact]
    public void Thirteen_Aban_plus_seven_working_days_is_twenty_five_Aban_at_the_same_time()
    {
        // Weekend Thursday and Friday, one holiday on 23 Aban.
        var calendar = IranThursdayOff.With(new CalendarDay(Solar(1405, 8, 23), DayKind.Holiday, DayHours.None, new("public holiday", "تعطیل رسمی", "公共假日"), true));
        var calculation = WorkingTime.AddDays(calendar, Tehran(1405, 8, 13, 9, 20), 7);
        calculation.Result.ShouldBe(Tehran(1405, 8, 25, 9, 20));
        calculation.Counted.ShouldBe([Solar(1405, 8, 16), Solar(1405, 8, 17), Solar(1405, 8, 18), Solar(1405, 8, 19), Solar(1405, 8, 20), Solar(1405, 8, 24), Solar(1405, 8, 25)]);
        calculation.Skipped.Select(s => (s.From, s.To, s.Kind)).ShouldBe([
            (Solar(1405, 8, 14), Solar(1405, 8, 15), DayKind.Weekend),
            (Solar(1405, 8, 21), Solar(1405, 8, 21), DayKind.Weekend),
            (Solar(1405, 8, 22), Solar(1405, 8, 22), DayKind.Holiday), // a holiday of the lunar calendar on a Friday
            (Solar(1405, 8, 23), Solar(1405, 8, 23), DayKind.Holiday)]);
    }

    [Fact]
    public void A_weekend_of_Saturday_and_Sunday_is_passed_over()
    {
        WorkingTime.AddDays(Standard, Utc(2026, 11, 13, 16, 0), 1).Result.ShouldBe(Utc(2026, 11, 16, 16, 0));
        WorkingTime.AddDays(Standard, Utc(2026, 11, 16, 16, 0), -1).Result.ShouldBe(Utc(2026, 11, 13, 16, 0));
    }

    [Fact]
    public void A_start_before_hours_counts_from_the_opening() => Starts(Utc(2026, 11, 16, 5, 0), Utc(2026, 11, 16, 8, 0), StartAdjustment.BeforeHours);

    [Fact]
    public void A_start_after_hours_counts_from_the_next_opening() => Starts(Utc(2026, 11, 16, 19, 0), Utc(2026, 11, 17, 8, 0), StartAdjustment.AfterHours);

    [Fact]
    public void A_start_in_the_break_counts_from_its_end() => Starts(Utc(2026, 11, 16, 12, 30), Utc(2026, 11, 16, 13, 0), StartAdjustment.Break);

    [Fact]
    public void A_start_on_a_weekend_counts_from_the_next_working_day() => Starts(Utc(2026, 11, 14, 10, 0), Utc(2026, 11, 16, 8, 0), StartAdjustment.NonWorkingDay);

    [Fact]
    public void Exactly_the_closing_time_is_the_end_of_that_day_not_the_start_of_the_next()
    {
        Starts(Utc(2026, 11, 16, 17, 0), Utc(2026, 11, 16, 17, 0), StartAdjustment.None);
        WorkingTime.AddDays(Standard, Utc(2026, 11, 16, 17, 0), 1).Result.ShouldBe(Utc(2026, 11, 17, 17, 0));
        WorkingTime.AddTime(Standard, Utc(2026, 11, 16, 17, 0), TimeSpan.FromMinutes(1)).Result.ShouldBe(Utc(2026, 11, 17, 8, 1));
    }

    [Fact]
    public void Eight_hours_of_a_day_of_eight_hours_end_at_its_closing() =>
        WorkingTime.AddTime(Standard, Utc(2026, 11, 16, 8, 0), TimeSpan.FromHours(8)).Result.ShouldBe(Utc(2026, 11, 16, 17, 0));

    [Fact]
    public void Eight_hours_from_the_middle_of_a_day_run_into_the_next() =>
        WorkingTime.AddTime(Standard, Utc(2026, 11, 13, 15, 0), TimeSpan.FromHours(8)).Result.ShouldBe(Utc(2026, 11, 16, 15, 0));

    [Fact]
    public void Round_the_clock_hours_lose_no_minute()
    {
        var always = Calendar("always", "Etc/UTC", _ => "00:00-24:00");
        WorkingTime.AddTime(always, Utc(2026, 2, 27, 23, 59), TimeSpan.FromHours(24 * 30)).Result.ShouldBe(Utc(2026, 3, 29, 23, 59));
        WorkingTime.TimeBetween(always, Utc(2026, 1, 1, 0, 0), Utc(2027, 1, 1, 0, 0)).ShouldBe(TimeSpan.FromDays(365));
        WorkingTime.AddDays(always, Utc(2026, 2, 27, 0, 0), 2).Result.ShouldBe(Utc(2026, 3, 1, 0, 0));
    }

    [Fact]
    public void A_half_day_is_a_whole_working_day_and_the_result_fits_into_its_hours()
    {
        // Wednesday 15:00 + 1: Thursday is worked until 12:00.
        var thursday = WorkingTime.AddDays(Iran, Tehran(1405, 8, 20, 15, 0), 1);
        thursday.Result.ShouldBe(Tehran(1405, 8, 21, 12, 0));
        thursday.FittedToHours.ShouldBeTrue();
        WorkingTime.AddDays(Iran, Tehran(1405, 8, 20, 15, 0), 2).Result.ShouldBe(Tehran(1405, 8, 23, 15, 0), "the time of day comes back after the half day");
    }

    [Fact]
    public void A_half_day_has_only_its_own_hours_of_working_time() =>
        WorkingTime.AddTime(Iran, Tehran(1405, 8, 21, 8, 0), TimeSpan.FromHours(5)).Result.ShouldBe(Tehran(1405, 8, 23, 9, 0));

    [Fact]
    public void Nowruz_is_closed_every_year_also_far_ahead()
    {
        for (var year = 1400; year < 1500; year++)
        {
            foreach (var (month, day) in new[] { (1, 1), (1, 2), (1, 3), (1, 4), (1, 12), (1, 13), (3, 14), (3, 15), (11, 22), (12, 29) })
                Iran.IsWorkingDay(Solar(year, month, day)).ShouldBeFalse($"{year}-{month}-{day}");
            Iran.Day(Solar(year, 1, 2)).Reason!.Persian.ShouldBe("نوروز");
        }
    }

    [Fact]
    public void Tasks_before_Nowruz_are_due_after_it()
    {
        // 28 Esfand 1404 (Thursday, until 12:00), 29 Esfand and 1 to 4 Farvardin closed, 5 Farvardin 1405 is a Wednesday.
        var calculation = WorkingTime.AddDays(Iran, Tehran(1404, 12, 28, 10, 0), 1);
        calculation.Result.ShouldBe(Tehran(1405, 1, 5, 10, 0));
        calculation.Skipped.Select(s => s.Reason.English).ShouldBe(["Oil Nationalisation Day", "Nowruz"]);
    }

    [Fact]
    public void A_make_up_day_counts_and_takes_ordinary_hours()
    {
        China.Day(new(2026, 2, 14)).Kind.ShouldBe(DayKind.SwappedIn); // a Saturday
        China.Day(new(2026, 2, 14)).Hours.ShouldBe(China.HoursOn(DayOfWeek.Monday));
        // Friday 13 February + 2 working days: Saturday 14 is worked, then nine days of Spring Festival.
        WorkingTime.AddDays(China, Shanghai(2026, 2, 13, 9, 0), 1).Result.ShouldBe(Shanghai(2026, 2, 14, 9, 0));
        var after = WorkingTime.AddDays(China, Shanghai(2026, 2, 13, 9, 0), 2);
        after.Result.ShouldBe(Shanghai(2026, 2, 24, 9, 0));
        after.Skipped.Single().ShouldBe(new(new(2026, 2, 15), new(2026, 2, 23), DayKind.Holiday, new("Spring Festival", "جشن بهار", "春节"), false));
    }

    [Theory]
    [InlineData(2025, 28, 5)]
    [InlineData(2026, 33, 6)]
    public void The_published_days_of_China_are_all_there(int year, int closed, int madeUp)
    {
        var days = China.Exceptions.Where(d => d.Date.Year == year).ToList();
        days.Count(d => d.Kind == DayKind.Holiday).ShouldBe(closed);
        days.Count(d => d.Kind == DayKind.SwappedIn).ShouldBe(madeUp);
        days.Where(d => d.Kind == DayKind.SwappedIn).ShouldAllBe(d => d.Date.DayOfWeek == DayOfWeek.Saturday || d.Date.DayOfWeek == DayOfWeek.Sunday);
    }

    [Fact]
    public void Holidays_beyond_the_known_year_are_told_as_unknown()
    {
        WorkingTime.AddDays(China, Shanghai(2026, 12, 30, 9, 0), 1).HolidaysKnownUntil.ShouldBeNull();
        WorkingTime.AddDays(China, Shanghai(2026, 12, 30, 9, 0), 5).HolidaysKnownUntil.ShouldBe(new DateOnly(2026, 12, 31));
    }

    [Fact]
    public void When_the_clock_goes_forward_a_night_shift_is_an_hour_shorter()
    {
        // Europe/Berlin: on 29 March 2026 02:00 becomes 03:00.
        var night = Calendar("night", "Europe/Berlin", _ => "00:00-06:00");
        WorkingTime.TimeBetween(night, Utc(2026, 3, 28, 23, 0), Utc(2026, 3, 29, 12, 0)).ShouldBe(TimeSpan.FromHours(5));
        WorkingTime.AddTime(night, Utc(2026, 3, 28, 23, 0), TimeSpan.FromHours(5)).Result.ShouldBe(Utc(2026, 3, 29, 4, 0), "06:00 summer time");
    }

    [Fact]
    public void When_the_clock_goes_back_a_night_shift_is_an_hour_longer()
    {
        var night = Calendar("night", "Europe/Berlin", _ => "00:00-06:00");
        WorkingTime.TimeBetween(night, Utc(2026, 10, 24, 22, 0), Utc(2026, 10, 25, 12, 0)).ShouldBe(TimeSpan.FromHours(7));
    }

    [Theory]
    [InlineData(2026, 3, 27)] // Friday before the clock goes forward
    [InlineData(2026, 10, 23)] // Friday before it goes back
    public void The_time_of_day_stays_across_a_change_of_the_clock(int year, int month, int day)
    {
        var berlin = Calendar("berlin", "Europe/Berlin", d => d is DayOfWeek.Saturday or DayOfWeek.Sunday ? null : "08:00-17:00");
        var zone = berlin.Zone;
        var from = new DateTimeOffset(new DateTime(year, month, day, 9, 20, 0), zone.GetUtcOffset(new DateTime(year, month, day, 9, 20, 0)));
        var result = WorkingTime.AddDays(berlin, from, 1).Result;
        result.DateTime.TimeOfDay.ShouldBe(new TimeSpan(9, 20, 0));
        result.Offset.ShouldNotBe(from.Offset);
        WorkingTime.TimeBetween(berlin, from, result).ShouldBe(TimeSpan.FromHours(9));
    }

    [Fact]
    public void A_time_of_day_that_the_clock_skips_becomes_the_moment_of_the_change()
    {
        var night = Calendar("night", "Europe/Berlin", _ => "00:00-06:00");
        WorkingTime.AddDays(night, Utc(2026, 3, 28, 1, 30), 1).Result.ShouldBe(Utc(2026, 3, 29, 1, 0), "02:30 does not exist; 03:00 summer time follows 02:00");
    }

    [Fact]
    public void Years_of_working_time_are_counted_at_once()
    {
        var clock = Stopwatch.StartNew();
        var result = WorkingTime.AddDays(Iran, Tehran(1405, 1, 5, 9, 0), 280 * 3);
        result.CountedDays.ShouldBe(840);
        result.Counted.Count.ShouldBe(WorkingTime.ListedDays, "the list is cut, the number is not");
        WorkingTime.AddTime(Iran, Tehran(1405, 1, 5, 9, 0), TimeSpan.FromHours(2000 * 3)).Result.Year.ShouldBe(2028);
        WorkingTime.Between(Iran, Tehran(1405, 1, 5, 9, 0), result.Result).Span.ShouldBe(new WorkingSpan(840, TimeSpan.Zero));
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void A_calendar_that_is_closed_for_years_fails_with_a_reason_instead_of_running_on()
    {
        var from = new DateOnly(2026, 1, 1);
        var closed = Standard.With(Enumerable.Range(0, 5000).Select(i => new CalendarDay(from.AddDays(i), DayKind.Holiday, DayHours.None, new("closed"), false)));
        Should.Throw<WorkingTimeException>(() => WorkingTime.AddDays(closed, Utc(2026, 6, 1, 9, 0), 1)).Message.ShouldContain("no working day");
        Should.Throw<WorkingTimeException>(() => WorkingTime.AddTime(closed, Utc(2026, 6, 1, 9, 0), TimeSpan.FromHours(1)));
    }

    [Fact]
    public void A_calendar_without_any_working_weekday_cannot_be_made() =>
        Should.Throw<ArgumentException>(() => Calendar("closed", "Etc/UTC", _ => null)).Message.ShouldContain("no working weekday");

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue + 1)]
    public void An_amount_out_of_range_is_refused(int days) =>
        Should.Throw<WorkingTimeException>(() => WorkingTime.AddDays(Standard, Utc(2026, 6, 1, 9, 0), days));

    [Fact]
    public void Zero_days_is_the_moment_itself_or_the_next_working_moment()
    {
        WorkingTime.AddDays(Standard, Utc(2026, 11, 16, 10, 0), 0).Result.ShouldBe(Utc(2026, 11, 16, 10, 0));
        WorkingTime.AddDays(Standard, Utc(2026, 11, 14, 10, 0), 0).Result.ShouldBe(Utc(2026, 11, 16, 8, 0));
    }

    [Fact]
    public void Dates_are_counted_without_a_time_of_day()
    {
        WorkingTime.AddDays(Standard, new DateOnly(2026, 11, 13), 1).Result.Date.ShouldBe(new DateTime(2026, 11, 16));
        WorkingTime.AddDays(Standard, new DateOnly(2026, 11, 14), 0).Result.Date.ShouldBe(new DateTime(2026, 11, 16));
        WorkingTime.DaysBetween(Standard, new DateOnly(2026, 11, 13), new DateOnly(2026, 11, 16)).ShouldBe(1);
        WorkingTime.DaysBetween(Standard, new DateOnly(2026, 11, 16), new DateOnly(2026, 11, 13)).ShouldBe(-1);
    }

    [Fact]
    public void The_next_working_time_after_closing_is_the_next_opening()
    {
        WorkingTime.NextWorkingTime(Standard, Utc(2026, 11, 13, 17, 0)).ShouldBe(Utc(2026, 11, 16, 8, 0));
        WorkingTime.NextWorkingTime(Standard, Utc(2026, 11, 13, 16, 59)).ShouldBe(Utc(2026, 11, 13, 16, 59));
    }

    private static void Starts(DateTimeOffset from, DateTimeOffset start, StartAdjustment why)
    {
        var calculation = WorkingTime.AddDays(Standard, from, 3);
        calculation.Start.ShouldBe(start);
        calculation.Adjustment.ShouldBe(why);
        calculation.Result.ShouldBe(WorkingTime.AddDays(Standard, start, 3).Result);
    }

    private static WorkingCalendar Calendar(string id, string zone, Func<DayOfWeek, string?> hours) => new(
        id, new LocalText(id), TimeZoneInfo.FindSystemTimeZoneById(zone), new LocalText(zone), new LocalText("weekend"),
        [.. Enum.GetValues<DayOfWeek>().Select(day => hours(day) is { } text && Shift.TryParse(text, out var shift) ? DayHours.Of(shift) : DayHours.None)],
        [], [], null);

    private static DateOnly Solar(int year, int month, int day) => new JalaliDate(year, month, day).ToGregorian();

    private static DateTimeOffset Tehran(int year, int month, int day, int hour, int minute) =>
        new(Solar(year, month, day).ToDateTime(new TimeOnly(hour, minute)), TimeSpan.FromHours(3.5));

    private static DateTimeOffset Shanghai(int year, int month, int day, int hour, int minute) => new(year, month, day, hour, minute, 0, TimeSpan.FromHours(8));

    private static DateTimeOffset Utc(int year, int month, int day, int hour, int minute) => new(year, month, day, hour, minute, 0, TimeSpan.Zero);
}
