using AfterSales.Feel.Values;
using AfterSales.Service.Languages;
using AfterSales.Service.Notifications;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Notifications;

/// <summary>Times that a step of a workflow gives its mail are written as the receiver writes dates.</summary>
public sealed class ModelValuesTests
{
    private static LocalFormat Format(Language language) => LocalFormat.For(language, TimeZoneInfo.FindSystemTimeZoneById("Asia/Tehran"));

    [Fact]
    public void A_moment_appears_in_the_calendar_and_zone_of_the_receiver()
    {
        var moment = FeelContext.Empty.With("moment", FeelValue.Of("2026-11-25T05:30:00+00:00"));
        var expected = new DateTimeOffset(2026, 11, 25, 9, 0, 0, TimeSpan.FromHours(3.5));
        foreach (var language in LanguageCodes.All)
            ModelValues.Of(moment, Format(language)).ShouldBe(Format(language).DateTime(expected), $"{language}");
        ModelValues.Of(moment, Format(Language.Persian)).ShouldBeOfType<string>().ShouldContain("آذر");
    }

    [Fact]
    public void A_day_appears_as_a_date_without_time() =>
        ModelValues.Of(FeelContext.Empty.With("day", FeelValue.Of("2026-11-25")), Format(Language.English))
            .ShouldBe(Format(Language.English).Date(new DateOnly(2026, 11, 25)));

    [Theory]
    [InlineData("moment", "soon")]
    [InlineData("day", "25.11.2026")]
    [InlineData("day", "2026-02-30")]
    public void What_is_no_date_stays_as_it_was_written(string name, string text) =>
        ModelValues.Of(FeelContext.Empty.With(name, FeelValue.Of(text)), Format(Language.Chinese)).ShouldBe(text);

    [Fact]
    public void A_context_with_more_than_a_moment_stays_a_context() =>
        ModelValues.Of(FeelContext.Empty.With("moment", FeelValue.Of("2026-11-25T05:30:00Z")).With("place", FeelValue.Of("Karaj")), Format(Language.English))
            .ShouldBeOfType<Dictionary<string, object?>>();
}
