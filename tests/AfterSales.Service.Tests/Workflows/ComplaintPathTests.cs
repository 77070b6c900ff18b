using AfterSales.Bpmn.Model;
using AfterSales.Feel.Values;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Workflows;

/// <summary>Every way through the shipped workflows, on the real interpreter, with answers the real form check accepts (LINT-25, LINT-41).</summary>
public sealed class ComplaintPathTests
{
    public static TheoryData<string> Paths => new(ComplaintPath.All.Keys);

    [Theory]
    [MemberData(nameof(Paths))]
    public void The_path_leads_to_its_end(string name)
    {
        var path = ComplaintPath.All[name];
        var walk = Walk(path);
        walk.IsFinished.ShouldBeTrue($"still open: {string.Join(", ", walk.Tasks.Select(task => task.Created.ElementId))}");
        walk.Status.ShouldBe(path.Status);
        walk.Ends.ShouldBe(path.Ends, ignoreOrder: true);
        walk.Timers.ShouldBeEmpty();
        walk.Messages.ShouldBeEmpty();
    }

    [Fact]
    public void Together_the_paths_pass_every_element_and_every_flow()
    {
        var passed = ComplaintPath.All.Values.SelectMany(path => Walk(path).Passed).ToHashSet();
        var all = WorkflowLibrary.Shipped.Processes
            .SelectMany(process => process.Elements.Where(element => element.Type != ElementType.Process).Select(element => element.Id)
                .Concat(process.Flows.Select(flow => flow.Id)));
        all.Except(passed).ShouldBeEmpty("a branch nobody has walked");
    }

    [Fact]
    public void Level_1_is_approved_by_the_support_manager_and_level_3_by_three_heads()
    {
        Approvers("level-1-by-guidance").ShouldBe(["support-manager"]);
        Approvers("solved-and-satisfied").ShouldBe(["head-rnd", "head-engineering", "head-quality"], ignoreOrder: true);

        static IEnumerable<string> Approvers(string name)
        {
            var walk = Walk(ComplaintPath.All[name], upTo: "Task_approve");
            return walk.Tasks.Where(task => task.Created.ElementId == "Task_approve").Select(task => task.Created.CandidateGroups.Single());
        }
    }

    [Fact]
    public void One_rejection_closes_the_other_approvals()
    {
        var walk = Walk(ComplaintPath.All["one-head-rejects"], upTo: "Task_approve");
        var steps = ComplaintPath.All["one-head-rejects"].Steps.Where(step => step.Task == "Task_approve").Take(2).ToList();
        foreach (var step in steps)
            walk.Complete(step.Task!, step.Answers!);
        walk.Tasks.Select(task => task.Created.ElementId).ShouldBe(["Task_verify"]);
        var comment = walk.Tasks[0].Created.Variables.Entries["rejection"].ShouldBeOfType<FeelString>().Value;
        comment.ShouldContain("The cause is not proven.", customMessage: "the comment goes back to the author");
    }

    [Fact]
    public void A_dissatisfied_customer_gets_more_priority_and_half_the_time()
    {
        var walk = Walk(ComplaintPath.All["not-satisfied-twice"], upTo: "Task_confirm");
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
        var once = Walk(ComplaintPath.All["not-satisfied-twice"], upTo: "Task_confirm");
        once.Complete("Task_confirm", new Dictionary<string, string> { ["confirmation.satisfied"] = "no", ["confirmation.comment"] = "Still broken." });
        once.Jobs.ShouldNotContain(job => job.ElementId == "Task_tell_manager");
        Walk(ComplaintPath.All["not-satisfied-twice"]).Jobs.Count(job => job.ElementId == "Task_tell_manager").ShouldBe(1);
    }

    [Fact]
    public void Customer_tasks_go_to_the_customer_and_all_others_to_a_role()
    {
        foreach (var path in ComplaintPath.All.Values)
        {
            var walk = new WorkflowWalk(ComplaintPath.Case());
            foreach (var step in path.Steps)
            {
                foreach (var task in walk.Tasks)
                {
                    var waitsForCustomer = task.Instance.Process.Element(task.Created.ElementId).Properties.ContainsKey("waiting.for");
                    task.Created.Assignee.ShouldBe(waitsForCustomer ? "customer:purchasing@parsghateh.example" : null, task.Created.ElementId);
                    if (!waitsForCustomer)
                        task.Created.CandidateGroups.ShouldNotBeEmpty(task.Created.ElementId);
                    task.Created.DueDate.ShouldNotBeNull(task.Created.ElementId);
                }
                Take(walk, step);
            }
        }
    }

    [Fact]
    public void Withdrawing_cancels_everything_below_and_tells_the_customer()
    {
        var walk = Walk(ComplaintPath.All["withdrawn"]);
        walk.Tasks.ShouldBeEmpty();
        walk.Jobs.Last().Variables.Entries["template"].ShouldBe(FeelValue.Of("case-closed"));
    }

    [Fact]
    public void Corrective_action_can_be_started_without_a_complaint()
    {
        var walk = new WorkflowWalk(ComplaintPath.Case(), "corrective-action", mayMissVariables: true);
        walk.Tasks.Single().Created.CandidateGroups.ShouldBe(["engineering"]);
        var steps = ComplaintPath.All["solved-and-satisfied"].Steps.SkipWhile(step => step.Task != "Task_plan").TakeWhile(step => step.Task != "Task_verify");
        foreach (var step in steps)
            Take(walk, step);
        walk.Ends.ShouldBe(["End_capa"]);
    }

    [Fact]
    public void A_survey_can_be_started_without_a_complaint()
    {
        var walk = new WorkflowWalk(ComplaintPath.Case(), "satisfaction-survey");
        Take(walk, ComplaintPath.All["survey-below-warning-line"].Steps.Single(step => step.Task == "Task_survey"));
        walk.Ends.ShouldBe(["End_warning"]);
    }

    internal static WorkflowWalk Walk(ComplaintPath path, string? upTo = null)
    {
        var walk = new WorkflowWalk(ComplaintPath.Case());
        foreach (var step in path.Steps)
        {
            if (upTo is not null && walk.Tasks.Exists(task => task.Created.ElementId == upTo))
                break;
            Take(walk, step);
        }
        return walk;
    }

    private static void Take(WorkflowWalk walk, PathStep step)
    {
        if (step.Task is not null)
            walk.Complete(step.Task, step.Answers!);
        else if (step.Timer is not null)
            walk.LetPass(step.Timer);
        else
            walk.Publish(step.Message!);
    }
}
