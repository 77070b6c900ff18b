using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Tests.Support;
using Shouldly;
using Xunit;
using static AfterSales.Bpmn.Tests.Support.Xml;

namespace AfterSales.Bpmn.Tests.Interpretation;

/// <summary>Events with several definitions.</summary>
public class MultipleEventTests
{
    private static readonly string[] Roots = [Signal("s", "recall"), Signal("s2", "alarm"), Message("m", "paid"), Error("e", "E"), Error("f", "F"), Escalation("late", "LATE"), Error("g", "G")];
    private const string Key = """{"key": "K"}""";

    [Theory]
    [InlineData("timer")]
    [InlineData("message")]
    [InlineData("signal")]
    [InlineData("condition")]
    public void The_first_of_several_makes_a_catch_event_happen(string which)
    {
        var scenario = Scenario.OfFile(Roots,
            Start(), Catch("wait", Duration("PT1H") + OnMessage("m") + OnSignal("s") + OnCondition("=ready")), End(), Chain("start wait end")).Start(Key).ShouldBeAt("wait");

        _ = which switch
        {
            "timer" => scenario.Fire("wait"),
            "message" => scenario.Correlate("wait", """{"n": 1}"""),
            "signal" => scenario.Hear("wait", """{"n": 1}"""),
            _ => scenario.SetVariables("""{"ready": true, "n": 1}"""),
        };

        scenario.ShouldBeCompleted();
        scenario.Variable("n").ShouldBe(which == "timer" ? null : "1");
    }

    [Fact]
    public void A_parallel_catch_event_waits_for_all_in_any_order()
    {
        string[] drawing = [Start(), Together("intermediateCatchEvent", "wait", Duration("PT1H") + OnMessage("m") + OnSignal("s") + OnCondition("=ready") + OnCondition("=really"), extensions: Io(("output", "=a + b", "sum"))), End(), Chain("start wait end")];
        var first = Scenario.OfFile(Roots, drawing).Start(Key);
        first.Hear("wait", """{"a": 1}""").ShouldBeAt("wait").Fire("wait").SetVariables("""{"really": true}""").Correlate("wait", """{"b": 2}""").ShouldBeAt("wait");
        first.State.ActiveElements.Single(element => element.ElementId == "wait").Gathered.ShouldHaveSingleItem();
        first.SetVariables("""{"ready": true}""").ShouldBeCompleted();
        first.Variable("sum").ShouldBe("3");

        var second = Scenario.OfFile(Roots, drawing).Start("""{"key": "K", "ready": true, "really": true}""");
        second.Correlate("wait", """{"b": 5}""").Hear("wait", """{"a": 1}""").ShouldBeAt("wait").Fire("wait").ShouldBeCompleted();
        second.Variable("sum").ShouldBe("6");
    }

    [Fact]
    public void A_boundary_event_of_several_interrupts_by_the_first_and_hears_the_others_no_more()
    {
        var scenario = Scenario.OfFile(Roots,
            Start(), Service("a"), Boundary("out", "a", Duration("PT1H") + OnSignal("s") + OnError("e") + OnError("f")), Service("told"), End(), Chain("start a end"), Chain("out told end"));

        scenario.Start().ThrowError("a", "F").ShouldBeAt("told").CompleteJob("told").ShouldBeCompleted();
    }

    [Fact]
    public void An_error_that_is_not_among_them_is_not_caught()
    {
        var scenario = Scenario.OfFile(Roots,
            Start(), Service("a"), Boundary("out", "a", OnSignal("s") + OnError("e")), End(), Chain("start a end"), Chain("out end")).Start();

        scenario.ThrowError("a", "G").Incident().Type.ShouldBe(IncidentType.UnhandledErrorEvent);
    }

    [Fact]
    public void A_boundary_event_that_does_not_interrupt_happens_by_each_and_every_time()
    {
        var scenario = Scenario.OfFile(Roots,
            Start(), User("a"), Boundary("out", "a", Cycle("R2/PT1H") + OnSignal("s"), interrupting: false), Service("told"), End(), Chain("start a end"), Chain("out told")).Start();

        scenario.Fire("out").Hear("out").Hear("out").Fire("out").ShouldBeAt("a told told told told");
    }

