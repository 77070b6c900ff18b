using AfterSales.Feel.Values;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Workflows;

/// <summary>What the installation flows promise beside the way they take: the clock of KPI-01, the notice of SLA-09, what forms refuse.</summary>
public sealed class InstallationFlowTests
{
    // The walks begin on Monday 23 November 2026, 09:30 in Tehran. Iran works from Saturday to Thursday.
    private const string RequestedToday = "2026-11-23T06:00:00Z";

    [Theory]
    [InlineData(RequestedToday, 2, "both", "2026-11-30")] // seven days from now, done on 1 December, the seventh working day
    [InlineData(RequestedToday, 3, "short", "2026-11-29")] // three days on the site leave no seven days of notice
    [InlineData("2026-11-17T06:00:00Z", 2, "short", "2026-11-24")] // the hand-over took days: the limit is 25 November
    [InlineData("2026-11-10T06:00:00Z", 2, "late", "2026-11-30")] // the limit has passed: no reason to shorten the notice
    public void The_entry_date_is_suggested_so_that_limit_and_notice_both_hold_where_they_can(string receivedAt, int days, string holds, string entryDate)
    {
        var walk = Preparation(receivedAt);
        walk.Complete("Task_check_need", With(Answers("seven-days-of-notice", "Task_check_need"), ("need.days", $"{days}")));
        walk.Complete("Task_gather_papers", Answers("seven-days-of-notice", "Task_gather_papers"));
        var suggestion = Opened(walk, "Task_choose_team")["suggestion"].ShouldBeOfType<FeelContext>();
        TextOf(suggestion["holds"]).ShouldBe(holds);
        TextOf(suggestion["entryDate"]).ShouldBe(entryDate);
    }

