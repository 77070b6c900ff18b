using AfterSales.Bpmn.Interpretation;
using AfterSales.Engine.Broadcasting;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Messages;
using AfterSales.Engine.Search;
using AfterSales.Engine.Tests.Support;
using AfterSales.Feel.Values;
using Shouldly;
using Xunit;

namespace AfterSales.Engine.Tests.Suites;

/// <summary>Constructs that keep something between two steps, with a restart between any two: what they keep is in the store.</summary>
public abstract class ConstructSuite : EngineSuite
{
    private const string Escalation = """<bpmn:escalation id="e1" escalationCode="LATE" />""";
    private static string Late(string id) => $"""<bpmn:escalationEventDefinition id="{id}_def" escalationRef="e1" />""";

    [Fact]
    public async Task A_loop_a_link_and_a_condition()
    {
        var again = Processes.UserTask("again").Replace("</bpmn:userTask>", """<bpmn:standardLoopCharacteristics><bpmn:loopCondition xsi:type="bpmn:tFormalExpression">=loopCounter &lt; 3</bpmn:loopCondition></bpmn:standardLoopCharacteristics></bpmn:userTask>""", StringComparison.Ordinal);
        await Test.DeployAsync(Processes.Bpmn("looping",
            Processes.Start() + again
            + """<bpmn:intermediateThrowEvent id="jump"><bpmn:linkEventDefinition id="l1" name="A" /></bpmn:intermediateThrowEvent>"""
            + """<bpmn:intermediateCatchEvent id="land"><bpmn:linkEventDefinition id="l2" name="A" /></bpmn:intermediateCatchEvent>"""
            + """<bpmn:intermediateCatchEvent id="ready"><bpmn:conditionalEventDefinition id="c1"><bpmn:condition xsi:type="bpmn:tFormalExpression">=ready = true</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:intermediateCatchEvent>"""
            + Processes.End() + Processes.Chain("start", "again", "jump") + Processes.Chain("land", "ready", "end")));
        var instance = await Test.StartAsync("looping");

        for (var round = 0; round < 3; round++)
            await DoAsync(instance, "again");
        await Test.ReopenAsync();
        (await PassesAsync(instance, "ready")).ShouldBe([InstanceStates.Active]);
        (await Engine.Variables.SetAsync(instance, TestEngine.Of(("ready", FeelValue.True)), ct: Ct)).IsOk.ShouldBeTrue();

        await Test.EndsAsync(instance);
        (await PassesAsync(instance, "again")).Count.ShouldBe(4, "three rounds and their body");
    }

    [Fact]
    public async Task An_escalation_and_an_event_sub_process()
    {
        await Test.DeployAsync(Processes.Bpmn("escalating",
            Processes.Start()
            + $"""<bpmn:subProcess id="sub">{Processes.Start("s")}{Processes.UserTask("try")}<bpmn:intermediateThrowEvent id="raise">{Late("raise")}</bpmn:intermediateThrowEvent>{Processes.UserTask("more")}{Processes.Chain("s", "try", "raise", "more")}</bpmn:subProcess>"""
            + $"""<bpmn:boundaryEvent id="caught" cancelActivity="false" attachedToRef="sub">{Late("caught")}</bpmn:boundaryEvent>""" + Processes.UserTask("told")
            + """<bpmn:subProcess id="beside" triggeredByEvent="true"><bpmn:startEvent id="begun" isInterrupting="true"><bpmn:messageEventDefinition id="bd" messageRef="m1" /></bpmn:startEvent>"""
            + Processes.UserTask("stop") + Processes.Chain("begun", "stop") + "</bpmn:subProcess>"
            + Processes.End() + Processes.Chain("start", "sub", "end") + Processes.Chain("caught", "told"),
            Escalation + Processes.Message("m1", "withdrawn", "=key")));
        var instance = await Test.StartAsync("escalating", TestEngine.Of(("key", FeelValue.Of("CMP-1"))));

        await DoAsync(instance, "try");
        await Test.ReopenAsync();
        (await OpenTasksAsync(instance)).ShouldBe(["more", "told"]);
        await Engine.Messages.PublishAsync(new PublishMessage("withdrawn", "CMP-1"), ct: Ct);
        await Eventually.Async(async () => (await OpenTasksAsync(instance)).ShouldBe(["stop"], "an interrupting event sub-process takes the place of everything"));
        await DoAsync(instance, "stop");

        await Test.EndsAsync(instance);
    }

