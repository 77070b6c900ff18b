using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Interpretation.Migration;
using AfterSales.Engine.Broadcasting;
using AfterSales.Engine.Deployments;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Operations;
using AfterSales.Engine.Search;
using AfterSales.Engine.Tests.Support;
using AfterSales.Feel.Values;
using Shouldly;
using Xunit;

namespace AfterSales.Engine.Tests.Suites;

/// <summary>A signal is heard by everything that waits for it, once, and by nothing else.</summary>
public abstract class SignalSuite : EngineSuite
{
    private const string Recall = """<bpmn:signal id="s1" name="recall" />""";
    private static string Heard(string id) => $"""<bpmn:signalEventDefinition id="{id}_def" signalRef="s1" />""";

    [Fact]
    public async Task Every_instance_of_every_process_that_waits_hears_it()
    {
        await Test.DeployAsync(Waiting("waiting"), Waiting("another"), Waiting("deaf", "other"));
        var waiting = await Task.WhenAll(Test.StartAsync("waiting"), Test.StartAsync("waiting"), Test.StartAsync("another"));
        var deaf = await Test.StartAsync("deaf");

        (await BroadcastAsync(("lot", FeelValue.Of(17)))).IsOk.ShouldBeTrue();

        foreach (var instance in waiting)
        {
            await Test.EndsAsync(instance);
            (await Test.VariableAsync(instance, "lot")).ShouldBe(FeelValue.Of(17));
        }
        (await Test.StateOfAsync(deaf)).ShouldBe(InstanceStates.Active);
        TestEngine.Items(await Engine.Signals.SearchSubscriptionsAsync(new SearchRequest(), Ct)).ShouldHaveSingleItem().SignalName.ShouldBe("other");
    }

    [Fact]
    public async Task A_signal_is_not_kept_for_who_begins_to_wait_later()
    {
        await Test.DeployAsync(Waiting("waiting"));
        await BroadcastAsync();

        var instance = await Test.StartAsync("waiting");

        await Test.ReopenAsync();
        (await Test.StateOfAsync(instance)).ShouldBe(InstanceStates.Active);
    }

    [Fact]
    public async Task A_start_event_of_the_latest_version_begins_an_instance_per_signal()
    {
        var start = $"""<bpmn:startEvent id="start">{Heard("start")}</bpmn:startEvent>""" + Processes.UserTask("task") + Processes.End() + Processes.Chain("start", "task", "end");
        await Test.DeployAsync(Processes.Bpmn("started", start, Recall));
        await Test.DeployAsync(Processes.Bpmn("started", start + "<!-- second -->", Recall));

        await BroadcastAsync(("lot", FeelValue.Of(1)));
        await BroadcastAsync(("lot", FeelValue.Of(2)));

        await Eventually.Async(async () => (await Engine.Instances.SearchAsync(new SearchRequest(), Ct)).Value.TotalItems.ShouldBe(2));
        var instances = TestEngine.Items(await Engine.Instances.SearchAsync(new SearchRequest(), Ct));
        instances.ShouldAllBe(instance => instance.ProcessDefinitionVersion == 2);
        var lots = await Task.WhenAll(instances.Select(instance => Test.VariableAsync(instance.ProcessInstanceKey, "lot")));
        lots.Select(lot => lot!.ToString()).Order().ShouldBe(["1", "2"]);

        await Test.DeployAsync(Processes.Bpmn("started", Processes.Start() + Processes.UserTask("task") + Processes.End() + Processes.Chain("start", "task", "end")));
        await BroadcastAsync();
        await Test.ReopenAsync();
        (await Engine.Instances.SearchAsync(new SearchRequest(), Ct)).Value.TotalItems.ShouldBe(2, "the latest version no longer starts by it");
    }

