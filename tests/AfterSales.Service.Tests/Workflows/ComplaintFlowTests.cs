using AfterSales.Bpmn.Model;
using AfterSales.Feel.Values;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Workflows;

/// <summary>What complaint handling promises beside the way it takes: who approves, what a rejection or a dissatisfied customer changes.</summary>
public sealed class ComplaintFlowTests
{
    [Fact]
    public void Level_1_is_approved_by_the_support_manager_and_level_3_by_three_heads()
    {
        Approvers("level-1-by-guidance").ShouldBe(["support-manager"]);
        Approvers("solved-and-satisfied").ShouldBe(["head-rnd", "head-engineering", "head-quality"], ignoreOrder: true);

        static IEnumerable<string> Approvers(string name)
        {
            var walk = WorkflowWalk.Of(FlowPath.Complaint(name), upTo: "Task_approve");
            return walk.Tasks.Where(task => task.Created.ElementId == "Task_approve").Select(task => task.Created.CandidateGroups.Single());
        }
    }

    [Fact]
    public void One_rejection_closes_the_other_approvals()
    {
        var walk = WorkflowWalk.Of(FlowPath.Complaint("one-head-rejects"), upTo: "Task_approve");
        var steps = FlowPath.Complaint("one-head-rejects").Steps.Where(step => step.Task == "Task_approve").Take(2).ToList();
        foreach (var step in steps)
            walk.Complete(step.Task!, step.Answers!);
        walk.Tasks.Select(task => task.Created.ElementId).ShouldBe(["Task_verify"]);
        var comment = walk.Tasks[0].Created.Variables.Entries["rejection"].ShouldBeOfType<FeelString>().Value;
        comment.ShouldContain("The cause is not proven.", customMessage: "the comment goes back to the author");
    }

    [Fact]
    public void A_dissatisfied_customer_gets_more_priority_and_half_the_time()
    {
        var walk = WorkflowWalk.Of(FlowPath.Complaint("not-satisfied-twice"), upTo: "Task_confirm");
        var first = walk.Root.State.FindVariable(walk.Root.State.ProcessInstanceKey, "handling").ShouldBeOfType<FeelContext>();
        walk.Complete("Task_confirm", new Dictionary<string, string> { ["confirmation.satisfied"] = "no", ["confirmation.comment"] = "Still broken." });
        var second = walk.Root.State.FindVariable(walk.Root.State.ProcessInstanceKey, "handling").ShouldBeOfType<FeelContext>();
        ((FeelNumber)second.Entries["priority"]).Value.ShouldBeGreaterThan(((FeelNumber)first.Entries["priority"]).Value);
        ((FeelNumber)second.Entries["limitDays"]).Value.ShouldBe(3, "half of five days, rounded up");
        walk.Tasks.Single(task => task.Created.ElementId == "Task_judge").Created.Priority.ShouldBe(75);
    }

    [Fact]
    public void The_manager_is_told_only_after_the_second_round()
    {
        var once = WorkflowWalk.Of(FlowPath.Complaint("not-satisfied-twice"), upTo: "Task_confirm");
        once.Complete("Task_confirm", new Dictionary<string, string> { ["confirmation.satisfied"] = "no", ["confirmation.comment"] = "Still broken." });
        once.Jobs.ShouldNotContain(job => job.ElementId == "Task_tell_manager");
        WorkflowWalk.Of(FlowPath.Complaint("not-satisfied-twice")).Jobs.Count(job => job.ElementId == "Task_tell_manager").ShouldBe(1);
    }

    [Fact]
    public void Withdrawing_cancels_everything_below_and_tells_the_customer()
    {
        var walk = WorkflowWalk.Of(FlowPath.Complaint("withdrawn"));
        walk.Tasks.ShouldBeEmpty();
        walk.Jobs.Last().Variables.Entries["template"].ShouldBe(FeelValue.Of("case-closed"));
    }

    [Fact]
    public void Corrective_action_can_be_started_without_a_complaint()
    {
        var walk = new WorkflowWalk("corrective-action", FlowPath.Complaint("withdrawn").StartVariables, mayMissVariables: true);
        walk.Tasks.Single().Created.CandidateGroups.ShouldBe(["engineering"]);
        var steps = FlowPath.Complaint("solved-and-satisfied").Steps.SkipWhile(step => step.Task != "Task_plan").TakeWhile(step => step.Task != "Task_verify");
        foreach (var step in steps)
            walk.Take(step);
        walk.Take(FlowPath.Complaint("solved-and-satisfied").Steps.Single(step => step.Task == "Task_decide_improvement"));
        walk.Ends.ShouldBe(["End_capa"]);
        walk.Status.ShouldBe("closed", "a case of its own does not stay open");
    }

    [Fact]
    public void A_survey_can_be_started_without_a_complaint()
    {
        var walk = new WorkflowWalk("satisfaction-survey", FlowPath.Complaint("withdrawn").StartVariables);
        walk.Take(FlowPath.Complaint("survey-below-warning-line").Steps.Single(step => step.Task == "Task_survey"));
        walk.Ends.ShouldBe(["End_warning"]);
    }
}
