using AfterSales.Service.Calendars;
using AfterSales.Service.Languages;
using AfterSales.Service.Schedules;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Schedules;

/// <summary>When schedules fire and what for.</summary>
public sealed class ScheduleTimesTests
{
    private static readonly CalendarRegistry Calendars = new();

    private static Schedule Shipped(string id) => ScheduleTable.Shipped.Single(schedule => schedule.Id == id);

    [Theory]
    [InlineData("standard", "2026-08-01T08:00+00:00", "2026-08-03T08:00+00:00")] // a Saturday: the Monday after it
    [InlineData("china", "2026-10-01T08:00+08:00", "2026-10-08")] // the National Day holiday ends on the 7th
    [InlineData("iran", "2027-01-01T08:00+03:30", "2027-01-02")] // a Friday: the Saturday after it
    public void A_fire_on_a_free_day_waits_for_the_first_working_day(string calendar, string nominal, string at)
    {
        var expected = DateTimeOffset.Parse(nominal, System.Globalization.CultureInfo.InvariantCulture);
        var fire = ScheduleTimes.Next(Shipped("monthly-complaint-report"), Calendars.Find(calendar)!, expected.AddDays(-3))!.Value;

        fire.Nominal.ToUniversalTime().ShouldBe(expected.ToUniversalTime());
        var day = Calendars.Find(calendar)!.LocalDay(fire.At);
        day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture).ShouldBe(at[..10]);
        WorkingTime.IsWorkingTime(Calendars.Find(calendar)!, fire.At).ShouldBeTrue("it runs when somebody works");
    }

    [Theory]
    [InlineData("monthly-complaint-report", "2026-12-01", "2026-11", "2026-11-01", "2026-11-30")]
    [InlineData("annual-quality-report", "2027-01-01", "2026", "2026-01-01", "2026-12-31")]
    [InlineData("quarterly-visit", "2026-10-01", "2026-Q4", "2026-10-01", "2026-12-31")]
    [InlineData("ten-day-callback", "2026-02-01", "2026-02-a", "2026-02-01", "2026-02-10")]
    [InlineData("ten-day-callback", "2026-02-11", "2026-02-b", "2026-02-11", "2026-02-20")]
    [InlineData("ten-day-callback", "2026-02-21", "2026-02-c", "2026-02-21", "2026-02-28")]
    [InlineData("half-year-opinion", "2026-07-01", "2026-H2", "2026-07-01", "2026-12-31")]
    [InlineData("half-year-opinion", "2027-01-01", "2027-H1", "2027-01-01", "2027-06-30")]
    public void Each_fire_is_about_one_period(string schedule, string day, string id, string from, string to) =>
        PeriodOfSchedule.Of(Shipped(schedule), DateOnly.ParseExact(day, "yyyy-MM-dd")).ShouldBe(
            new PeriodOfSchedule(id, DateOnly.ParseExact(from, "yyyy-MM-dd"), DateOnly.ParseExact(to, "yyyy-MM-dd")));

    [Fact]
    public void A_solar_schedule_fires_on_the_first_of_solar_months()
    {
        var solar = Shipped("monthly-complaint-report") with { Solar = true, Cron = "0 0 8 * * ?", InWorkingTime = false };
        var tehran = Calendars.Find("iran")!;
        var after = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        var days = new List<JalaliDate>();
        for (var i = 0; i < 13; i++)
        {
            var fire = ScheduleTimes.Next(solar, tehran, after)!.Value;
            days.Add(JalaliDate.From(tehran.LocalDay(fire.Nominal)));
            after = fire.Nominal;
        }
        days.ShouldAllBe(day => day.Day == 1);
        days[0].ShouldBe(new JalaliDate(1405, 1, 1));
        days[12].ShouldBe(new JalaliDate(1406, 1, 1));
        PeriodOfSchedule.Of(solar, new JalaliDate(1405, 1, 1).ToGregorian()).Id.ShouldBe("1404-12 solar", "a report is about the month before");
    }

    [Fact]
    public void Every_shipped_schedule_can_run_and_speaks_three_languages()
    {
        ScheduleTable.Shipped.Select(schedule => schedule.Id).ShouldBe(
            ["monthly-complaint-report", "annual-quality-report", "quarterly-visit", "ten-day-callback", "monthly-callback", "half-year-opinion",
             "monthly-kpi-mail", "year-end-funding", "yearly-competence", "monthly-statistics"], ignoreOrder: true);
        foreach (var schedule in ScheduleTable.Shipped)
        {
            schedule.Fault().ShouldBeNull(schedule.Id);
            foreach (var text in new[] { schedule.Name, schedule.Subject, schedule.Description }.OfType<LocalText>())
                new[] { text.English, text.Persian, text.Chinese }.ShouldAllBe(words => !string.IsNullOrWhiteSpace(words), schedule.Id);
        }
    }

    [Theory]
    [InlineData("every month")]
    [InlineData("0 8 1 * *")]
    [InlineData("0 0/10 8 1 * ?")]
    [InlineData("* * * * * ?")]
    [InlineData("0 0 25 1 * ?")]
    [InlineData("")]
    public void An_expression_that_is_none_or_fires_often_is_refused(string cron) => ScheduleTimes.CronFault(cron).ShouldNotBeNull();
}