    [Fact]
    public void A_parallel_boundary_event_happens_again_when_all_has_happened_again()
    {
        var scenario = Scenario.OfFile(Roots,
            Start(), User("a"), Together("boundaryEvent", "out", OnMessage("m") + OnSignal("s"), "attachedToRef=\"a\" cancelActivity=\"false\""), Service("told"), End(), Chain("start a end"), Chain("out told")).Start(Key);

        scenario.Hear("out", """{"n": 1}""").ShouldBeAt("a");
        scenario.State.ActiveElements.Single(element => element.ElementId == "a").Signals.ShouldBeEmpty("what has happened is not waited for again before the rest has");
        scenario.Correlate("out").ShouldBeAt("a told");
        scenario.Variable("n").ShouldBe("1");
        scenario.Correlate("out").ShouldBeAt("a told").Hear("out").ShouldBeAt("a told told");
        scenario.CompleteTask("a").CompleteJob("told").CompleteJob("told").ShouldBeCompleted();
    }

    [Fact]
    public void A_parallel_event_sub_process_begins_when_all_has_happened()
    {
        var scenario = Scenario.OfFile(Roots,
            Start(), User("a"), End(), Chain("start a end"),
            "<bpmn:subProcess id=\"beside\" triggeredByEvent=\"true\">" + Together("startEvent", "begun", Duration("PT1H") + OnSignal("s"), "isInterrupting=\"true\"") + Service("told") + Chain("begun told") + "</bpmn:subProcess>").Start();

        scenario.Hear("begun").ShouldBeAt("a").Fire("begun").ShouldBeAt("beside told").CompleteJob("told").ShouldBeCompleted();
    }

    [Fact]
    public void A_throw_event_of_several_throws_all_and_waits_for_the_worker_that_sends()
    {
        var scenario = Scenario.OfFile(Roots,
            Start(), SubProcess("sub", "", Start("t"), Element("intermediateThrowEvent", "raise", """<zeebe:taskDefinition type="mail"/>""", OnSignal("s") + OnEscalation("late") + OnMessage("m") + OnSignal("s2")), User("a"), Chain("t raise a")),
            Boundary("caught", "sub", OnEscalation("late"), interrupting: false), Service("told"), End(), Chain("start sub end"), Chain("caught told")).Start();

        scenario.Signals.Select(signal => signal.Name).ShouldBe(["recall", "alarm"]);
        scenario.ShouldBeAt("raise sub told").CompleteJob("raise").ShouldBeAt("a sub told");
    }

    [Fact]
    public void Nothing_is_thrown_while_one_of_several_cannot_be()
    {
        var scenario = Scenario.OfFile([Signal("s", "recall"), Signal("bad", "=missing")], Start(), End("end", OnSignal("s") + OnSignal("bad")), Chain("start end")).Start();

        scenario.Signals.ShouldBeEmpty();
        scenario.SetVariables("""{"missing": "found"}""").Resolve().ShouldBeCompleted();
        scenario.Signals.Select(signal => signal.Name).ShouldBe(["recall", "found"]);
    }

    [Fact]
    public void An_escalation_that_ends_its_scope_ends_the_end_event_that_throws_more()
    {
        var scenario = Scenario.OfFile([.. Roots, Escalation("other", "OTHER")],
            Start(), SubProcess("sub", "", Start("t"), End("raise", OnEscalation("late") + OnEscalation("other") + OnSignal("s")), Chain("t raise")),
            Boundary("caught", "sub", OnEscalation("late")), Boundary("second", "sub", OnEscalation("other"), interrupting: false), Service("told"), Service("never"), Chain("start sub"), Chain("caught told"), Chain("second never")).Start();

        scenario.ShouldBeAt("told").CompleteJob("told").ShouldBeCompleted();
        scenario.Signals.Count().ShouldBe(1);
    }

    [Fact]
    public void Each_definition_of_a_start_event_starts_the_process()
    {
        var triggers = Scenario.Compile(File(Roots, [Start("start", inner: OnMessage("m") + OnSignal("s") + OnSignal("s2") + Cycle("R/P1D")), User("a"), Chain("start a")])).StartTriggers;

        triggers.Messages.Select(message => message.MessageName).ShouldBe(["paid"]);
        triggers.Signals.Select(signal => signal.SignalName).ShouldBe(["recall", "alarm"]);
        triggers.Timers.ShouldHaveSingleItem().ElementId.ShouldBe("start");
        triggers.None.ShouldBeNull();
    }
}
