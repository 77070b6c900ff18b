using AfterSales.Service.Calendars;
using AfterSales.Service.Deadlines;
using AfterSales.Service.Languages;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Deadlines;

/// <summary>Where a clock stands, what it says and which cells it shows, from moment to moment.</summary>
public class ClockReadingTests
{
    private static readonly CalendarRegistry Calendars = new();
    private static readonly DateTimeOffset Wednesday = new(2026, 11, 11, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, DeadlineState.Running, "7 working days left")]
    [InlineData(4, DeadlineState.Running, "4 working days and 1 hour left")] // Sunday, so from Monday 08:00 to Friday 09:00
    [InlineData(7, DeadlineState.DueSoon, "2 working days left")]
    [InlineData(9, DeadlineState.Overdue, null)]
    public void A_limit_in_days_is_due_soon_when_two_working_days_are_left(int days, DeadlineState state, string? headline)
    {
        var clock = Read(Days(7), Wednesday.AddDays(days).AddSeconds(days == 9 ? 1 : 0));
        clock.State.ShouldBe(state);
        if (headline is not null)
            ClockText.Of(clock, Language.English).Headline.ShouldBe(headline);
    }

    [Fact]
    public void Exactly_at_the_due_time_it_is_not_late_and_a_moment_after_it_is()
    {
        var limit = Days(7);
        Read(limit, limit.DueAt).State.ShouldBe(DeadlineState.DueSoon);
        Read(limit, limit.DueAt.AddMilliseconds(1)).State.ShouldBe(DeadlineState.Overdue);
        Read(limit with { EndedAt = limit.DueAt, EndedAs = DeadlineEnd.Completed }, limit.DueAt.AddDays(9)).State.ShouldBe(DeadlineState.MetOnTime);
        Read(limit with { EndedAt = limit.DueAt.AddMilliseconds(1), EndedAs = DeadlineEnd.Completed }, limit.DueAt).State.ShouldBe(DeadlineState.MetLate);
    }

    [Fact]
    public void A_limit_in_hours_is_due_soon_in_its_last_quarter()
    {
        var limit = Hours(8); // Wednesday 09:00 to Thursday 09:00
        Read(limit, Wednesday.AddHours(6).AddMinutes(59)).State.ShouldBe(DeadlineState.Running, "five hours and 59 minutes of eight");
        Read(limit, Wednesday.AddHours(7)).State.ShouldBe(DeadlineState.DueSoon);
    }

    [Fact]
    public void A_limit_that_passed_on_a_weekend_tells_the_plain_time()
    {
        var limit = Days(7) with { DueAt = new(2026, 11, 20, 17, 0, 0, TimeSpan.Zero) };
        var clock = Read(limit, new(2026, 11, 21, 17, 0, 0, TimeSpan.Zero));
        clock.State.ShouldBe(DeadlineState.Overdue);
        ClockText.Of(clock, Language.English).Headline.ShouldBe("1 day late");
        ClockText.Of(clock, Language.Chinese).Headline.ShouldBe("逾期 1 天");
    }

    [Fact]
    public void A_clock_is_said_in_three_languages()
    {
        var clock = Read(Days(7), new(2026, 11, 18, 11, 0, 0, TimeSpan.Zero));
        var english = ClockText.Of(clock, Language.English);
        english.Badge.ShouldBe("Due soon");
        english.Tone.ShouldBe(ClockTone.Warn);
        english.Headline.ShouldBe("1 working day and 6 hours left");
        english.Due.ShouldBe("Due Fri 20 Nov 2026, 09:00");
        english.RulerLabel.ShouldBe("From Wed 11 Nov 2026 to Fri 20 Nov 2026, 09:00: 7 counted days, 2 days not counted.");
        var persian = ClockText.Of(clock, Language.Persian);
        persian.Badge.ShouldBe("رو به پایان");
        persian.Headline.ShouldBe("۱ روز کاری و ۶ ساعت مانده");
        persian.Due.ShouldBe("تا جمعه ۲۹ آبان ۱۴۰۵، ساعت ۰۹:۰۰");
        var chinese = ClockText.Of(clock, Language.Chinese);
        chinese.Headline.ShouldBe("剩余 1 个工作日 6 小时");
        chinese.Due.ShouldBe("2026年11月20日（周五）09:00 前");
        ClockText.Of(Read(Days(7), new(2026, 11, 20, 8, 30, 0, TimeSpan.Zero)), Language.Chinese).Badge.ShouldBe("今日到期");
    }

    [Fact]
    public void The_ruler_numbers_the_counted_days_and_hatches_the_others()
    {
        var cells = Read(Days(7), new(2026, 11, 16, 10, 0, 0, TimeSpan.Zero)).Days;
        cells.Select(cell => cell.Number).ShouldBe([null, 1, 2, null, null, 3, 4, 5, 6, 7]);
        cells.Select(cell => cell.Kind).ShouldBe([
            DayCellKind.Start, DayCellKind.Counted, DayCellKind.Counted, DayCellKind.Skipped, DayCellKind.Skipped,
            DayCellKind.Ahead, DayCellKind.Ahead, DayCellKind.Ahead, DayCellKind.Ahead, DayCellKind.Ahead]);
        cells.Single(cell => cell.IsToday).Date.ShouldBe(new DateOnly(2026, 11, 16));
        cells.Single(cell => cell.IsDue).ShouldBe(cells[^1]);
        cells[3].Reason!.In(Language.Persian).ShouldBe("آخر هفته");
    }

    [Fact]
    public void A_paused_day_is_dashed_and_where_pauses_are_deducted_has_no_number()
    {
        var pause = new PauseRow(1, "X", 77, "ask", new("waiting for the customer"), new(2026, 11, 13, 8, 0, 0, TimeSpan.Zero), new(2026, 11, 16, 8, 0, 0, TimeSpan.Zero));
        var kept = Read(Days(7), new(2026, 11, 17, 10, 0, 0, TimeSpan.Zero), pause).Days;
        kept[2].ShouldBe(kept[2] with { Kind = DayCellKind.Paused, Number = 2 });
        var deducted = Read(Days(7) with { DeductsPauses = true }, new(2026, 11, 17, 10, 0, 0, TimeSpan.Zero), pause).Days;
        deducted[2].ShouldBe(deducted[2] with { Kind = DayCellKind.Paused, Number = null });
        deducted[^1].Number.ShouldBe(7, "the day that was lost is made up for at the end");
        deducted[^1].Date.ShouldBe(new DateOnly(2026, 11, 23));
    }

    [Fact]
    public void A_limit_of_many_months_has_no_ruler() => Read(Days(200), Wednesday).Days.ShouldBeEmpty();

    [Fact]
    public void Pauses_that_overlap_are_deducted_once()
    {
        PauseRow Pause(long element, int from, int to) => new(element, "X", element, "ask", new("waiting"), Wednesday.AddDays(from), Wednesday.AddDays(to));
        var limit = Days(7) with { DeductsPauses = true };
        Read(limit, Wednesday.AddDays(7), Pause(77, 1, 5), Pause(78, 2, 6)).DueAt.ShouldBe(new DateTimeOffset(2026, 11, 25, 9, 0, 0, TimeSpan.Zero), "Thursday to Tuesday: three working days");
    }

    [Fact]
    public void A_pause_after_the_due_time_moves_nothing_and_the_own_waiting_of_a_task_neither()
    {
        var limit = Days(1) with { DeductsPauses = true };
        var late = new PauseRow(1, "X", 77, "ask", new("waiting"), Wednesday.AddDays(5), Wednesday.AddDays(6));
        var own = late with { ElementInstanceKey = limit.ElementInstanceKey, StartedAt = Wednesday, EndedAt = null };
        Read(limit, Wednesday.AddDays(7), late, own).DueAt.ShouldBe(Wednesday.AddDays(1));
        Read(limit, Wednesday.AddHours(1), own).State.ShouldBe(DeadlineState.DueSoon);
    }

    [Fact]
    public void What_is_stored_is_read_back_the_same()
    {
        var receipt = Days(7).Receipt;
        var read = DeadlineJson.Read<DeadlineReceipt>(DeadlineJson.Write(receipt));
        DeadlineJson.Write(read).ShouldBe(DeadlineJson.Write(receipt));
        read.Calculation!.Skipped.ShouldBe(receipt.Calculation!.Skipped);
        ReceiptText.Of(read, Language.Persian).Sentences.ShouldBe(ReceiptText.Of(receipt, Language.Persian).Sentences);
    }

    private static DeadlineClockView Read(DeadlineRow limit, DateTimeOffset now, params PauseRow[] pauses) =>
        ClockReading.Read(limit, pauses, Calendars.Standard, now);

    private static DeadlineRow Days(int days) => Limit(WorkingTime.AddDays(Calendars.Standard, Wednesday, days));

    private static DeadlineRow Hours(int hours) => Limit(WorkingTime.AddTime(Calendars.Standard, Wednesday, TimeSpan.FromHours(hours)));

    private static DeadlineRow Limit(WorkingTimeCalculation calculation) => new()
    {
        Key = 1, CaseNumber = "X", ProcessInstanceKey = 1, ElementInstanceKey = 2, ElementId = "handling", IsTask = false, SourceKey = 3,
        Name = new("Limit"), CalendarId = "standard", StartedAt = calculation.From, DueAt = calculation.Result, AppliedDueAt = calculation.Result,
        Receipt = new()
        {
            Event = new("Request received"), From = calculation.From, DueAt = calculation.Result, Calculation = calculation, ZoneId = "Etc/UTC", CalendarId = "standard",
        },
    };
}
