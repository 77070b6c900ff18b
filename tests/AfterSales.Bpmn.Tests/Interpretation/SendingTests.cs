using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Tests.Support;
using Shouldly;
using Xunit;
using static AfterSales.Bpmn.Tests.Support.Xml;

namespace AfterSales.Bpmn.Tests.Interpretation;

/// <summary>Messages that the engine sends itself, and flows without gateways.</summary>
public class SendingTests
{
    private static readonly string[] Roots = [Message("m", "order", "=case.number"), Message("plain", "recall", null)];
    private const string Case = """{"case": {"number": "C-1"}, "part": "P"}""";

    [Theory]
    [InlineData("task")]
    [InlineData("throw")]
    [InlineData("end")]
    public void A_message_without_a_worker_is_sent_by_the_engine(string how)
    {
        var io = Io(("input", "=part", "ordered"));
        var sender = how switch
        {
            "task" => Element("sendTask", "send", io, attributes: "messageRef=\"m\""),
            "throw" => Throw("send", OnMessage("m"), io),
            _ => Element("endEvent", "send", io, OnMessage("m")),
        };
        var scenario = Scenario.OfFile(Roots, Start(), sender, Chain("start send")).Start(Case).ShouldBeCompleted();

        var sent = scenario.All.OfType<MessageSent>().ShouldHaveSingleItem();
        (sent.MessageName, sent.CorrelationKey, sent.MessageId, sent.TimeToLive).ShouldBe(("order", "C-1", null, TimeSpan.FromDays(30)));
        sent.Variables.ToString().ShouldBe("{ordered: \"P\"}");
    }

    [Fact]
    public void The_sender_may_say_key_id_and_life_of_its_message()
    {
        var scenario = Scenario.OfFile(Roots,
            Start(), Element("sendTask", "send", """<zeebe:publishMessage correlationKey="=part" messageId="=case.number" timeToLive="=duration(&quot;PT&quot; + &quot;5M&quot;)"/>""", attributes: "messageRef=\"m\""), Chain("start send")).Start(Case).ShouldBeCompleted();

        var sent = scenario.All.OfType<MessageSent>().ShouldHaveSingleItem();
        (sent.CorrelationKey, sent.MessageId, sent.TimeToLive).ShouldBe(("P", "C-1", TimeSpan.FromMinutes(5)));
    }

    [Fact]
    public void A_message_without_a_key_is_for_start_events() =>
        Scenario.OfFile(Roots, Start(), End("end", OnMessage("plain")), Chain("start end")).Start().ShouldBeCompleted()
            .All.OfType<MessageSent>().ShouldHaveSingleItem().CorrelationKey.ShouldBe("");

    [Fact]
    public void A_key_that_is_missing_is_an_incident_and_nothing_is_sent()
    {
        var scenario = Scenario.OfFile(Roots, Start(), End("end", OnMessage("m")), Chain("start end")).Start();

        scenario.Incident().Type.ShouldBe(IncidentType.ExtractValueError);
        scenario.All.OfType<MessageSent>().ShouldBeEmpty();
        scenario.SetVariables(Case).Resolve().ShouldBeCompleted();
    }

    [Theory]
    [InlineData("""{"x": true, "y": true}""", "always one two")]
    [InlineData("""{"x": true}""", "always one")]
    [InlineData("""{"x": false, "y": null}""", "always")]
    public void Flows_with_conditions_that_leave_an_activity_are_taken_when_true(string variables, string at)
    {
        Scenario.Of(Start(), Manual("a"), Service("always"), Service("one"), Service("two"), Chain("start a always"), Flow("a", "one", "=x"), Flow("a", "two", "=y"))
            .Start(variables).ShouldBeAt(at);
    }

    [Fact]
    public void The_default_flow_of_an_activity_is_taken_when_no_condition_is_true()
    {
        string[] drawing = [Start(), Element("manualTask", "a", attributes: "default=\"a_other\""), Service("one"), Service("other"), Chain("start a"), Flow("a", "one", "=x"), Flow("a", "other")];

        Scenario.Of(drawing).Start("""{"x": true}""").ShouldBeAt("one");
        Scenario.Of(drawing).Start("""{"x": false}""").ShouldBeAt("other");
    }

    [Fact]
    public void An_activity_whose_conditions_are_all_false_is_an_incident()
    {
        var scenario = Scenario.Of(Start(), Manual("a"), Service("one"), Chain("start a"), Flow("a", "one", "=x")).Start("""{"x": false}""");

        scenario.Incident().Type.ShouldBe(IncidentType.ConditionError);
        scenario.SetVariables("""{"x": true}""").Resolve().ShouldBeAt("one");
    }

    [Fact]
    public void Several_flows_into_an_activity_begin_it_once_each()
    {
        var scenario = Scenario.Of(Start(), Service("a"), Service("b"), Service("c"), End(), Chain("start a c end"), Chain("start b c")).Start().ShouldBeAt("a b");

        scenario.CompleteJob("a").ShouldBeAt("b c").CompleteJob("b").ShouldBeAt("c c");
        scenario.CompleteJob("c").CompleteJob("c").ShouldBeCompleted();
    }
}