    [Fact]
    public async Task A_cancelled_transaction_undoes_what_was_done_the_last_first()
    {
        await Test.DeployAsync(Processes.Bpmn("booking",
            Processes.Start()
            + $"""<bpmn:transaction id="deal">{Processes.Start("s")}{Undoable("visit")}{Undoable("part")}{Processes.UserTask("decide")}"""
            + """<bpmn:endEvent id="give-up"><bpmn:cancelEventDefinition id="gd" /></bpmn:endEvent>"""
            + Processes.Chain("s", "visit", "part", "decide", "give-up") + "</bpmn:transaction>"
            + """<bpmn:boundaryEvent id="given-up" attachedToRef="deal"><bpmn:cancelEventDefinition id="cd" /></bpmn:boundaryEvent>"""
            + Processes.UserTask("apologise") + Processes.End() + Processes.Chain("start", "deal", "end") + Processes.Chain("given-up", "apologise")));
        var instance = await Test.StartAsync("booking");

        foreach (var step in new[] { "visit", "part", "decide", "undo-part", "undo-visit" })
        {
            (await OpenTasksAsync(instance)).ShouldBe([step]);
            await DoAsync(instance, step);
        }
        await DoAsync(instance, "apologise");

        await Test.EndsAsync(instance);
        var deal = TestEngine.Items(await Engine.History.SearchElementsAsync(SearchRequest.Where("processInstanceKey", instance).And("elementId", "deal"), Ct)).ShouldHaveSingleItem();
        (deal.Type, deal.State).ShouldBe(("SUB_PROCESS", InstanceStates.Terminated), "the REST API has no word for transactions");
    }

