using System.Globalization;
using AfterSales.Service.Calendars;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Calendars;

/// <summary>
/// Random calendars and moments, compared with counting minute by minute. A failure names its seed; set
/// <c>AFTERSALES_SEED</c> to run that one again.
/// </summary>
public class WorkingTimeAgainstNaiveTests
{
    [Fact]
    public void Adding_working_time_agrees_with_counting_minutes() => Each(200, (random, calendar, naive) =>
    {
        var from = RandomCalendar.Moment(random);
        var minutes = random.Next(-3000, 3000);
        var calculation = WorkingTime.AddTime(calendar, from, TimeSpan.FromMinutes(minutes));
        calculation.Result.ShouldBe(naive.AddMinutes(from, minutes), $"{from:O} + {minutes} minutes");
        calculation.Start.ShouldBe(minutes >= 0 ? naive.NextMoment(from) : naive.LastMoment(from));
        WorkingTime.TimeBetween(calendar, from, calculation.Result).TotalMinutes.ShouldBe(minutes, "what was added lies between");
    });

    [Fact]
    public void Adding_working_days_agrees_with_stepping_through_the_days() => Each(250, (random, calendar, naive) =>
    {
        var from = RandomCalendar.Moment(random);
        var days = random.Next(-12, 13);
        var calculation = WorkingTime.AddDays(calendar, from, days);
        calculation.Result.ShouldBe(naive.AddDays(from, days), $"{from:O} + {days} working days");
        WorkingTime.DaysLater(calendar, from, days).ShouldBe(calculation.Result, "with or without a receipt");
        calculation.CountedDays.ShouldBe(Math.Abs(days));
        calculation.Counted.ShouldAllBe(day => calendar.IsWorkingDay(day));
    });

    [Fact]
    public void Time_between_agrees_with_counting_minutes() => Each(100, (random, calendar, naive) =>
    {
        var (from, to) = (RandomCalendar.Moment(random), DateTimeOffset.MinValue);
        to = from.AddMinutes(random.Next(-20_000, 20_000));
        WorkingTime.TimeBetween(calendar, from, to).TotalMinutes.ShouldBe(naive.MinutesBetween(from, to), $"{from:O} to {to:O}");
    });

    [Fact]
    public void A_measured_span_leads_back_to_the_end() => Each(400, (random, calendar, naive) =>
    {
        var from = RandomCalendar.Moment(random);
        var to = from.AddMinutes(random.Next(0, 60_000));
        var span = WorkingTime.Between(calendar, from, to).Span;
        var back = WorkingTime.Add(calendar, from, span).Result;
        var start = naive.NextMoment(from);
        if (start > to)
            span.IsZero.ShouldBeTrue($"no working time between {from:O} and {to:O}");
        else
        {
            WorkingTime.TimeBetween(calendar, back, to).ShouldBe(TimeSpan.Zero, $"{from:O} + {span} ends at {back:O}, and no work is left before {to:O}");
            back.ShouldBeLessThanOrEqualTo(to);
            WorkingTime.AddDays(calendar, from, span.Days + 1).Result.ShouldBeGreaterThan(to, "one more day would be too many");
        }
    });

    [Fact]
    public void Every_day_between_start_and_result_is_counted_or_skipped_and_none_twice() => Each(200, (random, calendar, _) =>
    {
        var calculation = WorkingTime.AddDays(calendar, RandomCalendar.Moment(random), random.Next(1, 40));
        var told = calculation.Counted.Concat(calculation.Skipped.SelectMany(span => Enumerable.Range(0, span.Length).Select(i => span.From.AddDays(i)))).ToList();
        told.ShouldBeUnique();
        var (first, last) = (calendar.LocalDay(calculation.From), calculation.Counted[^1]);
        for (var day = first.AddDays(1); day <= last; day = day.AddDays(1))
            if (day != calendar.LocalDay(calculation.Start) && day != calendar.LocalDay(calculation.Start.AddTicks(-1)))
                told.ShouldContain(day, $"{day:O} lies within the limit");
    });

    private static void Each(int cases, Action<Random, WorkingCalendar, NaiveCalendar> check)
    {
        var given = Environment.GetEnvironmentVariable("AFTERSALES_SEED");
        var first = given is null ? Random.Shared.Next() : int.Parse(given, CultureInfo.InvariantCulture);
        for (var i = 0; i < (given is null ? cases : 1); i++)
        {
            var random = new Random(first + i);
            var calendar = RandomCalendar.Make(random);
            try
            {
                check(random, calendar, new(calendar));
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"AFTERSALES_SEED={first + i} (zone {calendar.Zone.Id}): {failure.Message}", failure);
            }
        }
    }
}
