using AfterSales.Engine.UserTasks;
using AfterSales.Service.Calendars;
using AfterSales.Service.Deadlines;
using AfterSales.Service.Languages;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Deadlines;

/// <summary>Limits kept in step with a real engine. The standard calendar: Monday to Friday, 8 to 12 and 13 to 17, UTC.</summary>
public class DeadlineObserverTests
{
    private const string Case = "CMP-2026-0001";
    private static readonly DateTimeOffset Monday = new(2026, 11, 16, 9, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_task_with_a_due_date_has_its_receipt_from_the_same_commit()
    {
        await using var host = await EngineHost.StartAsync(Monday, Models.Task("=add working days(now(), 7, case.calendar)"));
        await host.StartCaseAsync(calendar: "iran-thursday-off");
        var clock = host.Queries.ForCase(Case).ShouldHaveSingleItem();
        clock.State.ShouldBe(DeadlineState.Running);
        clock.UserTaskKey.ShouldBe((await host.TaskAsync("work")).UserTaskKey);
        clock.Name.ShouldBe(new LocalText("Check the machine", "کار", "Check the machine"));
        // 12:30 in Tehran lies in the break, so it is counted from 13:00.
        var calculation = clock.Receipt.Calculation.ShouldNotBeNull();
        calculation.Adjustment.ShouldBe(StartAdjustment.Break);
        calculation.CountedDays.ShouldBe(7);
        calculation.Skipped.Count.ShouldBe(1);
        clock.DueAt.ShouldBe(new DateTimeOffset(2026, 11, 25, 13, 0, 0, TimeSpan.FromHours(3.5)));
        clock.Left.ShouldBe(new WorkingSpan(7, TimeSpan.Zero));
        clock.Receipt.Event.English.ShouldBe("Request received");
    }

    [Fact]
    public async Task A_task_done_in_time_is_met_and_done_later_it_is_a_breach_with_its_length()
    {
        await using var host = await EngineHost.StartAsync(Monday, Models.Task("=add working time(now(), duration(\"PT4H\"), case.calendar)"));
        await host.StartCaseAsync();
        host.Clock.Pin(Monday.AddHours(1));
        await host.CompleteAsync("work");
        var met = host.Queries.ForCase(Case).Single();
        met.State.ShouldBe(DeadlineState.MetOnTime);
        met.Left.ShouldBe(new WorkingSpan(0, TimeSpan.FromHours(3)), "due at 14:00, done at 10:00, lunch at noon");
        host.Queries.Breaches(Case).ShouldBeEmpty();

        await host.StartCaseAsync("CMP-2026-0002");
        host.Clock.Pin(Monday.AddDays(1)); // 4 hours from Monday 10:00 are over on Monday 15:00
        await host.CompleteAsync("work");
        var late = host.Queries.ForCase("CMP-2026-0002").Single();
        late.State.ShouldBe(DeadlineState.MetLate);
        late.IsBreached.ShouldBeTrue();
        var breach = host.Queries.Breaches("CMP-2026-0002").ShouldHaveSingleItem();
        breach.Late.ShouldBe(new WorkingSpan(0, TimeSpan.FromHours(3)));
        breach.EndedAt.ShouldBe(Monday.AddDays(1));
        host.Timeline.ShouldHaveSingleItem().Kind.ShouldBe(DeadlineTimeline.Missed);
    }

    [Fact]
    public async Task A_task_that_nobody_does_is_recorded_as_missed_by_the_sweep_and_only_once()
    {
        await using var host = await EngineHost.StartAsync(Monday, Models.Task("=add working days(now(), 1, case.calendar)"));
        await host.StartCaseAsync();
        (await host.Sweep.RunAsync(Ct)).ShouldBe(0);
        (await host.Sweep.NextAsync(Ct)).ShouldBe(Monday.AddDays(1));
        host.Clock.Pin(Monday.AddMonths(3));
        (await host.Sweep.RunAsync(Ct)).ShouldBe(1);
        (await host.Sweep.RunAsync(Ct)).ShouldBe(0);
        host.Timeline.ShouldHaveSingleItem().At.ShouldBe(Monday.AddDays(1), "it is told at the moment it was missed");
        var breach = host.Queries.Breaches(Case).ShouldHaveSingleItem();
        breach.EndedAt.ShouldBeNull();
        await host.CompleteAsync("work");
        host.Queries.Breaches(Case).Single().Late!.Value.Days.ShouldBeGreaterThan(60);
        host.Timeline.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_limit_is_met_when_the_step_it_guards_ends_first()
    {
        await using var host = await EngineHost.StartAsync(Monday, Models.Limit(Models.At("=add working days(now(), 5, case.calendar)")));
        await host.StartCaseAsync();
        var limit = Limit(host);
        limit.Name.In(Language.Chinese).ShouldBe("处理时限");
        limit.LimitId.ShouldBe("SLA-06");
        limit.Receipt.RequirementId.ShouldBe("SLA-06");
        limit.State.ShouldBe(DeadlineState.Running);
        await host.CompleteAsync("work");
        await host.CompleteAsync("ask");
        await host.CompleteAsync("finish");
        Limit(host).State.ShouldBe(DeadlineState.MetOnTime);
        host.Queries.Breaches(Case).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_limit_that_fires_stays_overdue_until_the_work_is_done_and_is_late_for_ever()
    {
        await using var host = await EngineHost.StartAsync(Monday, Models.Limit(Models.At("=add working days(now(), 5, case.calendar)")));
        await host.StartCaseAsync();
        await host.GoToAsync(Monday.AddDays(8));
        var overdue = Limit(host);
        overdue.State.ShouldBe(DeadlineState.Overdue);
        overdue.Left.ShouldBe(new WorkingSpan(-1, TimeSpan.Zero));
        await host.CompleteAsync("work");
        await host.CompleteAsync("ask");
        host.Clock.Pin(Monday.AddDays(8).AddHours(6));
        await host.CompleteAsync("finish");
        var done = Limit(host);
        done.State.ShouldBe(DeadlineState.MetLate);
        host.Queries.Breaches(Case).Single(b => b.LimitId == "SLA-06").Late.ShouldBe(new WorkingSpan(1, TimeSpan.FromHours(5)));
        host.Timeline.Count(entry => entry.TaskKey is null).ShouldBe(1);
    }

    [Fact]
    public async Task A_limit_that_ends_its_step_is_overdue_not_cancelled()
    {
        await using var host = await EngineHost.StartAsync(Monday, Models.Limit(Models.At("=add working days(now(), 1, case.calendar)"), interrupting: true));
        await host.StartCaseAsync();
        await host.GoToAsync(Monday.AddDays(1));
        Limit(host).State.ShouldBe(DeadlineState.Overdue);
        Limit(host).EndedAt.ShouldNotBeNull();
        host.Queries.Breaches(Case).ShouldHaveSingleItem().LimitId.ShouldBe("SLA-06");
        host.Queries.ForCase(Case).Single(c => c.UserTaskKey is not null).State.ShouldBe(DeadlineState.Cancelled, "the task was taken away before it was due");
    }

    [Fact]
    public async Task A_cancelled_case_leaves_no_limit_open()
    {
        await using var host = await EngineHost.StartAsync(Monday, Models.Limit(Models.At("=add working days(now(), 5, case.calendar)")));
        var instance = await host.StartCaseAsync();
        (await host.Engine.Instances.CancelAsync(instance, ct: Ct)).IsOk.ShouldBeTrue();
        host.Queries.ForCase(Case).ShouldAllBe(clock => clock.State == DeadlineState.Cancelled);
        host.Queries.Breaches(Case).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_limit_that_runs_day_and_night_is_told_in_plain_hours()
    {
        await using var host = await EngineHost.StartAsync(Monday, Models.Limit(Models.At("=date and time(case.receivedAt) + duration(\"PT24H\")".Replace("\"", "&#34;", StringComparison.Ordinal))));
        await host.StartCaseAsync();
        host.Clock.Pin(Monday.AddHours(19));
        var limit = Limit(host);
        limit.Receipt.Calculation.ShouldBeNull();
        limit.Receipt.IsSet.ShouldBeFalse();
        limit.Receipt.Event.English.ShouldBe("Request received");
        limit.Left.ShouldBe(new WorkingSpan(0, TimeSpan.FromHours(5), Continuous: true));
        limit.State.ShouldBe(DeadlineState.DueSoon, "the last quarter of a limit in hours");
        host.Clock.Pin(Monday.AddHours(17));
        Limit(host).State.ShouldBe(DeadlineState.Running);
    }

    [Fact]
    public async Task Waiting_for_the_customer_is_recorded_and_by_default_not_deducted()
    {
        await using var host = await EngineHost.StartAsync(Monday, Models.Limit(Models.At("=add working days(now(), 5, case.calendar)")));
        await host.StartCaseAsync();
        await host.CompleteAsync("work");
        host.Clock.Pin(Monday.AddDays(1));
        Limit(host).IsWaiting.ShouldBeTrue();
        Limit(host).State.ShouldBe(DeadlineState.Running, "a clock that runs on must not say it stands still");
        host.Clock.Pin(Monday.AddDays(2));
        await host.CompleteAsync("ask");
        var limit = Limit(host);
        limit.IsWaiting.ShouldBeFalse();
        var pause = limit.Pauses.ShouldHaveSingleItem();
        pause.Length.ShouldBe(new WorkingSpan(2, TimeSpan.Zero));
        pause.Deducted.ShouldBeFalse();
        limit.DueAt.ShouldBe(Monday.AddDays(7));
        limit.DueWithoutPauses.ShouldBe(Monday.AddDays(7));
        limit.DueWithPauses.ShouldBe(Monday.AddDays(9), "both figures are shown");
    }

    [Fact]
    public async Task Where_pauses_are_deducted_the_limit_stands_still_and_the_timer_moves_by_the_working_time_that_passed()
    {
        await using var host = await EngineHost.StartAsync(
            Monday, Models.Limit(Models.At("=add working days(now(), 5, case.calendar)"), properties: "<zeebe:property name=\"deductPauses\" value=\"true\" />"));
        await host.StartCaseAsync();
        await host.CompleteAsync("work");
        // The customer answers after four weeks; the limit of one week must not fire meanwhile.
        await host.GoToAsync(Monday.AddDays(28));
        Limit(host).State.ShouldBe(DeadlineState.Paused);
        Limit(host).Left.ShouldBe(new WorkingSpan(5, TimeSpan.Zero));
        host.Queries.Breaches(Case).ShouldBeEmpty();
        await host.CompleteAsync("ask");
        var going = Limit(host);
        going.State.ShouldBe(DeadlineState.Running);
        going.DueAt.ShouldBe(Monday.AddDays(35));
        going.DueWithoutPauses.ShouldBe(Monday.AddDays(7));
        await host.GoToAsync(Monday.AddDays(34));
        Limit(host).State.ShouldBe(DeadlineState.DueSoon);
        await host.GoToAsync(Monday.AddDays(35));
        host.Queries.Breaches(Case).Single(b => b.LimitId == "SLA-06").DueAt.ShouldBe(Monday.AddDays(35), "the engine's own timer was moved");
    }

    [Fact]
    public async Task Deduction_may_be_the_rule_for_everything()
    {
        await using var host = await EngineHost.StartAsync(
            Monday, Models.Limit(Models.At("=add working days(now(), 5, case.calendar)")), new DeadlineOptions { DeductPauses = true });
        await host.StartCaseAsync();
        await host.CompleteAsync("work");
        host.Clock.Pin(Monday.AddDays(1));
        await host.CompleteAsync("ask");
        Limit(host).DueAt.ShouldBe(Monday.AddDays(8));
    }

    [Fact]
    public async Task A_date_changed_by_hand_has_a_receipt_that_says_so()
    {
        await using var host = await EngineHost.StartAsync(Monday, Models.Task("=add working days(now(), 7, case.calendar)"));
        await host.StartCaseAsync();
        var task = await host.TaskAsync("work");
        (await host.Engine.UserTasks.UpdateAsync(task.UserTaskKey, new UserTaskChanges { DueDate = Monday.AddDays(2) }, ct: Ct)).IsOk.ShouldBeTrue();
        var clock = host.Queries.ForTask(task.UserTaskKey).ShouldNotBeNull();
        clock.DueAt.ShouldBe(Monday.AddDays(2));
        clock.Receipt.IsSet.ShouldBeTrue();
        clock.Receipt.Event.English.ShouldBe("Date changed");
        clock.Left.ShouldBe(new WorkingSpan(2, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_date_changed_by_hand_forgets_no_pause_that_was_before_it()
    {
        await using var host = await EngineHost.StartAsync(
            Monday, Models.Limit(Models.At("=add working days(now(), 5, case.calendar)")), new DeadlineOptions { DeductPauses = true });
        await host.StartCaseAsync();
        await host.CompleteAsync("work");
        host.Clock.Pin(Monday.AddDays(1));
        await host.CompleteAsync("ask");
        var task = await host.TaskAsync("finish");
        (await host.Engine.UserTasks.UpdateAsync(task.UserTaskKey, new UserTaskChanges { DueDate = Monday.AddDays(3) }, ct: Ct)).IsOk.ShouldBeTrue();
        (await host.Engine.UserTasks.UpdateAsync(task.UserTaskKey, new UserTaskChanges { DueDate = Monday.AddDays(4) }, ct: Ct)).IsOk.ShouldBeTrue();
        var limit = Limit(host);
        limit.Pauses.ShouldHaveSingleItem().Length.ShouldBe(new WorkingSpan(1, TimeSpan.Zero));
        limit.DueAt.ShouldBe(Monday.AddDays(8), "five working days and the one the customer was waited for");
        await host.GoToAsync(Monday.AddDays(9));
        host.Queries.Breaches(Case).Single(breach => breach.LimitId == "SLA-06").DueAt.ShouldBe(Monday.AddDays(8));
    }

    [Fact]
    public async Task A_date_that_was_changed_after_counting_is_not_explained_by_the_count()
    {
        await using var host = await EngineHost.StartAsync(Monday, Models.Task("=add working days(now(), 7, case.calendar) + duration(\"PT1H\")"));
        await host.StartCaseAsync();
        host.Queries.ForCase(Case).Single().Receipt.Calculation.ShouldBeNull();
    }

    [Fact]
    public async Task Nothing_is_lost_over_a_restart_of_the_queries()
    {
        await using var host = await EngineHost.StartAsync(Monday, Models.Task("=add working days(now(), 7, case.calendar)"));
        await host.StartCaseAsync(calendar: "china");
        // A changed calendar does not change what was promised.
        host.Calendars.Put(host.Calendars.Find("china")!.With(new CalendarDay(new(2026, 11, 18), DayKind.Holiday, DayHours.None, new("closed"), false)));
        var clock = host.Queries.ForCase(Case).Single();
        clock.Receipt.Calculation!.Counted.ShouldContain(new DateOnly(2026, 11, 18));
        clock.DueAt.ShouldBe(clock.Receipt.DueAt);
        clock.Days.Single(cell => cell.Date == new DateOnly(2026, 11, 18)).Number.ShouldNotBeNull();
    }

    private static DeadlineClockView Limit(EngineHost host) => host.Queries.ForCase(Case).Single(clock => clock.LimitId is not null);
}