    [Fact]
    public async Task A_signal_that_an_instance_throws_reaches_the_others_and_itself()
    {
        await Test.DeployAsync(
            Waiting("waiting"),
            Processes.Bpmn(
                "throwing",
                Processes.Start() + """<bpmn:parallelGateway id="fork" />""" + Processes.UserTask("task")
                + $"""<bpmn:intermediateThrowEvent id="raise"><bpmn:extensionElements><zeebe:ioMapping><zeebe:input source="=batch" target="lot" /></zeebe:ioMapping></bpmn:extensionElements>{Heard("raise")}</bpmn:intermediateThrowEvent>"""
                + Catch("own") + Catch("late") + Processes.End() + Processes.Chain("start", "fork", "task", "raise", "late") + Processes.Chain("fork", "own", "end"),
                Recall));
        var other = await Test.StartAsync("waiting");
        var thrower = await Test.StartAsync("throwing", TestEngine.Of(("batch", FeelValue.Of("B-7"))));

        (await Engine.UserTasks.CompleteAsync((await Test.TaskOfAsync(thrower)).UserTaskKey, ct: Ct)).IsOk.ShouldBeTrue();

        await Test.EndsAsync(other);
        (await Test.VariableAsync(other, "lot")).ShouldBe(FeelValue.Of("B-7"));
        await Eventually.Async(async () => (await PassesAsync(thrower, "own")).ShouldBe([InstanceStates.Completed]));
        (await PassesAsync(thrower, "late")).ShouldBe([InstanceStates.Active], "it began to wait after the signal was thrown");
    }

    [Fact]
    public async Task An_event_that_does_not_interrupt_hears_every_signal_once_also_over_restarts()
    {
        var boundary = $"""<bpmn:boundaryEvent id="note" cancelActivity="false" attachedToRef="task">{Heard("note")}</bpmn:boundaryEvent><bpmn:endEvent id="noted" />""";
        await Test.DeployAsync(Processes.Bpmn("noting", Processes.Start() + Processes.UserTask("task") + Processes.End() + boundary + Processes.Chain("start", "task", "end") + Processes.Chain("note", "noted"), Recall));
        var instance = await Test.StartAsync("noting");

        for (var i = 0; i < 3; i++)
        {
            await BroadcastAsync();
            await Test.ReopenAsync();
        }

        await Eventually.Async(async () => (await PassesAsync(instance, "noted")).Count.ShouldBe(3));
        await Engine.UserTasks.CompleteAsync((await Test.TaskOfAsync(instance)).UserTaskKey, ct: Ct);
        await Test.EndsAsync(instance);
        (await Engine.Signals.SearchSubscriptionsAsync(new SearchRequest(), Ct)).Value.TotalItems.ShouldBe(0, "a finished instance waits for nothing");
    }

    [Fact]
    public async Task More_instances_than_one_commit_takes_hear_it_once_each()
    {
        await Test.DeployAsync(Waiting("waiting"));
        await Task.WhenAll(Enumerable.Range(0, 520).Select(_ => Test.StartAsync("waiting")));

        await BroadcastAsync();

        await Eventually.Async(async () => (await Engine.Instances.SearchAsync(SearchRequest.Where("state", InstanceStates.Active), Ct)).Value.TotalItems.ShouldBe(0));
        (await Engine.History.SearchElementsAsync(SearchRequest.Where("elementId", "end"), Ct)).Value.TotalItems.ShouldBe(520);
    }

