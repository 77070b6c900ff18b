using AfterSales.Engine.Instances;
using AfterSales.Engine.Search;
using AfterSales.Engine.Tests.Support;
using AfterSales.Engine.UserTasks;
using AfterSales.Feel.Values;
using Shouldly;
using Xunit;

namespace AfterSales.Engine.Tests.Suites;

public abstract class CallSuite : EngineSuite
{
    [Fact]
    public async Task A_call_activity_starts_the_called_process_and_goes_on_with_its_variables()
    {
        await Test.DeployAsync(Processes.OneTask(), Processes.OneCall());
        var caller = await Test.StartAsync("one-call", TestEngine.Of(("model", FeelValue.Of("X1"))), "CMP-1");

        var child = await ChildOfAsync(caller);
        (child.ProcessDefinitionId, child.RootProcessInstanceKey, child.BusinessKey).ShouldBe(("one-task", caller, "CMP-1"));
        var task = await Test.TaskOfAsync(child.ProcessInstanceKey);
        await Engine.UserTasks.CompleteAsync(task.UserTaskKey, TestEngine.Of(("cause", FeelValue.Of("wear"))), ct: Ct);

        await Test.EndsAsync(caller);
        (await Test.VariableAsync(caller, "cause")).ShouldBe(FeelValue.Of("wear"));
    }

    [Fact]
    public async Task Cancelling_the_caller_cancels_the_called_instance()
    {
        await Test.DeployAsync(Processes.OneTask(), Processes.OneCall());
        var caller = await Test.StartAsync("one-call");
        var child = await ChildOfAsync(caller);

        (await Engine.Instances.CancelAsync(child.ProcessInstanceKey, ct: Ct)).Failure.Message.ShouldContain($"cancel that one");
        (await Engine.Instances.CancelAsync(caller, ct: Ct)).IsOk.ShouldBeTrue();

        await Eventually.Async(async () => (await Test.StateOfAsync(child.ProcessInstanceKey)).ShouldBe(InstanceStates.Terminated));
        (await Test.TasksAsync(SearchRequest.Where("state", UserTaskStates.Created))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_process_that_is_not_deployed_is_an_incident_that_can_be_resolved_later()
    {
        await Test.DeployAsync(Processes.OneCall());
        var caller = await Test.StartAsync("one-call");
        await Eventually.Async(async () => TestEngine.Items(await Engine.Incidents.SearchAsync(new SearchRequest(), Ct)).ShouldHaveSingleItem()
            .ErrorType.ShouldBe("CALLED_ELEMENT_ERROR"));
        var incident = TestEngine.Items(await Engine.Incidents.SearchAsync(new SearchRequest(), Ct)).Single();
        await Test.DeployAsync(Processes.OneTask());

        (await Engine.Incidents.ResolveAsync(incident.IncidentKey, ct: Ct)).IsOk.ShouldBeTrue();

        await Engine.UserTasks.CompleteAsync((await Test.TaskOfAsync((await ChildOfAsync(caller)).ProcessInstanceKey)).UserTaskKey, ct: Ct);
        await Test.EndsAsync(caller);
    }

    [Fact]
    public async Task Calls_in_calls_end_from_the_inside_out()
    {
        await Test.DeployAsync(Processes.OneJob(), Processes.OneCall("middle", "one-job"), Processes.OneCall("outer", "middle"));
        var outer = await Test.StartAsync("outer");
        await Eventually.Async(async () => (await Engine.Jobs.SearchAsync(new SearchRequest(), Ct)).Value.TotalItems.ShouldBe(1));

        var job = (await Engine.Jobs.ActivateAsync("work", 1, TimeSpan.FromMinutes(1), "w", Ct)).Value.Single();
        await Engine.Jobs.CompleteAsync(job.JobKey, ct: Ct);

        await Test.EndsAsync(outer);
        TestEngine.Items(await Engine.Instances.SearchAsync(SearchRequest.Where("rootProcessInstanceKey", outer), Ct))
            .Select(row => row.State).ShouldAllBe(state => state == InstanceStates.Completed);
    }

    [Fact]
    public async Task An_error_of_the_called_instance_is_caught_at_the_call_activity()
    {
        const string error = """<bpmn:error id="e1" name="No part" errorCode="NO_PART" />""";
        await Test.DeployAsync(
            Processes.Bpmn("failing", Processes.Start()
                + """<bpmn:endEvent id="failed"><bpmn:errorEventDefinition id="d" errorRef="e1" /></bpmn:endEvent>""" + Processes.Chain("start", "failed"), error),
            Processes.Bpmn("catching", Processes.Start() + Processes.Call("call", "failing") + Processes.End()
                + """<bpmn:boundaryEvent id="caught" attachedToRef="call"><bpmn:errorEventDefinition id="d" errorRef="e1" /></bpmn:boundaryEvent><bpmn:endEvent id="other" />"""
                + Processes.Chain("start", "call", "end") + Processes.Chain("caught", "other"), error));

        var caller = await Test.StartAsync("catching");

        await Test.EndsAsync(caller);
        (await Engine.History.FlowsAsync(caller, Ct)).Select(flow => flow.FlowId).ShouldContain("caught_other");
    }

    private async Task<ProcessInstanceRow> ChildOfAsync(long caller)
    {
        ProcessInstanceRow? child = null;
        await Eventually.Async(async () => child = TestEngine.Items(await Engine.Instances.SearchAsync(
            SearchRequest.Where("parentProcessInstanceKey", caller), Ct)).ShouldHaveSingleItem());
        return child!;
    }
}
