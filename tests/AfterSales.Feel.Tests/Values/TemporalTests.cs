using AfterSales.Feel.Values;
using Shouldly;
using Xunit;

namespace AfterSales.Feel.Tests.Values;

public sealed class TemporalTests
{
    [Theory]
    [InlineData("2026-02-28", true)]
    [InlineData("2026-02-29", false)]
    [InlineData("2024-02-29", true)]
    [InlineData("-0044-03-15", true)]
    [InlineData("999999999-12-31", true)]
    [InlineData("02026-01-01", false)]
    [InlineData("2026-1-1", false)]
    [InlineData("2026-01-01\n", false)]
    public void Dates_are_read_strictly(string text, bool isDate)
    {
        var date = TemporalText.Date(text);
        (date is not null).ShouldBe(isDate);
        date?.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("09:20:00")]
    [InlineData("23:59:59.123456789")]
    [InlineData("09:20:00Z")]
    [InlineData("09:20:00-03:30")]
    [InlineData("09:20:00@Asia/Tehran")]
    public void Times_are_read_and_written_alike(string text) => TemporalText.Time(text)!.ToString().ShouldBe(text);

    [Theory]
    [InlineData("24:00:00")]
    [InlineData("9:20:00")]
    [InlineData("09:60:00")]
    [InlineData("09:20:00+15:00")]
    [InlineData("09:20:00@Nowhere/Town")]
    public void Other_texts_are_no_time(string text) => TemporalText.Time(text).ShouldBeNull();

    [Theory]
    [InlineData("P1D", "P1D")]
    [InlineData("PT36H", "P1DT12H")]
    [InlineData("-PT0.5S", "-PT0.5S")]
    [InlineData("P14M", "P1Y2M")]
    [InlineData("P0D", "PT0S")]
    [InlineData("P0Y", "P0M")]
    public void Durations_are_written_in_their_largest_units(string text, string written) =>
        TemporalText.Duration(text)!.ToString().ShouldBe(written);

    [Theory]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P1YT1H")]
    [InlineData("1D")]
    [InlineData("P1H")]
    public void Other_texts_are_no_duration(string text) => TemporalText.Duration(text).ShouldBeNull();

    [Fact]
    public void The_calendar_agrees_with_dotnet_on_every_kind_of_day()
    {
        for (var day = new DateOnly(1, 1, 1); day.Year < 9990; day = day.AddDays(37))
        {
            var date = FeelValue.Of(day);
            date.WeekDay.ShouldBe(day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek);
            date.EpochDay.ShouldBe(day.DayNumber - new DateOnly(1970, 1, 1).DayNumber);
            FeelDate.FromEpochDay(date.EpochDay).ShouldBe(date);
        }
    }

    [Fact]
    public void Random_instants_survive_text_and_conversion()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var i = 0; i < 2_000; i++)
        {
            var value = RandomValues.DateTime(random);
            TemporalText.DateTime(value.ToString()).ShouldBe(value, $"seed {seed}");
            FeelValue.Of(value.ToDateTimeOffset(TimeZoneInfo.Utc)!.Value).ShouldBe(value, $"seed {seed}: {value}");
        }
    }

    [Fact]
    public void A_date_and_time_without_zone_is_read_in_the_zone_that_is_asked_for()
    {
        var local = TemporalText.DateTime("2026-07-01T10:00:00")!;
        local.ToDateTimeOffset(TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm"))!.Value.Offset.ShouldBe(TimeSpan.FromHours(2));
        local.ToDateTimeOffset(TimeZoneInfo.FindSystemTimeZoneById("Asia/Tehran"))!.Value.Offset.ShouldBe(TimeSpan.FromMinutes(210));
    }

    [Fact]
    public void A_named_zone_takes_the_offset_of_its_day()
    {
        TemporalText.DateTime("2026-01-01T10:00:00@Europe/Stockholm")!.ToDateTimeOffset(TimeZoneInfo.Utc)!.Value.Offset.ShouldBe(TimeSpan.FromHours(1));
        TemporalText.DateTime("2026-07-01T10:00:00@Europe/Stockholm")!.ToDateTimeOffset(TimeZoneInfo.Utc)!.Value.Offset.ShouldBe(TimeSpan.FromHours(2));
    }
}