    [Fact]
    public async Task Instances_that_could_not_be_reached_before_the_process_died_are_reached_after()
    {
        await Test.DeployAsync(Waiting("waiting"));
        var instances = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Test.StartAsync("waiting")));
        var dies = true;
        Test.Observers.Add(Observing.Effects<SignalSubscriptionClosed>((commit, _) =>
        {
            if (dies && commit.Instance!.ProcessInstanceKey % 2 == instances[0] % 2)
                throw new InvalidOperationException("the process died here");
        }));
        await Test.ReopenAsync();

        await BroadcastAsync();
        await Test.CloseAsync();
        dies = false;
        Test.Clock.Advance(TimeSpan.FromMinutes(5));
        await Test.OpenAsync();

        foreach (var instance in instances)
            await Test.EndsAsync(instance);
        (await Engine.History.SearchElementsAsync(SearchRequest.Where("elementId", "end"), Ct)).Value.TotalItems.ShouldBe(20);
    }

    [Fact]
    public async Task A_signal_broadcast_inside_a_commit_is_heard_only_with_it()
    {
        await Test.DeployAsync(Waiting("waiting"));
        var instance = await Test.StartAsync("waiting");

        await Should.ThrowAsync<CommandFailedException>(() => Engine.WriteAsync(commit =>
        {
            SignalApi.Broadcast(commit, new BroadcastSignal("recall"));
            throw new InvalidOperationException("after all not");
        }, ct: Ct));
        (await Test.StateOfAsync(instance)).ShouldBe(InstanceStates.Active);

        await Engine.WriteAsync(commit => { SignalApi.Broadcast(commit, new BroadcastSignal("recall")); }, ct: Ct);
        await Test.EndsAsync(instance);
    }

    [Fact]
    public async Task An_instance_taken_over_to_another_version_hears_it_there_also_when_half_of_it_had_come_before()
    {
        await Test.DeployAsync(Both("gather"));
        var instance = await Test.StartAsync("gathering");
        await BroadcastAsync(("lot", FeelValue.Of(3)));
        await Eventually.Async(async () => (await Engine.Signals.SearchSubscriptionsAsync(new SearchRequest(), Ct)).Value.TotalItems.ShouldBe(1));
        var second = (await Test.DeployAsync(Both("all"))).Processes.Single().ProcessDefinitionKey;

        (await Engine.Operations.MigrateAsync(instance, new MigrateInstances(second, [new ElementMapping("gather", "all")]), ct: Ct)).IsOk.ShouldBeTrue();
        await Test.ReopenAsync();

        var moved = TestEngine.Items(await Engine.Signals.SearchSubscriptionsAsync(new SearchRequest(), Ct)).ShouldHaveSingleItem();
        (moved.ElementId, moved.ProcessDefinitionKey).ShouldBe(("all", second));
        (await Engine.Signals.BroadcastAsync(new BroadcastSignal("alarm"), ct: Ct)).IsOk.ShouldBeTrue();
        await Test.EndsAsync(instance);
        (await Test.VariableAsync(instance, "lot")).ShouldBe(FeelValue.Of(3));
    }

    [Fact]
    public async Task A_suspended_instance_hears_it_when_it_is_resumed()
    {
        await Test.DeployAsync(Waiting("waiting"));
        var instance = await Test.StartAsync("waiting");
        (await Engine.Operations.SuspendAsync(instance, ct: Ct)).IsOk.ShouldBeTrue();

        await BroadcastAsync(("lot", FeelValue.Of(5)));
        await Test.ReopenAsync();
        (await Test.StateOfAsync(instance)).ShouldBe(InstanceStates.Active);
        (await Engine.Signals.SearchSubscriptionsAsync(new SearchRequest(), Ct)).Value.TotalItems.ShouldBe(1);
        (await Engine.Operations.ResumeAsync(instance, ct: Ct)).IsOk.ShouldBeTrue();

        await Test.EndsAsync(instance);
        (await Test.VariableAsync(instance, "lot")).ShouldBe(FeelValue.Of(5));
    }

    [Fact]
    public async Task A_signal_without_a_name_is_refused() =>
        (await Engine.Signals.BroadcastAsync(new BroadcastSignal(" "), ct: Ct)).Failure.Kind.ShouldBe(FailureKind.Invalid);

    /// <summary>start, an event that waits for the signals recall and alarm together, end.</summary>
    private static DeploymentResource Both(string id) => Processes.Bpmn(
        "gathering",
        Processes.Start() + $"""<bpmn:intermediateCatchEvent id="{id}" parallelMultiple="true">{Heard(id)}<bpmn:signalEventDefinition id="{id}_other" signalRef="s2" /></bpmn:intermediateCatchEvent>"""
        + Processes.End() + Processes.Chain("start", id, "end"),
        Recall + """<bpmn:signal id="s2" name="alarm" />""");

    /// <summary>start, a signal "wait", end.</summary>
    private static DeploymentResource Waiting(string id, string signal = "recall") => Processes.Bpmn(
        id, Processes.Start() + Catch("wait") + Processes.End() + Processes.Chain("start", "wait", "end"), $"""<bpmn:signal id="s1" name="{signal}" />""");

    private static string Catch(string id) => $"""<bpmn:intermediateCatchEvent id="{id}">{Heard(id)}</bpmn:intermediateCatchEvent>""";

    private Task<Outcome<long>> BroadcastAsync(params (string Name, FeelValue Value)[] variables) =>
        Engine.Signals.BroadcastAsync(new BroadcastSignal("recall") { Variables = TestEngine.Of(variables) }, ct: Ct);

    private async Task<List<string>> PassesAsync(long instance, string element) => [.. TestEngine.Items(await Engine.History.SearchElementsAsync(
        SearchRequest.Where("processInstanceKey", instance).And("elementId", element), Ct)).Select(pass => pass.State)];
}
