using System.Text;
using System.Text.Json;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.State;
using AfterSales.Bpmn.Tests.Support;
using AfterSales.Feel.Values;
using Shouldly;
using Xunit;
using static AfterSales.Bpmn.Tests.Support.Xml;

namespace AfterSales.Bpmn.Tests.State;

/// <summary>
/// The stored state is a contract with every database out there. When a change here is meant, the golden file is written
/// anew with <c>AFTERSALES_WRITE_GOLDEN=1</c>, and files of earlier formats must still be read.
/// </summary>
public class StateFormatTests
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Golden(string name) => Path.Combine(Repository.Root, "tests", "AfterSales.Bpmn.Tests", "State", "Golden", name);

    /// <summary>An instance with everything in it that a state can hold.</summary>
    private static Scenario Everything()
    {
        var process = Scenario.Compile(File([Message("m", "paid", "=case.number"), Error("e", "E1")], [
            Start(), Element("parallelGateway", "fork"), Manual("quick"), Element("parallelGateway", "join"), End(),
            Undo("requick", "quick"), Boundary("hot", "task", OnCondition("=case.weight > 90"), false),
            User("task"), Boundary("again", "task", Cycle("R3/PT10M"), false), Catch("paid", OnMessage("m")), Call("call", "child"), Boundary("caught", "call", OnError("e")),
            Element("serviceTask", "each", """<zeebe:taskDefinition type="work"/>""", Loop(true, """inputCollection="=items" inputElement="item" outputCollection="results" outputElement="=result" """)),
            SubProcess("sub", Io(("input", "=case.subject", "title")), Start("s"), Service("inner"), Chain("s inner")),
            Chain("start fork quick join end"), Chain("fork task join"), Chain("again end"), Chain("hot end"), Chain("fork paid join"), Chain("fork call join"), Chain("caught end"), Chain("fork each join"), Chain("fork sub join"),
        ]));
        var instance = new NewInstance
        {
            ProcessInstanceKey = 1,
            ProcessDefinitionKey = 7,
            ParentProcessInstanceKey = 3,
            ParentElementInstanceKey = 4,
            RootProcessInstanceKey = 2,
            BusinessKey = "CMP-2026-0001",
            Catchable = new CatchableErrors(false, ["PARENT"]),
        };
        return new Scenario(process, instance)
            .Start("""{"case": {"number": "CMP-2026-0001", "subject": "شکایت 投诉 <&\"'>", "receivedAt": "2026-03-21T09:00:00Z", "weight": 12.50}, "items": [1, "two", null]}""")
            .CompleteJob("each", """{"result": {"ok": true}}""")
            .FailJob("inner", "SMTP down")
            .Fire("again");
    }

    /// <summary>What came to the format later: signals, events that have happened in part, an ad-hoc sub-process whose condition is met.</summary>
    private static Scenario Later() => Scenario
        .OfFile([Signal("s", "recall"), Signal("t", "alarm")], [
            Start(), Element("parallelGateway", "fork"),
            Together("intermediateCatchEvent", "all", Duration("PT1H") + OnSignal("s") + OnCondition("=one") + OnCondition("=two")), Catch("first", OnSignal("t") + Duration("PT2H")),
            AdHoc("some", "=[\"a\", \"b\"]", "=enough", false, User("a"), User("b")),
            Chain("start fork all"), Chain("fork first"), Chain("fork some"),
        ])
        .Start("""{"two": true}""")
        .Hear("all", """{"lot": "L-7"}""")
        .CompleteTask("a", """{"enough": true}""");

    /// <summary>
    /// A complex gateway that waits for its reset with a token of the next round, one that could not leave when it reset, and a sequential
    /// ad-hoc sub-process with an activity that waits for its turn.
    /// </summary>
    private static Scenario Gateways() => Scenario
        .Of(
            Start(), Element("parallelGateway", "fork"), User("a"), User("b"), User("c"), Manual("merge"), Complex("first", "=activationCount >= 1"), User("after"),
            User("d"), User("e"), Complex("second", "=activationCount >= 2"), Manual("on"),
            Chain("start fork a merge first"), Chain("fork b merge"), Chain("fork c first"), Flow("first", "after", "=waitingForStart"),
            InTurn("turns", "=[\"t\"]", null, User("t"), User("u")), Chain("fork turns"),
            Chain("fork d second"), Chain("fork e second"), Flow("second", "on", "=if waitingForStart then true else answer"))
        .Start("""{"answer": 7}""")
        .CompleteTask("a").CompleteTask("b").CompleteTask("d").CompleteTask("e")
        .Begin("turns", "u", """{"lot": "L-7"}""");

    /// <summary>A completed sub-process with what undoes it and its variables, within another.</summary>
    private static Scenario Undone() => Scenario
        .Of(
            Start(), SubProcess("outer", "", Start("o"), SubProcess("order", Io(("input", "=lot", "mine")), Start("s"), User("a"), Undo("un_a", "a"), Chain("s a"), EventSubProcess("undoing", "begun", Compensate(), true, User("recall"), End("rest", Compensate()), Chain("begun recall rest"))), Chain("o order")),
            User("wait"), Throw("undo", Compensate()), Chain("start outer wait undo"))
        .Start("""{"lot": "L-7"}""")
        .CompleteTask("a");

    /// <summary>A parallel multiple start event of which one message has come; to whom the other belongs is not known.</summary>
    private static Scenario Begun() => Scenario
        .OfFile([Message("m", "ordered"), Message("n", "paid")], [Together("startEvent", "begin", OnMessage("m") + OnMessage("n")), User("a"), Chain("begin a")])
        .Advance(new StartInstance(FeelContext.Empty, "begin", "paid"));

    [Fact]
    public void A_start_event_that_waits_for_more_is_read_back_with_what_has_come()
    {
        var state = InstanceState.Deserialize(System.IO.File.ReadAllBytes(Golden("state-1-begun.json")));

        Encoding.UTF8.GetString(state.Serialize()).ShouldBe(Encoding.UTF8.GetString(Begun().State.Serialize()));
        state.ActiveElements.Single(element => element.ElementId == "begin").Gathered.ShouldHaveSingleItem().MessageName.ShouldBe("paid");
    }

    [Fact]
    public void Gateways_are_read_back_with_their_phases_and_go_on()
    {
        var state = InstanceState.Deserialize(System.IO.File.ReadAllBytes(Golden("state-1-gateways.json")));

        Encoding.UTF8.GetString(state.Serialize()).ShouldBe(Encoding.UTF8.GetString(Gateways().State.Serialize()));
        var root = state.Find(1)!;
        root.Resets.ShouldHaveSingleItem().FlowIds.ShouldBe(["merge_first"]);
        root.Arrivals.ShouldHaveSingleItem().Key.ShouldBe("merge_first");
        state.Incidents.ShouldHaveSingleItem().IsResetting.ShouldBeTrue();
        state.ActiveElements.Single(element => element.ElementId == "turns").Queue.ShouldHaveSingleItem().Variables["lot"].ShouldBe(FeelValue.Of("L-7"));
        var task = state.ActiveElements.Single(element => element.ElementId == "c");
        var context = new InterpreterContext { Now = DateTimeOffset.UnixEpoch, NextKey = new Queue<long>(Enumerable.Range(1000, 50).Select(key => (long)key)).Dequeue };
        Interpreter.Advance(Gateways().Process, state, new CompleteUserTask(task.UserTaskKey!.Value, task.Key, FeelContext.Empty), context)
            .OfType<ElementCompleted>().Select(effect => effect.ElementId).ShouldBe(["c", "first", "first", "first"], "reset, start with the token that waited, reset");
    }

    [Theory]
    [InlineData("state-1.json")]
    [InlineData("state-1-gateways.json")]
    [InlineData("state-1-later.json")]
    [InlineData("state-1-undone.json")]
    [InlineData("state-1-begun.json")]
    public void The_format_of_the_stored_state_does_not_change_unnoticed(string golden)
    {
        using var json = JsonDocument.Parse((golden switch { "state-1.json" => Everything(), "state-1-later.json" => Later(), "state-1-undone.json" => Undone(), "state-1-begun.json" => Begun(), _ => Gateways() }).State.Serialize());
        var text = JsonSerializer.Serialize(json.RootElement, Readable) + "\n";
        if (Environment.GetEnvironmentVariable("AFTERSALES_WRITE_GOLDEN") == "1")
            System.IO.File.WriteAllText(Golden(golden), text);

        text.ShouldBe(System.IO.File.ReadAllText(Golden(golden)));
    }

    [Fact]
    public void What_can_be_undone_is_read_back_with_its_variables_and_what_is_in_it()
    {
        var state = InstanceState.Deserialize(System.IO.File.ReadAllBytes(Golden("state-1-undone.json")));

        Encoding.UTF8.GetString(state.Serialize()).ShouldBe(Encoding.UTF8.GetString(Undone().State.Serialize()));
        var order = state.Find(1)!.Compensables.ShouldHaveSingleItem();
        (order.ElementId, order.Within).ShouldBe(("order", "outer"));
        order.Variables!["mine"].ShouldBe(FeelValue.Of("L-7"));
        order.Inner.ShouldHaveSingleItem().ElementId.ShouldBe("a");
    }

    [Fact]
    public void The_later_members_of_the_format_are_read_back_whole_and_go_on()
    {
        var state = InstanceState.Deserialize(System.IO.File.ReadAllBytes(Golden("state-1-later.json")));

        Encoding.UTF8.GetString(state.Serialize()).ShouldBe(Encoding.UTF8.GetString(Later().State.Serialize()));
        var all = state.ActiveElements.Single(element => element.ElementId == "all");
        all.Gathered.ShouldHaveSingleItem().Variables["lot"].ShouldBe(FeelValue.Of("L-7"));
        all.Conditions.ShouldHaveSingleItem().Part.ShouldBe(2);
        state.ActiveElements.Single(element => element.ElementId == "some").IsConditionMet.ShouldBeTrue();
        var task = state.ActiveElements.Single(element => element.ElementId == "b");
        var context = new InterpreterContext { Now = DateTimeOffset.UnixEpoch, NextKey = () => 1000 };
        Interpreter.Advance(Later().Process, state, new CompleteUserTask(task.UserTaskKey!.Value, task.Key, FeelContext.Empty), context)
            .OfType<ElementCompleted>().Select(effect => effect.ElementId).ShouldBe(["b", "some"]);
    }

    [Fact]
    public void The_golden_state_is_read_back_whole_and_goes_on()
    {
        var state = InstanceState.Deserialize(System.IO.File.ReadAllBytes(Golden("state-1.json")));

        Encoding.UTF8.GetString(state.Serialize()).ShouldBe(Encoding.UTF8.GetString(Everything().State.Serialize()));
        state.BusinessKey.ShouldBe("CMP-2026-0001");
        state.RootProcessInstanceKey.ShouldBe(2);
        state.Catchable.Catches("PARENT").ShouldBeTrue();
        state.Incidents.ShouldHaveSingleItem().Incident!.Type.ShouldBe(IncidentType.JobNoRetries);
        ((FeelContext)state.FindVariable(1, "case")!)["subject"].ShouldBe(FeelValue.Of("شکایت 投诉 <&\"'>"));
        var job = state.ActiveElements.Single(element => element.ElementId == "inner");
        var context = new InterpreterContext { Now = DateTimeOffset.UnixEpoch, NextKey = () => 1000 };
        Interpreter.Advance(Everything().Process, state, new CompleteJob(job.JobKey!.Value, job.Key, FeelContext.Empty), context)
            .OfType<ElementCompleted>().Select(effect => effect.ElementId).ShouldBe(["inner", "sub"]);
    }

    [Fact]
    public void A_state_stays_small()
    {
        var scenario = Scenario.Of(Start(), User("a"), Chain("start a")).Start("""{"case": {"number": "CMP-1"}}""");

        scenario.State.Serialize().Length.ShouldBeLessThan(400);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"format": 2, "status": "active"}""")]
    [InlineData("""{"format": 1, "status": "sleeping"}""")]
    [InlineData("""{"format": 1, "status": "active", "elements": [{"key": 1, "id": "a", "type": "TEAPOT", "state": "active"}]}""")]
    public void What_is_not_a_state_of_a_known_format_is_refused(string json) =>
        Should.Throw<JsonException>(() => InstanceState.Deserialize(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Deep_variables_survive()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 58)) + string.Concat(Enumerable.Repeat("]", 58));
        var scenario = Scenario.Of(Start(), Element("manualTask", "m"), Element("userTask", "a", "<zeebe:userTask/>", Loop(false, "inputCollection=\"=[x]\" inputElement=\"item\"")), Chain("start m a"))
            .Start($$"""{"x": {{deep}}}""");

        InstanceState.Deserialize(scenario.State.Serialize()).FindVariable(1, "x").ShouldBe(FeelJson.Parse(deep));
    }
}
