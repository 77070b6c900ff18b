using AfterSales.Feel.Values;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Workflows;

/// <summary>What the repair promises beside the way it takes: how soon somebody answers, what a booker sees, what is charged.</summary>
public sealed class RepairFlowTests
{
    private static readonly DateTimeOffset Received = new(2026, 11, 23, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Standby_hears_of_an_urgent_slip_before_it_is_registered()
    {
        var walk = WorkflowWalk.Of(FlowPath.All["repair-answer/urgent-solved"], upTo: "Task_register");
        var told = walk.Jobs.Single();
        told.ElementId.ShouldBe("Task_standby_first");
        told.Variables.Entries["to"].ShouldBe(FeelValue.Of("group:service-engineer"));
    }

    [Theory]
    [InlineData("urgent-solved", "Task_answer_now", "Boundary_hour", 1)]
    [InlineData("judged-late", "Task_answer", "Boundary_answer", 7 * 24)]
    public void The_first_answer_is_due_by_the_clock_from_the_receipt(string path, string task, string timer, int hours)
    {
        var walk = WorkflowWalk.Of(FlowPath.All["repair-answer/" + path], upTo: task);
        walk.Tasks.Single().Created.DueDate.ShouldBe(Received.AddHours(hours), "nights and days off count (OPN-40)");
        walk.Timers.Single(open => open.Scheduled.TargetElementId == timer).Scheduled.DueAt.ShouldBe(Received.AddHours(hours));
    }

    [Fact]
    public void The_class_of_a_slip_is_changed_with_a_reason_only()
    {
        var walk = WorkflowWalk.Of(FlowPath.All["repair-answer/registered-late-then-complex"], upTo: "Task_judge");
        var answers = new Dictionary<string, string> { ["judged.item"] = "Pump", ["judged.level"] = "B", ["judged.class"] = "complex" };
        Should.Throw<ShouldAssertException>(() => walk.Complete("Task_judge", answers)).Message.ShouldContain("judged.reason");
        answers["judged.reason"] = "Needs parts of three makers.";
        walk.Complete("Task_judge", answers);
        walk.Tasks.Single().Created.ElementId.ShouldBe("Task_answer");
    }

    [Fact]
    public void A_time_that_cannot_be_booked_comes_back_with_the_reason()
    {
        var path = FlowPath.All["appointment/by-phone-after-conflict"];
        var walk = new WorkflowWalk(path.ProcessId, path.StartVariables, path.Jobs.Run());
        walk.Take(path.Steps[0]);
        var again = walk.Tasks.Single();
        again.Created.ElementId.ShouldBe("Task_phone");
        again.Created.Variables["scheduled"].ShouldBeOfType<FeelContext>()["conflict"].ShouldBe(FeelValue.Of("busy"));
    }

    [Fact]
    public void The_reason_of_a_refused_offer_is_kept_with_the_quotation()
    {
        var answer = WorkflowWalk.Of(FlowPath.All["repair-plan/changed-then-declined"]).Jobs.Last(job => job.Type == "aftersales:answer-quotation:1").Variables;
        answer["quotation"].ShouldBe(FeelValue.Of("Q-2026-0004"));
        answer["accepted"].ShouldBe(FeelValue.Of(false));
        answer["reason"].ShouldBe(FeelValue.Of("Too expensive."));
    }

    [Fact]
    public void Extra_work_is_charged_when_the_customer_has_agreed()
    {
        var charge = WorkflowWalk.Of(FlowPath.All["repair/product-problem"]).Jobs.Single(job => job.Type == "aftersales:record-charge:1").Variables;
        charge["amount"].ShouldBe(FeelValue.Of(175.50m), "100 work, 40.50 parts, 9.50 travel and 25.50 extra work");
        charge["currency"].ShouldBe(FeelValue.Of("EUR"));
    }

    [Fact]
    public void The_third_failed_check_goes_to_the_superior()
    {
        var walk = WorkflowWalk.Of(FlowPath.All["repair/unsolved"], upTo: "Task_superior");
        walk.Passed.Count(id => id == "repair-work/Task_rework").ShouldBe(3);
        walk.Tasks.Single().Created.CandidateGroups.ShouldBe(["support-manager"]);
    }
}
