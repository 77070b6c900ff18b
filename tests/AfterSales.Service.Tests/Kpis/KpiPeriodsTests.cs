using AfterSales.Service.Kpis;
using AfterSales.Service.Languages;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Kpis;

/// <summary>Where periods begin and end, in two calendars and several zones.</summary>
public sealed class KpiPeriodsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 8, 30, 0, TimeSpan.Zero);

    [Fact]
    public void Solar_months_begin_on_their_own_first_day()
    {
        var months = KpiPeriods.Of(new(2026, 3, 21), new(2027, 3, 20), KpiBy.Month, solar: true, TimeZoneInfo.Utc, Now);

        months.Count.ShouldBe(12);
        months.Select(month => month.Last.DayNumber - month.First.DayNumber + 1).ShouldBe([31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 29]);
        months[0].Name.In(Language.Persian).ShouldBe("فروردین ۱۴۰۵");
        months[7].Id.ShouldBe("1405-08 solar");
        months[7].First.ShouldBe(new DateOnly(2026, 10, 23));
        months[7].Name.ShouldBe(new LocalText("Aban 1405", "آبان ۱۴۰۵", "Aban 1405"));
        months[7].IsOpen.ShouldBeTrue("30 Aban is 21 November, which is not over");
        months[6].IsOpen.ShouldBeFalse();
    }

    [Fact]
    public void A_leap_year_of_the_solar_calendar_has_thirty_days_in_Esfand() =>
        KpiPeriods.EndOf(new JalaliDate(1403, 12, 5).ToGregorian(), KpiBy.Year, solar: true).ShouldBe(new JalaliDate(1403, 12, 30).ToGregorian());

    [Theory]
    [InlineData("2026-02-10", KpiBy.Month, false, "2026-02-01", "2026-02-28")]
    [InlineData("2026-02-10", KpiBy.Quarter, false, "2026-01-01", "2026-03-31")]
    [InlineData("2026-12-31", KpiBy.Quarter, false, "2026-10-01", "2026-12-31")]
    [InlineData("2024-02-29", KpiBy.Year, false, "2024-01-01", "2024-12-31")]
    [InlineData("2026-03-20", KpiBy.Month, true, "2026-02-20", "2026-03-20")]
    [InlineData("2026-03-21", KpiBy.Quarter, true, "2026-03-21", "2026-06-21")]
    [InlineData("2026-03-20", KpiBy.Year, true, "2025-03-21", "2026-03-20")]
    public void The_period_of_a_day_is_whole(string day, KpiBy by, bool solar, string first, string last)
    {
        var date = DateOnly.ParseExact(day, "yyyy-MM-dd");
        KpiPeriods.BeginningOf(date, by, solar).ShouldBe(DateOnly.ParseExact(first, "yyyy-MM-dd"));
        KpiPeriods.EndOf(date, by, solar).ShouldBe(DateOnly.ParseExact(last, "yyyy-MM-dd"));
    }

    [Fact]
    public void Periods_follow_each_other_without_gap_whatever_the_range()
    {
        var random = new Random(20261121);
        foreach (var zone in (ReadOnlySpan<string>)["Asia/Tehran", "Asia/Shanghai", "Europe/Stockholm", "America/Sao_Paulo"])
            for (var i = 0; i < 200; i++)
            {
                var from = new DateOnly(2015, 1, 1).AddDays(random.Next(4000));
                var to = from.AddDays(random.Next(1500));
                var (by, solar) = ((KpiBy)random.Next(4), random.Next(2) == 0);
                var periods = KpiPeriods.Of(from, to, by, solar, TimeZoneInfo.FindSystemTimeZoneById(zone), Now);
                var where = $"{zone}, {from} to {to} by {by}, solar {solar}";
                periods[0].First.ShouldBe(from, where);
                periods[^1].Last.ShouldBe(to, where);
                for (var p = 1; p < periods.Count; p++)
                    periods[p].From.ShouldBe(periods[p - 1].To, where);
                periods.Select(period => period.Id).ShouldBeUnique(where);
            }
    }

    [Fact]
    public void Years_are_written_without_separators_in_every_language()
    {
        var year = KpiPeriods.Of(new(2026, 1, 1), new(2026, 12, 31), KpiBy.Year, false, TimeZoneInfo.Utc, Now).Single();
        year.Name.ShouldBe(new LocalText("2026", "۲۰۲۶ میلادی", "2026 年"));
        var quarter = KpiPeriods.Of(new(2026, 10, 1), new(2026, 12, 31), KpiBy.Quarter, false, TimeZoneInfo.Utc, Now).Single();
        quarter.Name.In(Language.English).ShouldBe("Quarter 4 of 2026");
        quarter.ShortName.In(Language.Chinese).ShouldBe("26 年 Q4");
    }
}
