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
    public void Thirty_Esfand_exists_in_leap_years_only()
    {
        JalaliDate.Exists(1403, 12, 30).ShouldBeTrue();
        JalaliDate.Exists(1404, 12, 30).ShouldBeFalse();
    }
}
