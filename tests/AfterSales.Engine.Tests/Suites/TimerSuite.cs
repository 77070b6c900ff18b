using AfterSales.Engine.Instances;
using AfterSales.Engine.Search;
using AfterSales.Engine.Tests.Support;
using Shouldly;
using Xunit;

namespace AfterSales.Engine.Tests.Suites;

public abstract class TimerSuite : EngineSuite
{
    [Fact]
    public async Task A_timer_fires_when_the_clock_reaches_it_and_not_before()
    {
        await Test.DeployAsync(Processes.OneTimer());
        var instance = await Test.StartAsync("one-timer");
        var due = Test.Clock.GetUtcNow().AddHours(1);
        TestEngine.Items(await Engine.History.SearchTimersAsync(SearchRequest.Where("processInstanceKey", instance), Ct)).ShouldHaveSingleItem().DueDate.ShouldBe(due);

        Test.Clock.Pin(due.AddMilliseconds(-1));
        // A timer of another instance that is due proves that the sweep has looked.
        var other = await StartTimerAsync("other", "PT0S");
        await Test.EndsAsync(other);
        (await Test.StateOfAsync(instance)).ShouldBe(InstanceStates.Active);

        Test.Clock.Pin(due);
        await Test.EndsAsync(instance);
        TestEngine.Items(await Engine.History.SearchTimersAsync(new SearchRequest(), Ct)).ShouldBeEmpty("a timer that fired leaves no row");
    }

    [Fact]
    public async Task A_timer_that_became_due_while_the_engine_was_down_fires_after_the_restart()
    {
        await Test.DeployAsync(Processes.OneTimer());
        var instance = await Test.StartAsync("one-timer");
        await Test.CloseAsync();
        Test.Clock.Advance(TimeSpan.FromDays(1));

        await Test.OpenAsync();

        await Test.EndsAsync(instance);
    }

    [Fact]
    public async Task More_timers_than_a_batch_holds_all_fire_once()
    {
        await Test.DeployAsync(Processes.OneTimer());
        var instances = await Task.WhenAll(Enumerable.Range(0, 350).Select(_ => Test.StartAsync("one-timer")));

        Test.Clock.Advance(TimeSpan.FromHours(1));

        await Eventually.Async(async () =>
            (await Engine.Instances.SearchAsync(SearchRequest.Where("state", InstanceStates.Completed), Ct)).Value.TotalItems.ShouldBe(350));
        var ends = await Engine.History.SearchElementsAsync(SearchRequest.Where("elementId", "end"), Ct);
        ends.Value.TotalItems.ShouldBe(instances.Length, "each case ends exactly once");
    }

    [Fact]
    public async Task A_boundary_timer_interrupts_its_task()
    {
        const string boundary =
            """
            <bpmn:boundaryEvent id="late" attachedToRef="task"><bpmn:timerEventDefinition id="late_def">
            <bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P7D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
            <bpmn:endEvent id="escalated" />
            """;
        await Test.DeployAsync(Processes.Bpmn(
            "limited", Processes.Start() + Processes.UserTask("task") + Processes.End() + boundary
                + Processes.Chain("start", "task", "end") + Processes.Chain("late", "escalated")));
        var instance = await Test.StartAsync("limited");
        var task = await Test.TaskOfAsync(instance);

        Test.Clock.Advance(TimeSpan.FromDays(7));

        await Test.EndsAsync(instance);
        (await Engine.UserTasks.GetAsync(task.UserTaskKey, Ct))!.State.ShouldBe("CANCELED");
    }

    [Fact]
    public async Task Completing_the_task_first_cancels_its_boundary_timer()
    {
        const string boundary =
            """
            <bpmn:boundaryEvent id="late" cancelActivity="false" attachedToRef="task"><bpmn:timerEventDefinition id="late_def">
            <bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P7D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
            <bpmn:endEvent id="escalated" />
            """;
        await Test.DeployAsync(Processes.Bpmn(
            "limited", Processes.Start() + Processes.UserTask("task") + Processes.End() + boundary
                + Processes.Chain("start", "task", "end") + Processes.Chain("late", "escalated")));
        var instance = await Test.StartAsync("limited");

        (await Engine.UserTasks.CompleteAsync((await Test.TaskOfAsync(instance)).UserTaskKey, ct: Ct)).IsOk.ShouldBeTrue();

        TestEngine.Items(await Engine.History.SearchTimersAsync(new SearchRequest(), Ct)).ShouldBeEmpty();
        (await Test.StateOfAsync(instance)).ShouldBe(InstanceStates.Completed);
    }

    [Fact]
    public async Task A_timer_start_event_starts_instances_of_the_latest_version_only()
    {
        await Test.DeployAsync(Cyclic("R3/PT1H"));
        Test.Clock.Advance(TimeSpan.FromHours(1));
        await CountsAsync(1);

        await Test.DeployAsync(Cyclic("R2/PT2H"));
        Test.Clock.Advance(TimeSpan.FromHours(2));
        await CountsAsync(2);
        Test.Clock.Advance(TimeSpan.FromHours(2));
        await CountsAsync(3);
        Test.Clock.Advance(TimeSpan.FromHours(20));

        // Proof that the sweep has looked again: a timer that is due now.
        await Test.EndsAsync(await StartTimerAsync("other", "PT0S"));
        await CountsAsync(3);
        TestEngine.Items(await Engine.Instances.SearchAsync(SearchRequest.Where("processDefinitionId", "cyclic"), Ct))
            .Select(row => row.ProcessDefinitionVersion).Order().ShouldBe([1, 2, 2]);
    }

    [Fact]
    public async Task Beats_missed_while_the_engine_was_down_are_made_up_for_once_and_the_beat_is_kept()
    {
        await Test.DeployAsync(Cyclic("R/PT1H"));
        var deployed = Test.Clock.GetUtcNow();
        await Test.CloseAsync();
        Test.Clock.Advance(TimeSpan.FromHours(50.5));

        await Test.OpenAsync();

        await CountsAsync(1);
        TestEngine.Items(await Engine.History.SearchTimersAsync(new SearchRequest(), Ct)).ShouldHaveSingleItem().DueDate.ShouldBe(deployed.AddHours(51));
    }

    private async Task<long> StartTimerAsync(string id, string duration)
    {
        await Test.DeployAsync(Processes.OneTimer(id, duration));
        return await Test.StartAsync(id);
    }

    private Task CountsAsync(int instances) => Eventually.Async(async () =>
        (await Engine.Instances.SearchAsync(SearchRequest.Where("processDefinitionId", "cyclic"), Ct)).Value.TotalItems.ShouldBe(instances));

    private static Deployments.DeploymentResource Cyclic(string cycle) => Processes.Bpmn(
        "cyclic",
        $"""
        <bpmn:startEvent id="start"><bpmn:timerEventDefinition id="d"><bpmn:timeCycle xsi:type="bpmn:tFormalExpression">{cycle}</bpmn:timeCycle>
        </bpmn:timerEventDefinition></bpmn:startEvent>
        """ + Processes.End() + Processes.Chain("start", "end"));
}
