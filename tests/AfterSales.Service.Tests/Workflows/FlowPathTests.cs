using AfterSales.Bpmn.Model;
using AfterSales.Service.Workflows;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Workflows;

/// <summary>Every way through the shipped workflows, on the real interpreter, with answers the real form check accepts (LINT-25, LINT-41).</summary>
public sealed class FlowPathTests
{
    public static TheoryData<string> Paths => new(FlowPath.All.Keys);

    public static TheoryData<string> Processes => new(WorkflowLibrary.Shipped.Processes.Select(process => process.Id));

    [Theory]
    [MemberData(nameof(Paths))]
    public void The_path_leads_to_its_end(string key)
    {
        var path = FlowPath.All[key];
        var walk = WorkflowWalk.Of(path);
        walk.IsFinished.ShouldBeTrue($"still open: {string.Join(", ", walk.Tasks.Select(task => task.Created.ElementId))}");
        walk.Status.ShouldBe(path.Status);
        walk.Ends.ShouldBe(path.Ends, ignoreOrder: true);
        walk.Timers.ShouldBeEmpty();
        walk.Messages.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Processes))]
    public void Together_the_paths_pass_every_element_and_every_flow(string processId)
    {
        var process = WorkflowLibrary.Shipped.Process(processId);
        var all = process.Elements.Where(element => element.Type != ElementType.Process).Select(element => element.Id)
            .Concat(process.Flows.Select(flow => flow.Id));
        all.Select(id => $"{processId}/{id}").Except(Passed.Value).ShouldBeEmpty("a branch nobody has walked");
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Customer_tasks_go_to_the_customer_and_all_others_to_a_role_each_with_a_due_time(string key)
    {
        var path = FlowPath.All[key];
        var walk = new WorkflowWalk(path.ProcessId, path.StartVariables, path.Jobs.Run());
        foreach (var step in path.Steps)
        {
            foreach (var task in walk.Tasks)
            {
                var properties = task.Instance.Process.Element(task.Created.ElementId).Properties;
                if (properties.GetValueOrDefault("waiting.for") == "customer")
                    task.Created.Assignee.ShouldNotBeNull(task.Created.ElementId).ShouldStartWith("customer:");
                else
                    (task.Created.CandidateGroups.Count > 0 || task.Created.Assignee is not null).ShouldBeTrue(task.Created.ElementId);
                task.Created.DueDate.ShouldNotBeNull(task.Created.ElementId);
            }
            walk.Take(step);
        }
    }

    private static readonly Lazy<HashSet<string>> Passed = new(() => [.. FlowPath.All.Values.SelectMany(path => WorkflowWalk.Of(path).Passed)]);
}
