using AfterSales.Service.Calendars;
using AfterSales.Service.Deadlines;
using AfterSales.Service.Languages;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Deadlines;

/// <summary>A receipt as it is read, word for word.</summary>
public class ReceiptTextTests
{
    private static readonly CalendarRegistry Calendars = new();

    [Fact]
    public void A_receipt_in_persian_is_solar_and_in_persian_digits()
    {
        var text = ReceiptText.Of(Iranian(), Language.Persian);
        Rows(text).ShouldBe([
            "شروع: شنبه ۱۶ آبان، ۰۹:۲۰ | دریافت درخواست",
            "قاعده: ۷ روز کاری | شمارش از روز کاری بعد، تا همان ساعت",
            "شمرده نشد: پنجشنبه ۲۱ آبان | آخر هفته",
            "شمرده نشد: جمعه ۲۲ آبان | شهادت حضرت فاطمه (س)، در انتظار تأیید",
            "شمرده نشد: شنبه ۲۳ آبان | تعطیل رسمی",
            "توقف: ندارد",
            "سررسید: سه‌شنبه ۲۶ آبان، ۰۹:۲۰",
        ]);
        text.Foot.ShouldBe("تقویم ایران، پنجشنبه و جمعه تعطیل، ۰۸:۰۰ تا ۱۲:۰۰ و ۱۳:۰۰ تا ۱۷:۰۰، به وقت تهران. شاخص: KPI-01");
        text.Sentences.ShouldBe(
            "۷ روز کاری از شنبه ۱۶ آبان، ۰۹:۲۰. شمرده نشد: پنجشنبه ۲۱ آبان (آخر هفته)، جمعه ۲۲ آبان (شهادت حضرت فاطمه (س)) و شنبه ۲۳ آبان (تعطیل رسمی).");
    }

    [Fact]
    public void A_receipt_in_chinese_uses_full_width_signs()
    {
        var calendar = Calendars.Find("china")!;
        var from = new DateTimeOffset(2026, 11, 5, 9, 12, 0, TimeSpan.FromHours(8));
        var text = ReceiptText.Of(Receipt(WorkingTime.AddDays(calendar, from, 7), calendar), Language.Chinese);
        Rows(text).ShouldBe([
            "起点: 11月5日（周四）09:12 | 收到申请",
            "规则: 7 个工作日 | 从下一个工作日起算，至同一时刻",
            "不计: 11月7日至8日 | 周末",
            "不计: 11月14日至15日 | 周末",
            "暂停: 无",
            "期限: 11月16日（周一）09:12",
        ]);
        text.Foot.ShouldBe("中国工作日历（含调休），08:30 至 12:00、13:00 至 17:30，北京时间。指标 KPI-01。");
        text.Sentences.ShouldBe("自 11月5日（周四）09:12 起 7 个工作日。不计：11月7日至8日（周末）和11月14日至15日（周末）。");
    }

    [Fact]
    public void A_receipt_in_english_tells_where_counting_began()
    {
        var calendar = Calendars.Standard;
        var from = new DateTimeOffset(2026, 11, 14, 22, 30, 0, TimeSpan.Zero);
        var text = ReceiptText.Of(Receipt(WorkingTime.AddTime(calendar, from, TimeSpan.FromHours(12)), calendar), Language.English);
        Rows(text).ShouldBe([
            "Start: Sat 14 Nov, 22:30 | Request received",
            "Start: Counted from Mon 16 Nov, 08:00 | it came on a day off",
            "Rule: 12 working hours | only working hours count",
            "Not counted: Sat 14 and Sun 15 Nov | weekend",
            "Pauses: None",
            "Due: Tue 17 Nov, 12:00",
        ]);
        text.Foot.ShouldBe("Standard calendar (Monday to Friday), 08:00 to 12:00 and 13:00 to 17:00, UTC. KPI-01.");
        text.Sentences.ShouldBe("12 working hours from Mon 16 Nov, 08:00. Not counted: Sat 14 and Sun 15 Nov (weekend).");
    }

    [Fact]
    public void Half_days_are_named_in_the_hours()
    {
        var calendar = Calendars.Find("iran")!;
        var text = ReceiptText.Of(Receipt(WorkingTime.AddDays(calendar, new DateTimeOffset(2026, 11, 7, 6, 0, 0, TimeSpan.Zero), 1), calendar), Language.English);
        text.Foot.ShouldBe("Iran calendar, 08:00 to 12:00 and 13:00 to 17:00, Thursday 08:00 to 12:00, Tehran time. KPI-01.");
    }

    [Fact]
    public void A_limit_over_the_turn_of_the_year_tells_the_years_and_what_is_not_known_yet()
    {
        var calendar = Calendars.Find("china")!;
        var text = ReceiptText.Of(Receipt(WorkingTime.AddDays(calendar, new DateTimeOffset(2026, 12, 30, 1, 0, 0, TimeSpan.Zero), 5), calendar), Language.English);
        Rows(text)[0].ShouldBe("Start: Wed 30 Dec 2026, 09:00 | Request received");
        Rows(text).ShouldContain("Not counted: Holidays after Thu 31 Dec 2026 are not yet in the calendar");
    }