    [Fact]
    public async Task A_thrown_compensation_undoes_one_activity()
    {
        await Test.DeployAsync(Processes.Bpmn("undoing",
            Processes.Start() + Undoable("visit") + Undoable("part")
            + """<bpmn:intermediateThrowEvent id="back"><bpmn:compensateEventDefinition id="bd" activityRef="visit" /></bpmn:intermediateThrowEvent>"""
            + Processes.UserTask("after") + Processes.End() + Processes.Chain("start", "visit", "part", "back", "after", "end")));
        var instance = await Test.StartAsync("undoing");

        foreach (var step in new[] { "visit", "part", "undo-visit", "after" })
            await DoAsync(instance, step);

        await Test.EndsAsync(instance);
        (await PassesAsync(instance, "undo-part")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_completed_sub_process_is_undone_as_its_event_sub_process_says_with_the_variables_it_had()
    {
        var order = """<bpmn:subProcess id="order"><bpmn:extensionElements><zeebe:ioMapping><zeebe:input source="=lot" target="mine" /></zeebe:ioMapping></bpmn:extensionElements>"""
            + Processes.Start("s") + Undoable("visit") + Undoable("part") + Processes.Chain("s", "visit", "part")
            + """<bpmn:subProcess id="undoing" triggeredByEvent="true"><bpmn:startEvent id="begun"><bpmn:compensateEventDefinition id="bd" /></bpmn:startEvent>"""
            + Processes.UserTask("recall") + """<bpmn:endEvent id="rest"><bpmn:compensateEventDefinition id="rd" /></bpmn:endEvent>""" + Processes.Chain("begun", "recall", "rest") + "</bpmn:subProcess></bpmn:subProcess>";
        await Test.DeployAsync(Processes.Bpmn("recalling",
            Processes.Start() + order + """<bpmn:intermediateThrowEvent id="back"><bpmn:compensateEventDefinition id="cd" /></bpmn:intermediateThrowEvent>"""
            + Processes.UserTask("after") + Processes.End() + Processes.Chain("start", "order", "back", "after", "end")));
        var instance = await Test.StartAsync("recalling", TestEngine.Of(("lot", FeelValue.Of("L-7"))));

        await DoAsync(instance, "visit");
        await DoAsync(instance, "part", ("lot", FeelValue.Of("L-8")));
        var undoing = TestEngine.Items(await Engine.History.SearchElementsAsync(SearchRequest.Where("processInstanceKey", instance).And("elementId", "undoing"), Ct)).ShouldHaveSingleItem();
        TestEngine.Items(await Engine.Variables.SearchAsync(SearchRequest.Where("scopeKey", undoing.ElementInstanceKey).And("name", "mine"), Ct)).ShouldHaveSingleItem();
        foreach (var step in new[] { "recall", "undo-part", "undo-visit", "after" })
        {
            (await OpenTasksAsync(instance)).ShouldBe([step]);
            await DoAsync(instance, step);
        }

        await Test.EndsAsync(instance);
        (await PassesAsync(instance, "order")).Count.ShouldBe(1, "it completed once, and is not entered again to be undone");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_escalation_of_a_called_process_reaches_the_border_of_the_call_through_every_caller(bool interrupting)
    {
        var caught = $"""<bpmn:boundaryEvent id="caught" cancelActivity="{(interrupting ? "true" : "false")}" attachedToRef="call">{Late("caught")}</bpmn:boundaryEvent>""";
        await Test.DeployAsync(
            Processes.Bpmn("child", Processes.Start() + Processes.UserTask("try") + $"""<bpmn:intermediateThrowEvent id="raise">{Late("raise")}</bpmn:intermediateThrowEvent>""" + Processes.UserTask("more") + Processes.End() + Processes.Chain("start", "try", "raise", "more", "end"), Escalation),
            Processes.OneCall("middle", "child"),
            Processes.Bpmn("caller", Processes.Start() + Processes.Call("call", "middle") + caught + Processes.UserTask("told") + Processes.End() + Processes.Chain("start", "call", "end") + Processes.Chain("caught", "told", "end"), Escalation));
        var caller = await Test.StartAsync("caller");
        var child = await InstanceOfAsync("child");

        await DoAsync(child, "try");

        await Eventually.Async(async () => (await OpenTasksAsync(caller)).ShouldBe(["told"]));
        await Test.ReopenAsync();
        if (interrupting)
        {
            await Eventually.Async(async () => (await Test.StateOfAsync(child)).ShouldBe(InstanceStates.Terminated));
            (await OpenTasksAsync(child)).ShouldBeEmpty();
        }
        else
        {
            await DoAsync(child, "more");
        }
        await DoAsync(caller, "told");
        await Test.EndsAsync(caller);
    }

    [Fact]
    public async Task An_escalation_that_ends_the_called_process_reaches_the_caller_before_its_end()
    {
        await Test.DeployAsync(
            Processes.Bpmn("child", Processes.Start() + $"""<bpmn:endEvent id="raise">{Late("raise")}</bpmn:endEvent>""" + Processes.Chain("start", "raise"), Escalation),
            Processes.Bpmn("caller", Processes.Start() + Processes.Call("call", "child")
                + $"""<bpmn:boundaryEvent id="caught" cancelActivity="false" attachedToRef="call">{Late("caught")}</bpmn:boundaryEvent><bpmn:endEvent id="noted" />"""
                + Processes.End() + Processes.Chain("start", "call", "end") + Processes.Chain("caught", "noted"), Escalation));

        var callers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Test.StartAsync("caller")));

        foreach (var caller in callers)
        {
            await Test.EndsAsync(caller);
            (await PassesAsync(caller, "noted")).Count.ShouldBe(1);
        }
    }

    [Fact]
    public async Task An_event_that_waits_for_several_things_together()
    {
        await Test.DeployAsync(Processes.Bpmn("gathering",
            Processes.Start()
            + """<bpmn:intermediateCatchEvent id="all" parallelMultiple="true"><bpmn:messageEventDefinition id="d1" messageRef="m1" /><bpmn:signalEventDefinition id="d2" signalRef="s1" /><bpmn:timerEventDefinition id="d3"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>"""
            + Processes.End() + Processes.Chain("start", "all", "end"),
            Processes.Message("m1", "paid", "=key") + """<bpmn:signal id="s1" name="go" />"""));
        var instance = await Test.StartAsync("gathering", TestEngine.Of(("key", FeelValue.Of("CMP-1"))));

        await Test.ReopenAsync();
        await Engine.Signals.BroadcastAsync(new BroadcastSignal("go") { Variables = TestEngine.Of(("a", FeelValue.Of(1))) }, ct: Ct);
        await Eventually.Async(async () => (await Engine.Signals.SearchSubscriptionsAsync(new SearchRequest(), Ct)).Value.TotalItems.ShouldBe(0));
        await Test.ReopenAsync();
        Test.Clock.Advance(TimeSpan.FromHours(1));
        await Eventually.Async(async () => (await Engine.History.SearchTimersAsync(new SearchRequest(), Ct)).Value.TotalItems.ShouldBe(0));
        (await Test.StateOfAsync(instance)).ShouldBe(InstanceStates.Active);
        await Test.ReopenAsync();
        await Engine.Messages.PublishAsync(new PublishMessage("paid", "CMP-1") { Variables = TestEngine.Of(("b", FeelValue.Of(2))) }, ct: Ct);

        await Test.EndsAsync(instance);
        (await Test.VariableAsync(instance, "a"), await Test.VariableAsync(instance, "b")).ShouldBe((FeelValue.Of(1), FeelValue.Of(2)));
    }

    [Fact]
    public async Task An_ad_hoc_sub_process_whose_activities_are_begun_from_outside()
    {
        await Test.DeployAsync(Processes.Bpmn("choosing",
            Processes.Start()
            + """<bpmn:adHocSubProcess id="some" cancelRemainingInstances="true"><bpmn:extensionElements><zeebe:adHoc activeElementsCollection="=needed" /></bpmn:extensionElements>"""
            + Processes.UserTask("look") + Processes.UserTask("measure") + Processes.UserTask("write") + Processes.Chain("measure", "write")
            + """<bpmn:completionCondition xsi:type="bpmn:tFormalExpression">=found = true</bpmn:completionCondition></bpmn:adHocSubProcess>"""
            + Processes.End() + Processes.Chain("start", "some", "end")));
        var instance = await Test.StartAsync("choosing", TestEngine.Of(("needed", FeelValue.Of([FeelValue.Of("look")]))));
        var some = TestEngine.Items(await Engine.History.SearchElementsAsync(SearchRequest.Where("processInstanceKey", instance).And("elementId", "some"), Ct)).Single();
        some.Type.ShouldBe("AD_HOC_SUB_PROCESS");

        await DoAsync(instance, "look");
        await Test.ReopenAsync();
        (await Engine.Instances.ActivateAdHocAsync(some.ElementInstanceKey, [new("write", FeelContext.Empty)], ct: Ct)).Failure.Kind.ShouldBe(FailureKind.Conflict, "a flow leads there");
        (await Engine.Instances.ActivateAdHocAsync(1, [new("look", FeelContext.Empty)], ct: Ct)).Failure.Kind.ShouldBe(FailureKind.NotFound);
        (await Engine.Instances.ActivateAdHocAsync(some.ElementInstanceKey, [], ct: Ct)).Failure.Kind.ShouldBe(FailureKind.Invalid);
        (await Engine.Instances.ActivateAdHocAsync(some.ElementInstanceKey, [new("look", FeelContext.Empty), new("measure", TestEngine.Of(("depth", FeelValue.Of(3))))], ct: Ct)).IsOk.ShouldBeTrue();
        await Test.ReopenAsync();
        (await OpenTasksAsync(instance)).ShouldBe(["look", "measure"]);
        await DoAsync(instance, "measure");
        await DoAsync(instance, "write", ("found", FeelValue.True));

        await Test.EndsAsync(instance);
        (await PassesAsync(instance, "look")).Order().ShouldBe([InstanceStates.Completed, InstanceStates.Terminated]);
        (await Engine.Instances.ActivateAdHocAsync(some.ElementInstanceKey, [new("look", FeelContext.Empty)], ct: Ct)).Failure.Kind.ShouldBe(FailureKind.Conflict);
    }

    [Fact]
    public async Task Two_processes_of_one_file_talk_by_messages()
    {
        var file = Processes.Resource("pools.bpmn",
            $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions" targetNamespace="http://bpmn.io/schema/bpmn">
            <bpmn:message id="m-order" name="order" />
            {Processes.Message("m-answer", "answer", "=number")}
            <bpmn:collaboration id="c"><bpmn:participant id="p1" processRef="customer" /><bpmn:participant id="p2" processRef="shop" />
            <bpmn:messageFlow id="f1" sourceRef="send" targetRef="ordered" /><bpmn:messageFlow id="f2" sourceRef="answered" targetRef="wait" /></bpmn:collaboration>
            <bpmn:process id="customer" isExecutable="true">
            {Processes.Start()}<bpmn:sendTask id="send" messageRef="m-order"><bpmn:extensionElements><zeebe:ioMapping><zeebe:input source="=number" target="number" /></zeebe:ioMapping></bpmn:extensionElements></bpmn:sendTask>
            {Processes.UserTask("read")}{Processes.MessageCatch("wait", "m-answer")}{Processes.End()}{Processes.Chain("start", "send", "read", "wait", "end")}
            </bpmn:process>
            <bpmn:process id="shop" isExecutable="true">
            <bpmn:startEvent id="ordered"><bpmn:messageEventDefinition id="od" messageRef="m-order" /></bpmn:startEvent>{Processes.UserTask("pack")}
            <bpmn:endEvent id="answered"><bpmn:extensionElements><zeebe:ioMapping><zeebe:input source="=price" target="price" /></zeebe:ioMapping></bpmn:extensionElements><bpmn:messageEventDefinition id="ad" messageRef="m-answer" /></bpmn:endEvent>
            <bpmn:sequenceFlow id="g1" sourceRef="ordered" targetRef="pack" /><bpmn:sequenceFlow id="g2" sourceRef="pack" targetRef="answered" />
            </bpmn:process>
            </bpmn:definitions>
            """);
        (await Test.DeployAsync(file)).Processes.Select(process => process.ProcessDefinitionId).ShouldBe(["customer", "shop"]);
        var customer = await Test.StartAsync("customer", TestEngine.Of(("number", FeelValue.Of("O-1"))));
        var other = await Test.StartAsync("customer", TestEngine.Of(("number", FeelValue.Of("O-2"))));

        await Eventually.Async(async () => (await Engine.Instances.SearchAsync(SearchRequest.Where("processDefinitionId", "shop"), Ct)).Value.TotalItems.ShouldBe(2));
        var shops = TestEngine.Items(await Engine.Instances.SearchAsync(SearchRequest.Where("processDefinitionId", "shop"), Ct));
        var mine = 0L;
        foreach (var shop in shops)
            if (FeelValue.Of("O-1").Equals(await Test.VariableAsync(shop.ProcessInstanceKey, "number")))
                mine = shop.ProcessInstanceKey;
        await Test.ReopenAsync();
        await DoAsync(mine, "pack", ("price", FeelValue.Of(12)));
        await Test.EndsAsync(mine);
        await Test.ReopenAsync();
        await DoAsync(customer, "read");
        await DoAsync(other, "read");

        await Test.EndsAsync(customer);
        (await Test.VariableAsync(customer, "price")).ShouldBe(FeelValue.Of(12), "the answer was kept while the customer was busy");
        (await Test.StateOfAsync(other)).ShouldBe(InstanceStates.Active, "the answer of the other order has not come");
        (await Engine.Instances.SearchAsync(SearchRequest.Where("processDefinitionId", "shop"), Ct)).Value.TotalItems.ShouldBe(2);
    }

    /// <summary>A user task, and one that undoes it.</summary>
    private static string Undoable(string id) => Processes.UserTask(id)
        + Processes.UserTask($"undo-{id}").Replace("<bpmn:userTask ", "<bpmn:userTask isForCompensation=\"true\" ", StringComparison.Ordinal)
        + $"""<bpmn:boundaryEvent id="{id}-undone" attachedToRef="{id}"><bpmn:compensateEventDefinition id="{id}-cd" /></bpmn:boundaryEvent><bpmn:association id="{id}-a" sourceRef="{id}-undone" targetRef="undo-{id}" />""";

    /// <summary>After a restart, completes the open user task of the element.</summary>
    private async Task DoAsync(long instance, string element, params (string Name, FeelValue Value)[] variables)
    {
        await Test.ReopenAsync();
        UserTasks.UserTaskRow? task = null;
        await Eventually.Async(async () => task = (await Test.TasksAsync(SearchRequest.Where("processInstanceKey", instance).And("elementId", element).And("state", UserTasks.UserTaskStates.Created))).ShouldHaveSingleItem());
        (await Engine.UserTasks.CompleteAsync(task!.UserTaskKey, TestEngine.Of(variables), ct: Ct)).IsOk.ShouldBeTrue();
    }

    private async Task<List<string>> OpenTasksAsync(long instance) =>
        [.. (await Test.TasksAsync(SearchRequest.Where("processInstanceKey", instance).And("state", UserTasks.UserTaskStates.Created))).Select(task => task.ElementId).Order(StringComparer.Ordinal)];

    private async Task<List<string>> PassesAsync(long instance, string element) => [.. TestEngine.Items(await Engine.History.SearchElementsAsync(
        SearchRequest.Where("processInstanceKey", instance).And("elementId", element), Ct)).Select(pass => pass.State)];

    private async Task<long> InstanceOfAsync(string process)
    {
        var key = 0L;
        await Eventually.Async(async () => key = TestEngine.Items(await Engine.Instances.SearchAsync(SearchRequest.Where("processDefinitionId", process), Ct)).ShouldHaveSingleItem().ProcessInstanceKey);
        return key;
    }
}
