using System.Globalization;
using AfterSales.Service.Languages;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Languages;

public class JalaliDateTests
{
    [Theory]
    [InlineData(2026, 3, 21, 1405, 1, 1)]
    [InlineData(2025, 3, 21, 1404, 1, 1)]
    [InlineData(2025, 3, 20, 1403, 12, 30)]
    [InlineData(2026, 11, 16, 1405, 8, 25)]
    public void A_gregorian_day_has_its_solar_date(int year, int month, int day, int solarYear, int solarMonth, int solarDay)
    {
        var solar = JalaliDate.From(new DateOnly(year, month, day));
        solar.ShouldBe(new JalaliDate(solarYear, solarMonth, solarDay));
        solar.ToGregorian().ShouldBe(new DateOnly(year, month, day));
    }

    [Fact]
    public void Every_day_is_the_one_of_the_persian_calendar()
    {
        var calendar = new PersianCalendar();
        foreach (var (from, until) in new[] { (622, 630), (1990, 2060), (9998, 9999) })
            for (var day = from == 622 ? DateOnly.FromDateTime(calendar.MinSupportedDateTime) : new DateOnly(from, 1, 1); day < new DateOnly(until, 12, 31); day = day.AddDays(1))
            {
                var at = day.ToDateTime(TimeOnly.MinValue);
                var expected = new JalaliDate(calendar.GetYear(at), calendar.GetMonth(at), calendar.GetDayOfMonth(at));
                if (JalaliDate.From(day) != expected)
                    Assert.Fail($"{day:O} is {expected}, not {JalaliDate.From(day)}");
            }
        Should.Throw<ArgumentOutOfRangeException>(() => JalaliDate.From(new DateOnly(622, 3, 21)));
    }

    [Fact]
    public void Thirty_Esfand_exists_in_leap_years_only()
    {
        JalaliDate.Exists(1403, 12, 30).ShouldBeTrue();
        JalaliDate.Exists(1404, 12, 30).ShouldBeFalse();
    }
}