    [Fact]
    public void With_seven_days_of_notice_the_task_order_waits_for_the_day_of_the_notice()
    {
        var walk = UpTo("installation-preparation/seven-days-of-notice", "Event_notice_day");
        walk.Jobs.ShouldNotContain(job => job.ElementId == "Task_send_order", "the head of after-sales hears it seven days before the entry, not before");
        walk.Timers.Single().Scheduled.DueAt.ShouldBe(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.FromHours(3.5)), "entry on 1 December");
        walk.LetPass("Event_notice_day");
        walk.Jobs.Select(job => job.ElementId).ShouldBe(["Task_send_order"], "nothing about a short notice is recorded");
    }

    [Fact]
    public void With_less_the_reason_is_recorded_and_the_task_order_goes_at_once()
    {
        var walk = WorkflowWalk.Of(FlowPath.All["installation-preparation/short-notice"], upTo: "Task_decide_team");
        walk.Jobs.Select(job => job.ElementId).ShouldBe(["Task_record_short", "Task_send_order"]);
        var data = walk.Jobs[0].Variables["data"].ShouldBeOfType<FeelContext>();
        TextOf(data["reason"]).ShouldBe("The seven working days leave no more time.");
    }

    [Theory]
    [InlineData("2026-11-25", null, "shortReason", "a reason is asked for with less than seven days")]
    [InlineData("2026-12-04", null, "taskOrder.entryDate", "4 December 2026 is a Friday")]
    [InlineData("2026-11-22", "Late", "taskOrder.entryDate", "yesterday")]
    public void An_entry_date_that_cannot_be_is_refused(string entryDate, string? reason, string field, string because)
    {
        var walk = Preparation(RequestedToday);
        walk.Complete("Task_check_need", Answers("seven-days-of-notice", "Task_check_need"));
        walk.Complete("Task_gather_papers", Answers("seven-days-of-notice", "Task_gather_papers"));
        var answers = With(Answers("seven-days-of-notice", "Task_choose_team"), ("taskOrder.entryDate", entryDate));
        if (reason is not null)
            answers["taskOrder.shortReason"] = reason;
        Should.Throw<ShouldAssertException>(() => walk.Complete("Task_choose_team", answers), because).Message.ShouldContain(field);
    }

    [Fact]
    public void The_clock_runs_from_the_request_whenever_the_contract_data_comes()
    {
        var path = FlowPath.All["installation/limit-missed-and-withdrawn"];
        var requested = new DateTimeOffset(2026, 11, 19, 6, 0, 0, TimeSpan.Zero);
        var walk = new WorkflowWalk(path.ProcessId, FeelContext.Empty.With("case", path.Case.With("receivedAt", FeelValue.Of("2026-11-19T06:00:00Z"))), path.Jobs.Run());
        foreach (var step in path.Steps.TakeWhile(step => step.Task is "Task_check_order" or "Task_hand_over"))
            walk.Take(step);
        Due(walk, "Boundary_warning").ShouldBe(requested.AddDays(6), "Thursday 19 and five working days, one Friday between");
        Due(walk, "Boundary_limit").ShouldBe(requested.AddDays(9), "seven working days, two Fridays between");
    }

    [Fact]
    public void A_site_with_an_open_condition_cannot_be_fit()
    {
        var walk = UpTo("site-audit/fit-at-once", "Task_audit");
        var answers = With(FlowPath.All["site-audit/fit-at-once"].Steps[0].Answers!, ("audit.power", "open"));
        Should.Throw<ShouldAssertException>(() => walk.Complete("Task_audit", answers)).Message.ShouldContain("A condition is not ready yet");
    }

    [Theory]
    [InlineData("site-audit/third-time-not-fit", "Task_tell_superior")]
    [InlineData("acceptance/adjusted-three-times", "Task_tell_head_acceptance")]
    [InlineData("installation-work/check-fails-three-times", "Task_tell_bad_work")]
    [InlineData("service-start/incomplete-three-times", "Task_tell_record")]
    public void The_third_loop_and_no_earlier_one_tells_the_head_of_after_sales(string path, string step) =>
        WorkflowWalk.Of(FlowPath.All[path]).Jobs.Count(job => job.ElementId == step).ShouldBe(1);

    [Fact]
    public void Findings_of_the_check_go_back_to_the_team()
    {
        var path = FlowPath.All["installation-work/check-fails-three-times"];
        var walk = new WorkflowWalk(path.ProcessId, path.StartVariables, path.Jobs.Run());
        foreach (var step in path.Steps.TakeWhile(step => step.Task != "Task_check_work").Concat(path.Steps.SkipWhile(step => step.Task != "Task_check_work").Take(2)))
            walk.Take(step);
        TextOf(Opened(walk, "Task_install")["remarks"]).ShouldBe("Two anchor bolts are loose.");
    }

    [Fact]
    public void The_day_on_the_paper_counts_when_the_customer_signs_on_paper()
    {
        var walk = WorkflowWalk.Of(FlowPath.All["acceptance/signed-on-paper"]);
        var archived = walk.Jobs.Single(job => job.ElementId == "Task_archive_acceptance").Variables["data"].ShouldBeOfType<FeelContext>();
        TextOf(archived["signedOn"]).ShouldBe("2026-11-21", "signed two days before the report came back (OPN-02)");
    }

    [Fact]
    public void The_warranty_begins_on_the_day_of_the_acceptance()
    {
        var walk = WorkflowWalk.Of(FlowPath.All["service-start/signed-late"]);
        var registered = walk.Jobs.Single(job => job.ElementId == "Task_register_equipment").Variables;
        TextOf(registered["installedOn"]).ShouldBe("2026-11-20");
        TextOf(registered["serialNumber"]).ShouldBe("HL3K-2611-0007");
        registered["warrantyMonths"].ShouldBe(FeelValue.Of(12m));
    }

    private static WorkflowWalk Preparation(string receivedAt)
    {
        var path = FlowPath.All["installation-preparation/seven-days-of-notice"];
        return new WorkflowWalk(path.ProcessId, path.StartVariables.With("case", path.Case.With("receivedAt", FeelValue.Of(receivedAt))), path.Jobs.Run());
    }

    /// <summary>The path up to where the task or timer is open.</summary>
    private static WorkflowWalk UpTo(string key, string elementId)
    {
        var path = FlowPath.All[key];
        var walk = new WorkflowWalk(path.ProcessId, path.StartVariables, path.Jobs.Run());
        foreach (var step in path.Steps.TakeWhile(step => step.Task != elementId && step.Timer != elementId))
            walk.Take(step);
        return walk;
    }

    private static Dictionary<string, string> Answers(string preparation, string task) =>
        FlowPath.All["installation-preparation/" + preparation].Steps.First(step => step.Task == task).Answers!;

    private static Dictionary<string, string> With(Dictionary<string, string> answers, params IEnumerable<(string Key, string Value)> others)
    {
        var all = new Dictionary<string, string>(answers);
        foreach (var (key, value) in others)
            all[key] = value;
        return all;
    }

    private static FeelContext Opened(WorkflowWalk walk, string taskId) => walk.Tasks.Single(task => task.Created.ElementId == taskId).Created.Variables;

    private static DateTimeOffset Due(WorkflowWalk walk, string timerId) => walk.Timers.Single(timer => timer.Scheduled.TargetElementId == timerId).Scheduled.DueAt;

    private static string TextOf(FeelValue value) => value switch
    {
        FeelString text => text.Value,
        FeelDate date => date.ToString()!,
        _ => $"{value}",
    };
}
