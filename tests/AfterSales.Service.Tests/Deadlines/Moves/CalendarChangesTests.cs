using System.Diagnostics;
using AfterSales.Engine.UserTasks;
using AfterSales.Service.Calendars;
using AfterSales.Service.Calendars.Editing;
using AfterSales.Service.Deadlines;
using AfterSales.Service.Deadlines.Moves;
using AfterSales.Service.Languages;
using Dapper;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Deadlines.Moves;

/// <summary>
/// Editing a calendar moves what was counted in it, on a real engine. The standard calendar: Monday to Friday, 8 to 12 and 13 to 17, UTC;
/// the edits make Wednesday 18 November 2026 a holiday, or more days.
/// </summary>
public class CalendarChangesTests
{
    private const string Case = "CMP-2026-0001";
    private const string ThreeDays = "=add working days(now(), 3, case.calendar)";
    private static readonly DateTimeOffset Monday = new(2026, 11, 16, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Wednesday = new(2026, 11, 18);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_preview_says_what_would_move_and_writes_nothing()
    {
        await using var host = await EngineHost.StartAsync(Monday, Models.Task(ThreeDays));
        await host.StartCaseAsync();
        var preview = await PreviewAsync(host, Closed(Wednesday));
        var shift = preview.Shifts.ShouldHaveSingleItem();
        (shift.Kind, shift.CaseNumber, shift.Name.English).ShouldBe((ShiftKind.Task, Case, "Check the machine"));
        (shift.OldDueAt, shift.NewDueAt).ShouldBe((Monday.AddDays(3), Monday.AddDays(4)));
        shift.WorkingMinutes.ShouldBe(8 * 60, "one working day more");
        (shift.BecomesOverdue, shift.StopsBeingOverdue).ShouldBe((false, false));
        preview.Totals.ShouldBe(new ShiftTotals(Open: 1, Moving: 1, Later: 1, Earlier: 0, BecomeOverdue: 0, StopBeingOverdue: 0, SetDirectly: 0, Continuous: 0, Cases: 1));
        host.Calendars.Standard.Version.ShouldBe(0);
        host.Queries.ForCase(Case).Single().DueAt.ShouldBe(Monday.AddDays(3));
        (await host.Versions.HistoryAsync("standard", Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_applied_change_moves_task_receipt_and_history_and_counts_at_once_for_new_cases()
    {
        await using var host = await EngineHost.StartAsync(Monday, Models.Task(ThreeDays));
        await host.StartCaseAsync();
        await ApplyAsync(host, Closed(Wednesday), "national mourning");
        await host.StartCaseAsync("CMP-2026-0002");
        host.Queries.ForCase("CMP-2026-0002").Single().DueAt.ShouldBe(Monday.AddDays(4), "no restart is needed");

        (await host.Moves.RunAsync(Ct)).ShouldBe(1, "the new case was counted by the new calendar already");
        (await host.Engine.UserTasks.GetAsync((await host.Engine.UserTasks.SearchAsync(new(), Ct)).Value.Items[0].UserTaskKey, Ct))!.DueDate.ShouldBe(Monday.AddDays(4));
        var clock = host.Queries.ForCase(Case).Single();
        clock.DueAt.ShouldBe(Monday.AddDays(4));
        clock.Receipt.Calculation!.CalendarVersion.ShouldBe(1);
        clock.Receipt.Calculation.Skipped.ShouldContain(span => span.From == Wednesday && span.Reason.English == "Closed");
        var move = (await host.Changes.MovesOfCaseAsync(Case, Ct)).ShouldHaveSingleItem();
        (move.OldDueAt, move.NewDueAt, move.BeforeReceipt.DueAt).ShouldBe((Monday.AddDays(3), Monday.AddDays(4), Monday.AddDays(3)));
        host.Timeline.ShouldHaveSingleItem().Kind.ShouldBe(DeadlineTimeline.Moved);

        (await host.Moves.RunAsync(Ct)).ShouldBe(0);
        var version = (await host.Versions.HistoryAsync("standard", Ct)).ShouldHaveSingleItem();
        (version.Version, version.Author, version.Reason).ShouldBe((1, "owner", "national mourning"));
        version.Changes.ShouldBe(new RuleChanges(Added: 1, Removed: 0, Changed: 0, Week: false, Moved: 1));
        version.AppliedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task What_was_confirmed_must_still_be_what_happens()
    {
        await using var host = await EngineHost.StartAsync(Monday, Models.Task(ThreeDays));
        await host.StartCaseAsync();
        var shown = (await PreviewAsync(host, Closed(Wednesday))).Fingerprint;
        await host.StartCaseAsync("CMP-2026-0002");
        var refused = await host.Changes.ApplyAsync("standard", Closed(Wednesday), "why", shown, "owner", Language.Chinese, Ct);
        refused.ShouldBeOfType<RuleChangeResult.Outdated>().Message.ShouldContain("预览");
        host.Calendars.Standard.Version.ShouldBe(0);
        (await host.Changes.ApplyAsync("standard", Closed(Wednesday), "  ", shown, "owner", Language.Persian, Ct))
            .ShouldBeOfType<RuleChangeResult.Invalid>().Errors.ShouldHaveSingleItem().Field.ShouldBe("reason");
        (await host.Changes.ApplyAsync("standard", CalendarDraft.Of(host.Calendars.Standard), "why", shown, "owner", Language.English, Ct))
            .ShouldBeOfType<RuleChangeResult.Invalid>("nothing is different");
    }

    [Fact]
    public async Task Another_edit_in_between_is_not_overwritten()
    {
        await using var host = await EngineHost.StartAsync(Monday, Models.Task(ThreeDays));
        var mine = await PreviewAsync(host, Closed(Wednesday));
        await ApplyAsync(host, Closed(Wednesday.AddDays(1)), "theirs");
        (await host.Changes.ApplyAsync("standard", Closed(Wednesday), "mine", mine.Fingerprint, "owner", Language.English, Ct)).ShouldBeOfType<RuleChangeResult.Outdated>();
        host.Calendars.Standard.IsWorkingDay(Wednesday).ShouldBeTrue();
    }

    [Fact]
    public async Task A_named_limit_and_a_plain_timer_follow_with_their_timers()
    {
        await using var host = await EngineHost.StartAsync(Monday, Models.Limit(Models.At(ThreeDays)));
        await host.StartCaseAsync();
        await ApplyAsync(host, Closed(Wednesday));
        await host.Moves.RunAsync(Ct);
        host.Queries.ForCase(Case).Single(clock => clock.LimitId == "SLA-06").DueAt.ShouldBe(Monday.AddDays(4));
        await host.GoToAsync(Monday.AddDays(3).AddHours(1));
        host.Queries.Breaches(Case).ShouldBeEmpty("the timer moved too");
        await host.GoToAsync(Monday.AddDays(4));
        host.Queries.Breaches(Case).ShouldContain(breach => breach.LimitId == "SLA-06");
    }

    [Fact]
    public async Task A_timer_that_guards_no_named_limit_follows_too_and_leaves_nothing_behind()
    {
        await using var host = await EngineHost.StartAsync(
            Monday, Models.Limit(Models.At(ThreeDays)).Replace("""<zeebe:property name="clock" value="SLA-06" />""", "", StringComparison.Ordinal));
        await host.StartCaseAsync();
        (await PreviewAsync(host, Closed(Wednesday))).Shifts.ShouldContain(shift => shift.Kind == ShiftKind.Timer && shift.NewDueAt == Monday.AddDays(4));
        await ApplyAsync(host, Closed(Wednesday));
        await host.Moves.RunAsync(Ct);
        (await TimersAsync(host)).ShouldBe([Monday.AddDays(4)]);
        await host.GoToAsync(Monday.AddDays(4));
        (await host.Engine.ReadAsync(db => db.ExecuteScalar<long>("SELECT COUNT(*) FROM timer_calculation"), Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task One_date_counted_from_another_moves_by_both()
    {
        await using var host = await EngineHost.StartAsync(
            Monday, Models.Task("=add working days(add working days(now(), 1, case.calendar), 2, case.calendar)"));
        await host.StartCaseAsync();
        await ApplyAsync(host, Closed(Wednesday.AddDays(-1), Wednesday));
        await host.Moves.RunAsync(Ct);
        host.Queries.ForCase(Case).Single().DueAt.ShouldBe(Monday.AddDays(7), "Thursday, then Friday and the next Monday");
    }

    [Theory]
    [InlineData("=now() + duration(\"PT48H\")", StayReason.Continuous)]
    [InlineData("=date and time(\"2026-11-25T09:00:00Z\")", StayReason.SetDirectly)]
    public async Task What_was_not_counted_does_not_move_and_says_why(string due, StayReason why)
    {
        await using var host = await EngineHost.StartAsync(Monday, Models.Task(due));
        await host.StartCaseAsync();
        var before = host.Queries.ForCase(Case).Single().DueAt;
        var shift = (await PreviewAsync(host, Closed(Wednesday))).Shifts.ShouldHaveSingleItem();
        (shift.Stays, shift.Moves, shift.NewDueAt).ShouldBe((why, false, shift.OldDueAt));
        await ApplyAsync(host, Closed(Wednesday));
        await host.Moves.RunAsync(Ct);
        host.Queries.ForCase(Case).Single().DueAt.ShouldBe(before);
        host.Timeline.ShouldBeEmpty();
    }

    [Fact]
    public async Task Earlier_pauses_are_not_forgotten()
    {
        await using var host = await EngineHost.StartAsync(Monday, Models.Waiting(ThreeDays));
        await host.StartCaseAsync();
        host.Clock.Pin(Monday.AddDays(1));
        await host.CompleteAsync("ask"); // One working day was waited.
        host.Queries.ForCase(Case).Single(clock => clock.UserTaskKey is not null).DueAt.ShouldBe(Monday.AddDays(4));
        await ApplyAsync(host, Closed(Wednesday));
        await host.Moves.RunAsync(Ct);
        var clock = host.Queries.ForCase(Case).Single();
        clock.DueWithoutPauses.ShouldBe(Monday.AddDays(4));
        clock.DueAt.ShouldBe(Monday.AddDays(7), "three days, the holiday, the day waited, the weekend");
        (await host.TaskAsync("work")).DueDate.ShouldBe(Monday.AddDays(7));
    }

    [Fact]
    public async Task A_limit_that_stands_still_goes_on_by_the_new_calendar_when_the_customer_answers()
    {
        await using var host = await EngineHost.StartAsync(Monday, Models.Waiting(ThreeDays));
        await host.StartCaseAsync();
        (await PreviewAsync(host, Closed(Wednesday))).Shifts.ShouldHaveSingleItem().StandsStill.ShouldBeTrue();
        await ApplyAsync(host, Closed(Wednesday));
        await host.Moves.RunAsync(Ct);
        host.Clock.Pin(Monday.AddDays(1));
        await host.CompleteAsync("ask");
        (await host.TaskAsync("work")).DueDate.ShouldBe(Monday.AddDays(7));
    }

    [Fact]
    public async Task A_miss_that_is_none_by_the_new_calendar_is_withdrawn_and_kept_in_the_history()
    {
        await using var host = await EngineHost.StartAsync(Monday, Models.Task("=add working days(now(), 1, case.calendar)"));
        await host.StartCaseAsync();
        host.Clock.Pin(Monday.AddDays(1).AddHours(2));
        await host.Sweep.RunAsync(Ct);
        host.Queries.Breaches(Case).ShouldHaveSingleItem();
        var shift = (await PreviewAsync(host, Closed(Wednesday.AddDays(-1)))).Shifts.ShouldHaveSingleItem();
        shift.StopsBeingOverdue.ShouldBeTrue();
        await ApplyAsync(host, Closed(Wednesday.AddDays(-1)));
        await host.Moves.RunAsync(Ct);
        host.Queries.Breaches(Case).ShouldBeEmpty();
        (await host.Changes.MovesOfCaseAsync(Case, Ct)).Single().MissWithdrawn.ShouldBe(Monday.AddDays(1).AddHours(2));
        host.Clock.Pin(Monday.AddDays(3));
        (await host.Sweep.RunAsync(Ct)).ShouldBe(1, "it can be missed again");
        host.Queries.Breaches(Case).Single().DueAt.ShouldBe(Monday.AddDays(2));
    }

    [Fact]
    public async Task A_day_that_is_worked_after_all_may_make_something_overdue_which_is_then_recorded()
    {
        await using var host = await EngineHost.StartAsync(Monday, Models.Task(ThreeDays));
        await ApplyAsync(host, Closed(Wednesday));
        await host.StartCaseAsync();
        host.Clock.Pin(Monday.AddDays(3).AddHours(1));
        var shift = (await PreviewAsync(host, Closed())).Shifts.ShouldHaveSingleItem();
        (shift.BecomesOverdue, shift.WorkingMinutes).ShouldBe((true, -8 * 60));
        await ApplyAsync(host, Closed());
        await host.Moves.RunAsync(Ct);
        (await host.Sweep.RunAsync(Ct)).ShouldBe(1);
        host.Queries.Breaches(Case).Single().DueAt.ShouldBe(Monday.AddDays(3));
    }

    [Fact]
    public async Task A_stop_in_the_middle_loses_nothing_and_moves_nothing_twice()
    {
        const int Cases = 3 * CalendarMoves.Batch;
        var host = await EngineHost.StartAsync(Monday, Models.Task(ThreeDays));
        for (var i = 0; i < Cases; i++)
            await host.StartCaseAsync($"CMP-2026-{i:0000}");
        await ApplyAsync(host, Closed(Wednesday));
        using (var stop = new CancellationTokenSource())
        {
            host.OnTold = _ => stop.Cancel();
            await Should.ThrowAsync<OperationCanceledException>(() => host.Moves.RunAsync(stop.Token));
        }
        (await MovedAsync(host)).ShouldBe(CalendarMoves.Batch, "one commit was done");
        host = await host.RestartAsync();
        await using (host)
        {
            host.Calendars.Standard.Version.ShouldBe(0, "nothing was read yet");
            (await host.Moves.RunAsync(Ct)).ShouldBe(Cases - CalendarMoves.Batch);
            host.Calendars.Standard.Version.ShouldBe(1);
            (await MovedAsync(host)).ShouldBe(Cases);
            var due = await host.Engine.ReadAsync(db => db.Query<long>("SELECT DISTINCT applied_due_at FROM deadline").Single(), Ct);
            DateTimeOffset.FromUnixTimeMilliseconds(due).ShouldBe(Monday.AddDays(4));
            (await host.Versions.HistoryAsync("standard", Ct)).Single().AppliedAt.ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task A_new_calendar_moves_nothing_and_counts_from_then_on()
    {
        await using var host = await EngineHost.StartAsync(Monday, Models.Task(ThreeDays));
        await host.StartCaseAsync();
        await ApplyAsync(host, Closed(Wednesday) with { Name = new("Site in Busan") }, calendar: "busan");
        (await host.Moves.RunAsync(Ct)).ShouldBe(0);
        await host.StartCaseAsync("CMP-2026-0002", "busan");
        host.Queries.ForCase("CMP-2026-0002").Single().DueAt.ShouldBe(Monday.AddDays(4));
    }

    /// <summary>Two thousand open cases follow while tasks are completed: no command waits long, none is lost, what is done does not move.</summary>
    [Fact]
    public async Task Two_thousand_open_cases_follow_while_work_goes_on()
    {
        const int Cases = 2_000;
        await using var host = await EngineHost.StartAsync(Monday, Models.Task(ThreeDays));
        await Parallel.ForEachAsync(Enumerable.Range(0, Cases), new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = Ct },
            async (i, _) => await host.StartCaseAsync($"CMP-2026-{i:0000}"));
        var tasks = (await host.Engine.ReadAsync(db => db.Query<long>("SELECT source_key FROM deadline ORDER BY deadline_key").ToList(), Ct)).Where((_, i) => i % 10 == 0).ToList();
        var watch = Stopwatch.StartNew();
        var preview = await PreviewAsync(host, Closed(Wednesday));
        var previewed = watch.Elapsed;
        preview.Totals.Moving.ShouldBe(Cases);
        await ApplyAsync(host, Closed(Wednesday), preview: preview);

        watch.Restart();
        var moving = Task.Run(() => host.Moves.RunAsync(Ct), Ct);
        var waits = new List<TimeSpan>();
        foreach (var task in tasks)
        {
            var asked = Stopwatch.GetTimestamp();
            (await host.Engine.UserTasks.CompleteAsync(task, by: "somebody", ct: Ct)).IsOk.ShouldBeTrue();
            waits.Add(Stopwatch.GetElapsedTime(asked));
        }
        await moving;
        var applied = watch.Elapsed;
        waits.Sort();
        TestContext.Current.SendDiagnosticMessage(
            $"{Cases} cases: preview {previewed.TotalMilliseconds:0} ms, applied in {applied.TotalMilliseconds:0} ms; {tasks.Count} commands meanwhile, median {waits[waits.Count / 2].TotalMilliseconds:0} ms, 99th {waits[waits.Count * 99 / 100].TotalMilliseconds:0} ms");
        waits[waits.Count * 9 / 10].ShouldBeLessThan(TimeSpan.FromSeconds(2), "a command waits for one small commit, not for the whole change");

        var rows = await host.Engine.ReadAsync(db => db.Query<(long Open, long Due, long Count)>(
            "SELECT CASE WHEN ended_at IS NULL THEN 1 ELSE 0 END, applied_due_at, COUNT(*) FROM deadline GROUP BY 1, 2").ToList(), Ct);
        rows.Where(row => row.Open == 1).ShouldBe([(1, Monday.AddDays(4).ToUnixTimeMilliseconds(), Cases - tasks.Count)]);
        rows.Sum(row => row.Count).ShouldBe(Cases);
        (await host.Engine.ReadAsync(db => db.ExecuteScalar<long>("SELECT COUNT(*) FROM deadline_move m WHERE (SELECT COUNT(*) FROM deadline_move o WHERE o.source_key = m.source_key) > 1"), Ct)).ShouldBe(0);
    }

    internal static CalendarDraft Closed(params DateOnly[] days)
    {
        var standard = CalendarDraft.Of(new CalendarRegistry().Standard);
        return standard with { Dates = [.. days.Select(day => new DatedDraft { On = $"{day:yyyy-MM-dd}", Reason = new("Closed", "تعطیل", "休息") })] };
    }

    internal static async Task<CalendarPreview> PreviewAsync(EngineHost host, CalendarDraft draft, string calendar = "standard")
    {
        var (preview, errors) = await host.Changes.PreviewAsync(calendar, draft, Language.English, Ct);
        errors.ShouldBeEmpty();
        return preview.ShouldNotBeNull();
    }

    internal static async Task ApplyAsync(EngineHost host, CalendarDraft draft, string reason = "the notice of the ministry", string calendar = "standard", CalendarPreview? preview = null)
    {
        preview ??= await PreviewAsync(host, draft, calendar);
        (await host.Changes.ApplyAsync(calendar, draft, reason, preview.Fingerprint, "owner", Language.English, Ct)).ShouldBeOfType<RuleChangeResult.Applied>();
    }

    private static Task<long> MovedAsync(EngineHost host) => host.Engine.ReadAsync(db => db.ExecuteScalar<long>("SELECT COUNT(*) FROM deadline_move"), Ct);

    private static Task<List<DateTimeOffset>> TimersAsync(EngineHost host) => host.Engine.ReadAsync(
        db => db.Query<long>("SELECT due_at FROM engine_timers ORDER BY due_at").Select(DateTimeOffset.FromUnixTimeMilliseconds).ToList(), Ct);
}
