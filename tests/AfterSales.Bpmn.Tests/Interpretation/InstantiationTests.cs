using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Tests.Support;
using Shouldly;
using Xunit;
using static AfterSales.Bpmn.Tests.Support.Xml;

namespace AfterSales.Bpmn.Tests.Interpretation;

/// <summary>What begins an instance besides start events: receive tasks and event-based gateways with <c>instantiate="true"</c>.</summary>
public class InstantiationTests
{
    private static readonly string[] Messages = [Message("m", "ordered", "=order"), Message("n", "paid", "=order"), Message("nokey", "asked", null), Signal("s", "recall")];

    private static Scenario Either() => Scenario.OfFile(
        Messages,
        Element("eventBasedGateway", "begin", attributes: "instantiate=\"true\""), Catch("ordered", OnMessage("nokey"), Io(("output", "=order", "number"))), Catch("recalled", OnSignal("s")), Catch("daily", Duration("P1D")),
        Service("a"), Service("b"), Chain("begin ordered a"), Chain("begin recalled b"), Chain("begin daily b"));

    private static Scenario Both() => Scenario.OfFile(
        Messages,
        Element("eventBasedGateway", "begin", attributes: "instantiate=\"true\" eventGatewayType=\"Parallel\""), Catch("ordered", OnMessage("m")), Catch("paid", OnMessage("n")),
        Service("a"), Service("b"), Element("parallelGateway", "join"), Service("after"), Chain("begin ordered a join after"), Chain("begin paid b join"));

    [Fact]
    public void A_receive_task_begins_an_instance()
    {
        var scenario = Scenario.OfFile(Messages, Element("receiveTask", "ordered", attributes: "messageRef=\"nokey\" instantiate=\"true\""), Service("a"), Chain("ordered a"));

        scenario.Process.StartTriggers.Messages.ShouldBe([new MessageStart("ordered", "asked")]);
        scenario.Process.StartTriggers.None.ShouldBeNull();
        scenario.Start("""{"order": 7}""", "ordered").ShouldBeAt("a");
        scenario.Variable("order").ShouldBe("7");
        scenario.CompleteJob("a").ShouldBeCompleted();
    }

    [Fact]
    public void Each_event_behind_a_gateway_begins_an_instance()
    {
        Either().Process.StartTriggers.Messages.ShouldBe([new MessageStart("ordered", "asked")]);
        Either().Process.StartTriggers.Signals.ShouldBe([new SignalStart("recalled", "recall")]);
        Either().Process.StartTriggers.Timers.ShouldHaveSingleItem().ElementId.ShouldBe("daily");
        Either().Start("{}", "recalled").ShouldBeAt("b").CompleteJob("b").ShouldBeCompleted();

        var scenario = Either().Start("""{"order": 7}""", "ordered").ShouldBeAt("a");
        scenario.Variable("number").ShouldBe("7", "the mappings of the event hold");
        scenario.Last.OfType<SequenceFlowTaken>().Select(flow => flow.FlowId).ShouldBe(["begin_ordered", "ordered_a"]);
        scenario.CompleteJob("a").ShouldBeCompleted();
        scenario.Done.Split(' ').ShouldContain("begin");
    }

    [Fact]
    public void Of_a_parallel_gateway_the_first_message_begins_and_the_others_are_waited_for()
    {
        var scenario = Both();
        scenario.Process.StartTriggers.Messages.ShouldBe([new MessageStart("ordered", "ordered", true), new MessageStart("paid", "paid", true)]);

        scenario.Start("""{"order": 4711}""", "paid").ShouldBeAt("b begin");
        scenario.Subscription("ordered").CorrelationKey.ShouldBe("4711");
        scenario.CompleteJob("b").ShouldBeAt("begin").Correlate("ordered").ShouldBeAt("a").CompleteJob("a").ShouldBeAt("after");
        scenario.CompleteJob("after").ShouldBeCompleted();
    }

    [Fact]
    public void An_unknown_correlation_of_the_others_is_an_incident_to_resolve()
    {
        var scenario = Both().Start("{}", "paid").ShouldBeAt("b begin");

        scenario.Incident().Type.ShouldBe(IncidentType.ExtractValueError);
        scenario.SetVariables("""{"order": 5}""").Resolve();
        scenario.Subscription("ordered").CorrelationKey.ShouldBe("5");
        scenario.State.ActiveElements.Single(element => element.ElementId == "begin").Messages.ShouldHaveSingleItem().TargetElementId.ShouldBe("ordered", "what has come is not waited for again");
    }

    [Fact]
    public void A_migration_must_keep_what_a_parallel_gateway_waits_for()
    {
        var scenario = Both().Start("""{"order": 4711}""", "paid");
        var target = Both().Process;

        scenario.TryMigrate(target, "begin b").Reason!.ShouldContain("'ordered'");
        scenario.Migrate(target, "begin b ordered paid").Correlate("ordered").ShouldBeAt("a b");
    }

    private static Scenario AtOneStart() => Scenario.OfFile(
        Messages, Together("startEvent", "begin", OnMessage("m") + OnMessage("n")), Service("a"), Chain("begin a"));

    [Fact]
    public void Of_a_parallel_multiple_start_event_the_first_message_begins_and_the_process_goes_on_when_all_have_come()
    {
        var scenario = AtOneStart();
        scenario.Process.StartTriggers.Messages.ShouldBe([new MessageStart("begin", "ordered", true), new MessageStart("begin", "paid", true)]);

        scenario.Advance(new StartInstance(Scenario.Context("""{"order": 4711}"""), "begin", "paid")).ShouldBeAt("begin");
        scenario.Subscription("begin").ShouldSatisfyAllConditions(wait => wait.MessageName.ShouldBe("ordered"), wait => wait.CorrelationKey.ShouldBe("4711"));
        scenario.Correlate("begin", """{"lot": "L-7"}""").ShouldBeAt("a");
        scenario.Variable("lot").ShouldBe("\"L-7\"");
        scenario.CompleteJob("a").ShouldBeCompleted();
    }

    [Fact]
    public void An_unknown_correlation_of_the_others_of_a_start_event_is_an_incident_to_resolve()
    {
        var scenario = AtOneStart().Advance(new StartInstance(Scenario.Context("{}"), "begin", "ordered")).ShouldBeAt("begin");

        scenario.Incident().Type.ShouldBe(IncidentType.ExtractValueError);
        scenario.SetVariables("""{"order": 5}""").Resolve();
        scenario.Subscription("begin").MessageName.ShouldBe("paid", "what has come is not waited for again");
        scenario.Migrate(AtOneStart().Process).Correlate("begin").ShouldBeAt("a");
    }

    [Fact]
    public void A_start_at_an_element_that_begins_nothing_is_refused() =>
        Both().TryAdvance(new StartInstance(Scenario.Context("{}"), "a")).Reason!.ShouldContain("'a'");
}