    [Fact]
    public void Many_weekends_are_told_as_a_number_in_a_mail()
    {
        var calendar = Calendars.Standard;
        var text = ReceiptText.Of(Receipt(WorkingTime.AddDays(calendar, new DateTimeOffset(2026, 9, 1, 9, 0, 0, TimeSpan.Zero), 40), calendar), Language.English);
        text.Sentences.ShouldBe("40 working days from Tue 1 Sep, 09:00. Not counted: 16 days off.");
    }

    [Fact]
    public void Both_figures_stand_beside_each_other_when_pauses_are_not_deducted()
    {
        var limit = Limit(Iranian(), deducts: false);
        var pause = new PauseRow(1, "X", 77, "ask", new("waiting for the customer", "منتظر مشتری", "等待客户"), Tehran(17, 10, 0), Tehran(18, 10, 0));
        var text = ReceiptText.Of(ClockReading.Read(limit, [pause], Iran(), Tehran(19, 9, 0)), Language.Persian);
        Rows(text)[^2].ShouldBe("توقف: از یکشنبه ۱۷ آبان، ۱۰:۰۰، ۱ روز کاری | منتظر مشتری؛ ثبت شد ولی کسر نشد");
        Rows(text)[^1].ShouldBe("سررسید: سه‌شنبه ۲۶ آبان، ۰۹:۲۰ | با کسر توقف: چهارشنبه ۲۷ آبان، ۰۹:۲۰");
    }

    [Fact]
    public void Deducted_pauses_are_told_in_the_mail_and_the_other_figure_below_the_due_time()
    {
        var limit = Limit(Iranian(), deducts: true);
        var pause = new PauseRow(1, "X", 77, "ask", new("waiting for the customer", "منتظر مشتری", "等待客户"), Tehran(17, 10, 0), Tehran(18, 10, 0));
        var text = ReceiptText.Of(ClockReading.Read(limit, [pause], Iran(), Tehran(19, 9, 0)), Language.English);
        Rows(text)[^1].ShouldBe("Due: Wed 18 Nov, 09:20 | without deducting pauses: Tue 17 Nov, 09:20");
        text.Sentences.ShouldEndWith("and a pause of 1 working day (waiting for the customer).");
    }

    [Fact]
    public void A_limit_that_runs_day_and_night_says_so()
    {
        var receipt = Receipt(null, Calendars.Standard) with
        {
            From = new(2026, 11, 15, 10, 0, 0, TimeSpan.Zero), DueAt = new(2026, 11, 16, 10, 0, 0, TimeSpan.Zero), RequirementId = "SLA-02",
        };
        ReceiptText.Of(receipt, Language.English).Sentences.ShouldBe("1 day from Sun 15 Nov, 10:00; nights, weekends and holidays count.");
        Rows(ReceiptText.Of(receipt, Language.Chinese))[1].ShouldBe("规则: 1 天 | 夜间、周末和节假日均计入");
    }

    private static WorkingCalendar Iran() => Calendars.Find("iran-thursday-off")!.With(
        new CalendarDay(new(2026, 11, 14), DayKind.Holiday, DayHours.None, new("public holiday", "تعطیل رسمی", "公共假日"), false));

    private static DeadlineReceipt Iranian() => Receipt(WorkingTime.AddDays(Iran(), Tehran(16, 9, 20), 7), Iran());

    private static DateTimeOffset Tehran(int dayOfAban, int hour, int minute) => new(2026, 11, dayOfAban - 9, hour, minute, 0, TimeSpan.FromHours(3.5));

    private static DeadlineReceipt Receipt(WorkingTimeCalculation? calculation, WorkingCalendar calendar) => new()
    {
        Event = new("Request received", "دریافت درخواست", "收到申请"),
        From = calculation?.From ?? default,
        DueAt = calculation?.Result ?? default,
        Calculation = calculation,
        RequirementId = "KPI-01",
        ZoneId = calendar.Zone.Id,
        CalendarId = calendar.Id,
    };

    private static DeadlineRow Limit(DeadlineReceipt receipt, bool deducts) => new()
    {
        Key = 1, CaseNumber = "X", ProcessInstanceKey = 1, ElementInstanceKey = 2, ElementId = "handling", IsTask = false, SourceKey = 3, LimitId = "KPI-01",
        Name = new("Installation limit"), CalendarId = receipt.CalendarId, StartedAt = receipt.From, DueAt = receipt.DueAt, AppliedDueAt = receipt.DueAt,
        DeductsPauses = deducts, Receipt = receipt,
    };

    private static List<string> Rows(ReceiptText text) =>
        [.. text.Rows.SelectMany(row => row.Entries.Select(entry => entry.Reason is null ? $"{row.Label}: {entry.Fact}" : $"{row.Label}: {entry.Fact} | {entry.Reason}"))];
}
