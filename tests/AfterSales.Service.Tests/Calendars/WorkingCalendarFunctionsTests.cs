using AfterSales.Feel;
using AfterSales.Feel.Values;
using AfterSales.Service.Calendars;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Calendars;

public class WorkingCalendarFunctionsTests
{
    private static readonly FeelCompiler Feel = new(WorkingCalendarFunctions.All(new CalendarRegistry()));
    private static readonly DateTimeOffset Now = new(2026, 11, 16, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_working_day_is_added_in_the_calendar_that_is_named()
    {
        var result = Evaluate("""add working days(case.receivedAt, 7, case.calendar)""");
        result.Warnings.ShouldBeEmpty();
        Instant(result).ShouldBe(new DateTimeOffset(2026, 11, 12, 9, 20, 0, TimeSpan.FromHours(3.5)));
        var note = result.Notes.ShouldHaveSingleItem().ShouldBeOfType<WorkingTimeCalculation>();
        note.CalendarId.ShouldBe("iran");
        note.CountedDays.ShouldBe(7);
        note.Skipped.ShouldHaveSingleItem().Reason.English.ShouldBe("weekend");
    }

    [Fact]
    public void Without_a_calendar_the_standard_one_counts() =>
        Instant(Evaluate("add working days(now(), 5)")).ShouldBe(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Parameters_may_be_given_by_name() =>
        Instant(Evaluate("""add working days(from: now(), days: 1, calendar: "standard")""")).ShouldBe(Now.AddDays(1));

    [Theory]
    [InlineData("P1D", "2026-11-17T09:00:00Z")] // one working day, not 24 working hours (three days)
    [InlineData("PT24H", "2026-11-17T09:00:00Z")] // the same value in FEEL
    [InlineData("PT8H", "2026-11-17T09:00:00Z")] // eight hours of a day of eight
    [InlineData("PT4H", "2026-11-16T14:00:00Z")] // the break is not counted
    [InlineData("P1DT4H", "2026-11-17T14:00:00Z")]
    [InlineData("P2W", null)] // FEEL knows no weeks: null
    [InlineData("-PT1H", "2026-11-16T08:00:00Z")]
    public void A_duration_is_days_of_work_and_time_of_work(string duration, string? expected)
    {
        var result = Evaluate($"""add working time(now(), duration("{duration}"), "standard")""");
        if (expected is null)
            result.Value.ShouldBe(FeelValue.Null);
        else
            Instant(result).ShouldBe(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Twenty_four_working_hours_are_said_in_hours() =>
        Instant(Evaluate("add working hours(now(), 24)")).ShouldBe(new DateTimeOffset(2026, 11, 19, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Working_days_between_moments_and_dates_are_counted()
    {
        Number("""working days between(date("2026-11-13"), date("2026-11-16"))""").ShouldBe(1);
        Number("""working days between(now(), now() + duration("P7D"))""").ShouldBe(5);
        Number("""working days between(now() + duration("P7D"), now())""").ShouldBe(-5);
    }

    [Fact]
    public void Working_time_between_is_a_duration() =>
        Evaluate("""working time between(now(), now() + duration("P1D")) = duration("PT8H")""").Value.ShouldBe(FeelValue.True);

    [Fact]
    public void A_day_is_asked_for_work()
    {
        Evaluate("""is working day(date("2026-11-14"))""").Value.ShouldBe(FeelValue.False);
        Evaluate("""is working day(date("2026-02-14"), "china")""").Value.ShouldBe(FeelValue.True, "a make-up Saturday");
        Evaluate("""is working day(date("2026-03-21"), "iran")""").Value.ShouldBe(FeelValue.False, "Nowruz");
        Evaluate("""is working day(@"2026-11-20T23:00:00Z", "iran")""").Value.ShouldBe(FeelValue.True, "in Tehran it is Saturday already");
    }

    [Fact]
    public void The_next_working_time_is_an_opening() =>
        Instant(Evaluate("""next working time(@"2026-11-14T10:00:00Z")""")).ShouldBe(new DateTimeOffset(2026, 11, 16, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public void A_date_gives_a_date() =>
        Evaluate("""add working days(date("2026-11-13"), 1) = date("2026-11-16")""").Value.ShouldBe(FeelValue.True);

    [Fact]
    public void A_local_time_is_meant_in_the_zone_of_the_calendar() =>
        Instant(Evaluate("""add working days(date and time("2026-11-16T09:20:00"), 1, "china")"""))
            .ShouldBe(new DateTimeOffset(2026, 11, 17, 9, 20, 0, TimeSpan.FromHours(8)));

    [Theory]
    [InlineData("""add working days(now(), 1, "atlantis")""", "No calendar is named 'atlantis'")]
    [InlineData("""add working days(now(), 1, 5)""", "named by a string")]
    [InlineData("""add working days("yesterday", 1)""", "'from' must be a date and time")]
    [InlineData("""add working days(case.missing, 1)""", "'from' must be a date and time")]
    [InlineData("""add working days(now(), 1.5)""", "'days' must be a whole number")]
    [InlineData("""add working days(now(), 9999999999)""", "'days' must be a whole number")]
    [InlineData("""add working time(now(), 8)""", "'duration' must be a duration")]
    [InlineData("""add working time(now(), duration("P999999D"))""", "at most")]
    [InlineData("""add working hours(now(), 99999999)""", "'hours' must be")]
    [InlineData("""add working days(date("9999-12-31"), 1)""", "out of the range")]
    [InlineData("""working days between(now(), "never")""", "'to' must be a date and time")]
    [InlineData("""is working day("Monday")""", "'date' must be a date and time")]
    public void What_cannot_be_counted_is_null_with_a_warning(string expression, string warning)
    {
        var result = Evaluate(expression);
        result.Value.ShouldBe(FeelValue.Null);
        string.Join(' ', result.Warnings.Select(w => w.Message)).ShouldContain(warning);
        result.Notes.ShouldBeEmpty();
    }

    private static FeelResult Evaluate(string expression)
    {
        var parse = Feel.Expression(expression);
        parse.IsOk.ShouldBeTrue($"{expression}: {parse.Error?.Message}");
        return parse.Value!.Evaluate(new Case(), new FeelEnvironment(Now, TimeZoneInfo.Utc));
    }

    private static DateTimeOffset Instant(FeelResult result) =>
        result.Value.ShouldBeOfType<FeelDateTime>($"{string.Join(' ', result.Warnings)}").ToDateTimeOffset(TimeZoneInfo.Utc)!.Value;

    private static decimal Number(string expression) => Evaluate(expression).Value.ShouldBeOfType<FeelNumber>().Value;

    private sealed class Case : IFeelScope
    {
        // As process variables hold it: the moment is a text.
        private static readonly FeelValue Value = FeelJson.Parse("""{"receivedAt": "2026-11-04T09:20:00+03:30", "calendar": "iran"}""");

        public bool TryGet(string name, out FeelValue value)
        {
            value = name == "case" ? Value : FeelValue.Null;
            return name == "case";
        }
    }
}
