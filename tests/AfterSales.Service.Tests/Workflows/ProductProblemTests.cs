using AfterSales.Feel;
using AfterSales.Feel.Values;
using AfterSales.Service.Forms;
using AfterSales.Service.Languages;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Workflows;

/// <summary>What the routing of product problems promises beside the way it takes (PQL-01 to PQL-11, SLA-05, CLS-01).</summary>
public sealed class ProductProblemTests
{
    [Fact]
    public void Software_that_half_a_day_did_not_solve_is_not_level_1_a_second_time()
    {
        var path = Path("level-1-not-in-half-a-day");
        var walk = WorkflowWalk.Of(path, upTo: "Task_solve");
        var before = walk.Now;
        walk.LetPass("Boundary_half_day");
        (walk.Now - before).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromHours(4));
        var again = walk.Tasks.ShouldHaveSingleItem().Created;
        again.ElementId.ShouldBe("Task_grade");
        var outcome = FormValidator.Validate(
            WorkflowLibrary.Shipped.Form(again.FormId!),
            FormValues.From([("grading.kind", "software"), ("grading.software", "guidance"), ("grading.reason", "Once more.")]),
            [], again.Variables, new FeelEnvironment(walk.Now, TimeZoneInfo.Utc), Language.English);
        outcome.Errors.ShouldHaveSingleItem().Message.ShouldStartWith("It was not solved in half a day");
    }

    [Fact]
    public void Hardware_of_level_1_has_three_working_days()
    {
        var walk = WorkflowWalk.Of(Path("level-1-at-once"), upTo: "Task_solve");
        (walk.Timers.Single(timer => timer.Scheduled.TargetElementId == "Boundary_half_day").Scheduled.DueAt - walk.Now).ShouldBeGreaterThan(TimeSpan.FromDays(2));
    }

    [Fact]
    public void The_support_manager_approves_level_1_and_2_unless_the_complaint_is_judged_as_a_whole()
    {
        WorkflowWalk.Of(Path("level-2-sent-back"), upTo: "Task_approve_handling").Tasks.ShouldHaveSingleItem().Created.CandidateGroups.ShouldBe(["support-manager"]);
        WorkflowWalk.Of(FlowPath.Complaint("level-1-by-guidance")).Passed.ShouldNotContain("product-problem/Task_approve_handling");
    }

    [Fact]
    public void Sales_learns_the_solution_of_each_level()
    {
        Told("called-by-repair").ShouldBe("Lens cleaned, operators shown how.");
        Told("level-4").ShouldBe("Replace the seals of the lot.", "the corrective action, not the words of an engineer");

        static string Told(string name) =>
            ((FeelString)WorkflowWalk.Of(Path(name)).Jobs.Single(job => job.ElementId == "Task_hand_over").Variables.Entries["result"]).Value;
    }

    [Fact]
    public void Measures_without_effect_keep_the_grade()
    {
        var walk = WorkflowWalk.Of(FlowPath.Complaint("verified-as-ineffective"));
        walk.Passed.Count(id => id == "product-problem/Task_grade").ShouldBe(1);
        walk.Passed.Count(id => id == "product-problem/Task_solve").ShouldBe(2);
    }

    [Fact]
    public void Technical_management_and_sales_are_told()
    {
        var jobs = WorkflowWalk.Of(Path("level-4")).Jobs;
        jobs.Where(job => job.Type == "aftersales:notify:1").Select(job => ((FeelString)job.Variables.Entries["to"]).Value)
            .ShouldBe(["group:technical-management", "group:support-manager", "group:sales"]);
    }

    private static FlowPath Path(string name) => FlowPath.All["product-problem/" + name];
}
