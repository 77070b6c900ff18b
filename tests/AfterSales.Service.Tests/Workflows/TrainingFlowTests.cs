using AfterSales.Feel;
using AfterSales.Feel.Values;
using AfterSales.Service.Forms;
using AfterSales.Service.Languages;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Workflows;

/// <summary>What the training of customers promises beside the way it takes (TRN-01 to TRN-08).</summary>
public sealed class TrainingFlowTests
{
    [Theory]
    [InlineData("2026-11-27", "That is a day off on the calendar of this case.")]
    [InlineData("2026-11-20", "This day has passed.")]
    public void A_plan_on_a_day_off_or_in_the_past_is_refused_at_the_form_with_the_reason(string day, string reason)
    {
        var walk = WorkflowWalk.Of(Path("trained-and-signed"), upTo: "Task_plan");
        var plan = walk.Tasks.ShouldHaveSingleItem().Created;
        var answers = Path("trained-and-signed").Steps.Single(step => step.Task == "Task_plan").Answers!.Select(answer => (answer.Key, answer.Key == "plan.date" ? day : answer.Value));
        var outcome = FormValidator.Validate(
            WorkflowLibrary.Shipped.Form(plan.FormId!), FormValues.From(answers), [], plan.Variables, new FeelEnvironment(walk.Now, TimeZoneInfo.Utc), Language.English);
        var error = outcome.Errors.ShouldHaveSingleItem();
        error.Field.ShouldBe("plan.date");
        error.Message.ShouldStartWith(reason);
    }

    [Fact]
    public void Nothing_is_announced_before_process_technology_has_approved()
    {
        var walk = WorkflowWalk.Of(Path("sent-back-once"), upTo: "Task_approve");
        walk.Tasks.ShouldHaveSingleItem().Created.CandidateGroups.ShouldBe(["process-technology"]);
        walk.Passed.ShouldNotContain("customer-training/Task_confirm");
    }

    [Fact]
    public void The_comment_of_process_technology_reaches_the_author()
    {
        var walk = WorkflowWalk.Of(Path("sent-back-once"), upTo: "Task_approve");
        walk.Take(Path("sent-back-once").Steps.First(step => step.Task == "Task_approve"));
        var approval = walk.Tasks.ShouldHaveSingleItem().Created.Variables.Entries["approval"].ShouldBeOfType<FeelContext>();
        approval.Entries["comment"].ShouldBe(FeelValue.Of("Laser safety is missing."));
    }

    [Fact]
    public void The_third_rejection_goes_to_the_process_owner()
    {
        var walk = WorkflowWalk.Of(Path("owner-releases"), upTo: "Task_decide_plan");
        walk.Tasks.ShouldHaveSingleItem().Created.CandidateGroups.ShouldBe(["after-sales-manager"]);
        walk.Passed.Count(id => id == "customer-training/Task_approve").ShouldBe(3);
    }

    [Fact]
    public void The_register_learns_who_was_trained_and_when()
    {
        var job = WorkflowWalk.Of(Path("trained-and-signed")).Jobs.Single(done => done.Type == "aftersales:add-training-record:1").Variables;
        job.Entries["audience"].ShouldBe(FeelValue.Of("customer"));
        job.Entries["topic"].ShouldBe(FeelValue.Of("Operating the HL-3000"));
        job.Entries["heldOn"].ShouldBe(FeelValue.Of("2026-11-21"));
        job.Entries["passed"].ShouldBe(FeelValue.True);
    }

    private static FlowPath Path(string name) => FlowPath.All["customer-training/" + name];
}
