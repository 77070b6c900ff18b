using AfterSales.Engine;
using AfterSales.Service.Escalation;
using AfterSales.Service.Notifications;
using AfterSales.Service.TaskLinks;
using AfterSales.Service.Tests.Deadlines;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Escalation;

/// <summary>
/// The standard ladder on a task of eight working hours, given on Monday 09:00 and due on Tuesday 09:00: reminder at 16:00, overdue and
/// superior at 09:00, next level and process owner four working hours later, on Tuesday 14:00.
/// </summary>
public class EscalationSweepTests
{
    private const string Due = "=add working time(now(), duration(\"PT8H\"), case.calendar)";
    private static readonly DateTimeOffset Monday = new(2026, 11, 16, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Tuesday = Monday.AddDays(1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_ladder_climbs_from_reminder_to_superior_to_process_owner()
    {
        await using var host = await EscalationHost.StartAsync(Monday, Models.Task(Due));
        await host.Engine.StartCaseAsync();
        await AssignAsync(host, "desk");
        (await host.AtAsync(Monday.AddHours(6))).ShouldBeEmpty("less than three quarters have passed");
        Told(await host.AtAsync(Monday.AddHours(7))).ShouldBe([("desk", "reminder")]);
        Told(await host.AtAsync(Tuesday)).ShouldBe([("desk", "overdue"), ("head", "escalation")]);
        (await host.AtAsync(Tuesday.AddHours(4))).ShouldBeEmpty();
        Told(await host.AtAsync(Tuesday.AddHours(5))).ShouldBe([("manager", "escalation"), ("owner", "escalation")]);
        (await host.AtAsync(Tuesday.AddDays(30))).ShouldBeEmpty("the ladder has an end");
        host.Engine.Timeline.Select(entry => entry.Kind).ShouldBe([
            "escalation.reminded", "escalation.overdue", "escalation.raised", "deadline.missed", "escalation.raised", "escalation.raised"], ignoreOrder: true);
    }

    [Fact]
    public async Task Nobody_is_told_twice_however_often_the_sweep_runs()
    {
        await using var host = await EscalationHost.StartAsync(Monday, Models.Task(Due));
        await host.Engine.StartCaseAsync();
        (await host.AtAsync(Tuesday)).Count.ShouldBe(3, "two candidates and their superior");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => host.Sweep.RunOnceAsync(Ct)));
        host.Mails.All.Count.ShouldBe(3);
        host.Mails.All.Select(mail => mail.DedupeKey).ShouldBeUnique();
    }

