using AfterSales.Service.Calendars;
using AfterSales.Service.Languages;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Languages;

/// <summary>The patterns of UI.md section 4, word for word.</summary>
public class LocalFormatTests
{
    private static readonly TimeZoneInfo Tehran = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tehran");
    private static readonly DateTimeOffset Moment = new(2026, 11, 16, 13, 30, 0, TimeSpan.Zero);

    [Fact]
    public void An_instant_is_written_as_each_language_writes_it()
    {
        LocalFormat.For(Language.English).DateTime(new(2026, 11, 16, 16, 0, 0, TimeSpan.Zero)).ShouldBe("Mon 16 Nov 2026, 16:00");
        LocalFormat.For(Language.Persian, Tehran).DateTime(Moment).ShouldBe("دوشنبه ۲۵ آبان ۱۴۰۵، ساعت ۱۷:۰۰");
        LocalFormat.For(Language.Chinese, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"))
            .DateTime(new(2026, 11, 16, 9, 30, 0, TimeSpan.Zero)).ShouldBe("2026年11月16日（周一）17:30");
    }

    [Fact]
    public void Without_the_year_the_weekday_stays()
    {
        LocalFormat.For(Language.English).ShortDateTime(new(2026, 11, 13, 16, 0, 0, TimeSpan.Zero)).ShouldBe("Fri 13 Nov, 16:00");
        LocalFormat.For(Language.Persian, Tehran).ShortDateTime(new(2026, 11, 7, 5, 50, 0, TimeSpan.Zero)).ShouldBe("شنبه ۱۶ آبان، ۰۹:۲۰");
        LocalFormat.For(Language.Chinese).ShortDateTime(new(2026, 11, 5, 9, 12, 0, TimeSpan.Zero)).ShouldBe("11月5日（周四）09:12");
    }

    [Fact]
    public void A_near_day_is_named_and_another_year_is_told()
    {
        var english = LocalFormat.For(Language.English);
        english.DateTimeNear(Moment, Moment.AddHours(2)).ShouldBe("Today, 13:30");
        english.DateTimeNear(Moment, Moment.AddDays(-1)).ShouldBe("Tomorrow, 13:30");
        english.DateTimeNear(Moment, Moment.AddDays(9)).ShouldBe("Mon 16 Nov, 13:30");
        english.DateTimeNear(Moment, Moment.AddDays(90)).ShouldBe("Mon 16 Nov 2026, 13:30");
        LocalFormat.For(Language.Persian).DateTimeNear(Moment, Moment).ShouldBe("امروز، ۱۳:۳۰");
        LocalFormat.For(Language.Chinese).DateTimeNear(Moment, Moment).ShouldBe("今天 13:30");
        // The solar year turns in March: 90 days after 25 Aban it is still 1405, though the Gregorian year has changed.
        LocalFormat.For(Language.Persian).DateTimeNear(Moment, Moment.AddDays(90)).ShouldBe("دوشنبه ۲۵ آبان، ۱۳:۳۰");
    }

    [Fact]
    public void A_range_says_and_for_two_days_and_to_for_more()
    {
        var (from, to) = (new DateOnly(2026, 11, 12), new DateOnly(2026, 11, 13));
        LocalFormat.For(Language.English).DateRange(from, to).ShouldBe("Thu 12 and Fri 13 Nov");
        LocalFormat.For(Language.Persian).DateRange(from, to).ShouldBe("پنجشنبه ۲۱ و جمعه ۲۲ آبان");
        LocalFormat.For(Language.Chinese).DateRange(new(2026, 11, 7), new(2026, 11, 8)).ShouldBe("11月7日至8日");
        LocalFormat.For(Language.English).DateRange(new(2026, 10, 30), new(2026, 11, 2)).ShouldBe("Fri 30 Oct to Mon 2 Nov");
        LocalFormat.For(Language.Persian).DateRange(new(2026, 3, 21), new(2026, 3, 24)).ShouldBe("شنبه ۱ تا سه‌شنبه ۴ فروردین");
        LocalFormat.For(Language.Chinese).DateRange(new(2026, 10, 31), new(2026, 11, 1)).ShouldBe("10月31日至11月1日");
    }

    [Fact]
    public void Durations_are_told_in_working_units()
    {
        var span = new WorkingSpan(2, TimeSpan.FromHours(6));
        LocalFormat.For(Language.English).Duration(span).ShouldBe("2 working days and 6 hours");
        LocalFormat.For(Language.Persian).Duration(span).ShouldBe("۲ روز کاری و ۶ ساعت");
        LocalFormat.For(Language.Chinese).Duration(span).ShouldBe("2 个工作日 6 小时");
        LocalFormat.For(Language.English).Duration(new WorkingSpan(0, TimeSpan.FromHours(-6))).ShouldBe("6 working hours");
        LocalFormat.For(Language.Persian).Duration(new WorkingSpan(0, TimeSpan.FromHours(6))).ShouldBe("۶ ساعت کاری");
        LocalFormat.For(Language.English).Duration(new WorkingSpan(0, TimeSpan.FromMinutes(320))).ShouldBe("5 hours 20 minutes");
        LocalFormat.For(Language.Chinese).Duration(new WorkingSpan(0, TimeSpan.FromMinutes(410))).ShouldBe("6 小时 50 分");
        LocalFormat.For(Language.Persian).Duration(TimeSpan.FromMinutes(190)).ShouldBe("۳ ساعت و ۱۰ دقیقه");
        LocalFormat.For(Language.English).Duration(TimeSpan.FromSeconds(20)).ShouldBe("less than a minute");
        LocalFormat.For(Language.English).Duration(TimeSpan.FromHours(28)).ShouldBe("1 day and 4 hours");
    }

    [Fact]
    public void Numbers_take_the_signs_of_the_language()
    {
        LocalFormat.For(Language.English).Number(1234.5m).ShouldBe("1,234.5");
        LocalFormat.For(Language.Persian).Number(1234.5m).ShouldBe("۱٬۲۳۴٫۵");
        LocalFormat.For(Language.Persian).Percent(0.925m).ShouldBe("۹۲٫۵٪");
        LocalFormat.For(Language.English).Percent(0.9m).ShouldBe("90%");
        LocalFormat.For(Language.Persian).FileSize(1_800_000).ShouldBe("۱٫۸ مگابایت");
        LocalFormat.For(Language.English).FileSize(120_000).ShouldBe("120 kB");
    }

    [Fact]
    public void Digits_go_to_persian_and_back()
    {
        Digits.ToPersian("CMP 2026").ShouldBe("CMP ۲۰۲۶");
        Digits.ToLatin("۲٫۷ تا ٣").ShouldBe("2.7 تا 3");
    }

    [Fact]
    public void The_output_does_not_depend_on_the_culture_of_the_thread()
    {
        var before = Thread.CurrentThread.CurrentCulture;
        try
        {
            Thread.CurrentThread.CurrentCulture = System.Globalization.CultureInfo.GetCultureInfo("fa-IR");
            LocalFormat.For(Language.English).DateTime(Moment).ShouldBe("Mon 16 Nov 2026, 13:30");
            LocalFormat.For(Language.Persian).Number(3.25m).ShouldBe("۳٫۲۵");
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }
}