    [Fact]
    public async Task Rungs_that_are_due_together_collapse_into_one_mail_for_each_person()
    {
        await using var host = await EscalationHost.StartAsync(Monday, Models.Task(Due));
        await host.Engine.StartCaseAsync();
        await AssignAsync(host, "desk");
        // The service was off, or the clock was moved by months, to a Wednesday.
        var mails = await host.AtAsync(new DateTimeOffset(2027, 3, 17, 10, 0, 0, TimeSpan.Zero));
        Told(mails).ShouldBe([("desk", "overdue"), ("head", "escalation"), ("manager", "escalation"), ("owner", "escalation")], ignoreOrder: true);
        host.Queries.ForCase("CMP-2026-0001").Single(rung => rung.StepId == "reminder").Reason.ShouldBe(SkipReasons.Overtaken);
        (await host.AtAsync(new DateTimeOffset(2027, 6, 16, 10, 0, 0, TimeSpan.Zero))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_task_that_is_done_stops_its_ladder_at_once()
    {
        await using var host = await EscalationHost.StartAsync(Monday, Models.Task(Due));
        await host.Engine.StartCaseAsync();
        await host.Engine.CompleteAsync("work");
        (await host.AtAsync(Tuesday.AddDays(10))).ShouldBeEmpty();
        host.Queries.ForCase("CMP-2026-0001").ShouldAllBe(rung => rung.State == RungState.Skipped && rung.Reason == SkipReasons.TaskEnded);
    }

    [Fact]
    public async Task A_task_that_is_done_between_decision_and_telling_tells_nobody()
    {
        await using var host = await EscalationHost.StartAsync(Monday, Models.Task(Due), [EscalationHost.Member("desk", null, groups: "sales")]);
        await host.Engine.StartCaseAsync();
        // Decided on Saturday, to be told on Monday; done on Sunday.
        await MoveDueAsync(host, Monday.AddDays(5));
        (await host.AtAsync(Monday.AddDays(5).AddHours(1))).ShouldBeEmpty();
        await host.Engine.CompleteAsync("work");
        (await host.AtAsync(Monday.AddDays(7))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Everyone_is_told_in_his_own_working_time()
    {
        // Due on Thursday 17:00 UTC, which is 20:30 in Tehran; Thursday and Friday are free there.
        await using var host = await EscalationHost.StartAsync(Monday.AddDays(2).AddHours(8), Models.Task(Due), [
            EscalationHost.Member("desk", "head", "iran-thursday-off", "sales"), EscalationHost.Member("head", null)]);
        await host.Engine.StartCaseAsync();
        var thursday = new DateTimeOffset(2026, 11, 19, 17, 0, 0, TimeSpan.Zero);
        (await host.AtAsync(thursday)).ShouldBeEmpty("both have gone home");
        Told(await host.AtAsync(thursday.AddHours(15))).ShouldBe([("head", "escalation")], "Friday 08:00 for the head");
        (await host.AtAsync(thursday.AddHours(34))).ShouldBeEmpty("Saturday 06:30 in Tehran");
        Told(await host.AtAsync(new DateTimeOffset(2026, 11, 21, 4, 30, 0, TimeSpan.Zero))).ShouldBe([("desk", "overdue")], "Saturday 08:00 in Tehran");
    }

    [Fact]
    public async Task An_urgent_task_tells_at_any_hour()
    {
        await using var host = await EscalationHost.StartAsync(
            Monday, Models.Task("=now() + duration(\"PT1H\")", "<zeebe:property name=\"urgent\" value=\"true\" />"), [EscalationHost.Member("desk", null, "iran", "sales")]);
        host.Engine.Clock.Pin(Monday.AddHours(12));
        await host.Engine.StartCaseAsync();
        Told(await host.AtAsync(Monday.AddHours(12).AddMinutes(45))).ShouldBe([("desk", "reminder")], "01:15 at night in Tehran");
    }

    [Fact]
    public async Task Several_tasks_for_one_person_are_one_digest()
    {
        await using var host = await EscalationHost.StartAsync(Monday, Models.Task(Due));
        for (var i = 1; i <= 5; i++)
            await host.Engine.StartCaseAsync($"CMP-2026-000{i}");
        var mails = await host.AtAsync(Tuesday);
        mails.Select(mail => (mail.Receiver.Id, mail.Template)).ShouldBe(
            [("desk", "escalation-digest"), ("desk-2", "escalation-digest"), ("head", "escalation-digest")], ignoreOrder: true);
        var head = mails.Single(mail => mail.Receiver.Id == "head");
        head.Model["count"].ShouldBe(5);
        head.Model["raised"].ShouldBeOfType<List<object?>>().Count.ShouldBe(5);
        var entry = head.Model["raised"].ShouldBeOfType<List<object?>>()[0].ShouldBeOfType<Dictionary<string, object?>>();
        entry["caseNumber"].ShouldBe("CMP-2026-0001");
        entry["url"].ShouldBeOfType<string>().ShouldStartWith("http://localhost:5080/t/");
        host.Engine.Timeline.Count(e => e.Kind == EscalationTimeline.Escalated).ShouldBe(5, "each case tells of it");
    }

    [Fact]
    public async Task A_substitute_is_told_while_somebody_is_away()
    {
        await using var host = await EscalationHost.StartAsync(Monday, Models.Task(Due), [
            EscalationHost.Member("desk", "head", groups: "sales"),
            EscalationHost.Member("head", null) with { SubstituteId = "deputy", AwayFrom = Monday.AddDays(-1), AwayUntil = Monday.AddDays(7) },
            EscalationHost.Member("deputy", null)]);
        await host.Engine.StartCaseAsync();
        Told(await host.AtAsync(Tuesday)).ShouldBe([("deputy", "escalation"), ("desk", "overdue")], ignoreOrder: true);
    }

    [Fact]
    public async Task Without_anybody_above_the_rung_says_so()
    {
        await using var host = await EscalationHost.StartAsync(Monday, Models.Task(Due), [EscalationHost.Member("desk", null, groups: "sales")]);
        await host.Engine.StartCaseAsync();
        await host.AtAsync(Tuesday.AddDays(1));
        host.Queries.ForCase("CMP-2026-0001").Single(rung => rung.StepId == "owner").Reason.ShouldBe(SkipReasons.Nobody);
        Told(host.Mails.All).ShouldBe([("desk", "overdue")]);
    }

    [Fact]
    public async Task A_later_due_date_moves_the_ladder()
    {
        await using var host = await EscalationHost.StartAsync(Monday, Models.Task(Due));
        await host.Engine.StartCaseAsync();
        await MoveDueAsync(host, Monday.AddDays(8));
        (await host.AtAsync(Tuesday.AddHours(1))).ShouldBeEmpty();
        Told(await host.AtAsync(Monday.AddDays(8))).ShouldBe([("desk", "overdue"), ("desk-2", "overdue"), ("head", "escalation")], ignoreOrder: true);
    }

    [Fact]
    public async Task A_failed_commit_tells_nobody_and_the_next_run_makes_up_for_it()
    {
        await using var host = await EscalationHost.StartAsync(Monday, Models.Task(Due));
        await host.Engine.StartCaseAsync();
        await AssignAsync(host, "desk");
        host.Mails.Broken = true;
        await Should.ThrowAsync<CommandFailedException>(() => host.AtAsync(Tuesday));
        host.Mails.Broken = false;
        Told(await host.AtAsync(Tuesday.AddMinutes(1))).ShouldBe([("desk", "overdue"), ("head", "escalation")]);
    }

    [Fact]
    public async Task A_mail_says_who_was_told_and_who_is_next()
    {
        await using var host = await EscalationHost.StartAsync(Monday, Models.Task(Due));
        await host.Engine.StartCaseAsync();
        await AssignAsync(host, "desk");
        await host.AtAsync(Monday.AddHours(7));
        var head = (await host.AtAsync(Tuesday)).Single(mail => mail.Receiver.Id == "head");
        head.LinkPurpose.ShouldBe(TaskLinkPurpose.Decide);
        head.Model["told"].ShouldBe("desk (demo), Mon 16 Nov, 16:00 and Tue 17 Nov, 09:00");
        head.Model["next"].ShouldBeOfType<Dictionary<string, object?>>()["sentence"].ShouldBe("Today, 14:00, manager (demo)");
        head.Model["assignee"].ShouldBeOfType<Dictionary<string, object?>>()["name"].ShouldBe("desk (demo)");
        host.Mails.All[0].LinkPurpose.ShouldBe(TaskLinkPurpose.Work);
    }

    [Fact]
    public async Task A_reminder_names_who_is_above_as_next_not_a_colleague()
    {
        await using var host = await EscalationHost.StartAsync(Monday, Models.Task(Due));
        await host.Engine.StartCaseAsync();
        var reminders = await host.AtAsync(Monday.AddHours(7));
        Told(reminders).ShouldBe([("desk", "reminder"), ("desk-2", "reminder")], ignoreOrder: true);
        reminders.ShouldAllBe(mail => (string?)((Dictionary<string, object?>)mail.Model["next"]!)["name"] == "head (demo)");
    }

    [Fact]
    public async Task A_task_may_name_another_policy_and_customers_have_none()
    {
        await using var host = await EscalationHost.StartAsync(Monday, Models.Task(Due, "<zeebe:property name=\"escalation.policy\" value=\"reminder-only\" />"));
        await host.Engine.StartCaseAsync();
        await AssignAsync(host, "desk");
        Told(await host.AtAsync(Tuesday.AddDays(7))).ShouldBe([("desk", "overdue")]);
    }

    [Fact]
    public async Task Where_pauses_are_deducted_nobody_is_told_while_the_customer_is_waited_for()
    {
        await using var host = await EscalationHost.StartAsync(Monday, Models.Waiting(Due));
        await host.Engine.StartCaseAsync();
        (await host.AtAsync(Monday.AddDays(14))).ShouldBeEmpty();
        await host.Engine.CompleteAsync("ask");
        (await host.AtAsync(Monday.AddDays(14).AddHours(1))).ShouldBeEmpty();
        Told(await host.AtAsync(Monday.AddDays(15))).ShouldContain(("head", "escalation"));
    }

    private static List<(string?, string)> Told(IEnumerable<Notification> mails) => [.. mails.Select(mail => (mail.Receiver.Id, mail.Template))];

    private static async Task AssignAsync(EscalationHost host, string person)
    {
        var task = await host.Engine.TaskAsync("work");
        (await host.Engine.Engine.UserTasks.AssignAsync(task.UserTaskKey, person, ct: Ct)).IsOk.ShouldBeTrue();
    }

    private static async Task MoveDueAsync(EscalationHost host, DateTimeOffset due)
    {
        var task = await host.Engine.TaskAsync("work");
        (await host.Engine.Engine.UserTasks.UpdateAsync(task.UserTaskKey, new() { DueDate = due }, ct: Ct)).IsOk.ShouldBeTrue();
    }
}
