using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.Tests.Support;
using Shouldly;
using Xunit;
using static AfterSales.Bpmn.Tests.Support.Xml;

namespace AfterSales.Bpmn.Tests.Interpretation;

public class SequenceTests
{
    [Fact]
    public void A_process_without_waits_runs_to_its_end_in_one_step()
    {
        var scenario = Scenario.Of(Start(), Manual("a"), Element("intermediateThrowEvent", "milestone"), End(), Chain("start a milestone end")).Start().ShouldBeCompleted();

        scenario.Done.ShouldBe("start a milestone end p");
        scenario.Last.OfType<SequenceFlowTaken>().Select(flow => flow.FlowId).ShouldBe(["start_a", "a_milestone", "milestone_end"]);
    }

    [Fact]
    public void Effects_tell_the_story_in_order()
    {
        var scenario = Scenario.Of(Start(), Service("a"), Chain("start a")).Start("""{"x": 1}""");

        scenario.Last.Select(effect => effect.GetType().Name).ShouldBe([
            nameof(InstanceStarted), nameof(ElementActivated), nameof(VariableSet), nameof(ElementActivated),
            nameof(ElementCompleted), nameof(SequenceFlowTaken), nameof(ElementActivated), nameof(JobCreated)]);
        scenario.Last.OfType<ElementActivated>().Select(effect => effect.Type).ShouldBe([ElementType.Process, ElementType.StartEvent, ElementType.ServiceTask]);
    }

    [Theory]
    [InlineData("sendTask")]
    [InlineData("serviceTask")]
    [InlineData("scriptTask")]
    [InlineData("businessRuleTask")]
    public void A_task_with_a_task_definition_runs_as_a_job(string kind)
    {
        var scenario = Scenario.Of(
            Start(),
            Element(kind, "a", """<zeebe:taskDefinition type="mail" retries="5"/><zeebe:taskHeaders><zeebe:header key="template" value="=literal"/></zeebe:taskHeaders>"""),
            End(),
            Chain("start a end")).Start("""{"case": {"number": "CMP-1"}}""");

        var job = scenario.Job("a");
        job.JobType.ShouldBe("mail");
        job.Retries.ShouldBe(5);
        job.Headers["template"].ShouldBe("=literal", "headers are never expressions");
        job.Variables.TryGet("case", out _).ShouldBeTrue();
        scenario.CompleteJob("a", """{"sent": true}""").ShouldBeCompleted();
        scenario.Variable("sent").ShouldBe("true");
    }

    [Theory]
    [InlineData("endEvent")]
    [InlineData("intermediateThrowEvent")]
    public void A_message_event_that_sends_runs_as_a_job(string kind)
    {
        var scenario = Scenario.OfFile(
            [Message("m", "hello", null)],
            Start(),
            Element(kind, "a", """<zeebe:taskDefinition type="publish"/>""", OnMessage("m")),
            Chain("start a")).Start();

        scenario.Job("a").JobType.ShouldBe("publish");
        scenario.CompleteJob("a").ShouldBeCompleted();
    }

    [Fact]
    public void Type_and_retries_of_a_job_may_be_expressions()
    {
        var scenario = Scenario.Of(Start(), Element("serviceTask", "a", """<zeebe:taskDefinition type="=&quot;mail:&quot; + channel" retries="=1 + 1"/>"""), Chain("start a"))
            .Start("""{"channel": "sms"}""");

        scenario.Job("a").JobType.ShouldBe("mail:sms");
        scenario.Job("a").Retries.ShouldBe(2);
    }

    [Fact]
    public void A_script_keeps_its_result()
    {
        var scenario = Scenario.Of(Start(), Script("a", "=if cover = \"gold\" then 100 else 50", "score"), End(), Chain("start a end")).Start("""{"cover": "gold"}""").ShouldBeCompleted();

        scenario.Variable("score").ShouldBe("100");
    }

    [Fact]
    public void Several_flows_without_a_gateway_split_and_do_not_join()
    {
        var scenario = Scenario.Of(Start(), Service("a"), Service("b"), Manual("c"), End(), Chain("start a c end"), Chain("start b c")).Start().ShouldBeAt("a b");

        scenario.CompleteJob("a").ShouldBeAt("b");
        scenario.CompleteJob("b").ShouldBeCompleted();
        scenario.Done.Split(' ').Count(id => id == "c").ShouldBe(2, "each token goes its own way");
    }

    [Fact]
    public void A_loop_back_runs_again()
    {
        var scenario = Scenario.Of(
            Start(), Service("a"), Element("exclusiveGateway", "again", attributes: "default=\"again_end\""), End(),
            Chain("start a again"), Flow("again", "a", "=retry"), Flow("again", "end")).Start();

        scenario.CompleteJob("a", """{"retry": true}""").ShouldBeAt("a");
        scenario.CompleteJob("a", """{"retry": false}""").ShouldBeCompleted();
        scenario.All.OfType<JobCreated>().Count().ShouldBe(2);
    }

    [Fact]
    public void A_token_without_a_way_on_ends_and_the_scope_with_it() =>
        Scenario.Of(Start(), Service("a"), Service("b"), Chain("start a"), Chain("start b")).Start()
            .CompleteJob("b").ShouldBeAt("a")
            .CompleteJob("a").ShouldBeCompleted();

    [Fact]
    public void An_endless_loop_becomes_an_incident_that_can_be_resolved_from_outside()
    {
        var process = Scenario.Compile(Process(
            Start(), Manual("a"), Element("exclusiveGateway", "again", attributes: "default=\"again_a\""), End(),
            Chain("start a again a"), Flow("again", "end", "=enough = true")));
        var scenario = new Scenario(process) { MaximumSteps = 50 };

        scenario.Start();

        scenario.Incident().Type.ShouldBe(IncidentType.Unknown);
        scenario.Incident().Message.ShouldContain("50");
        scenario.SetVariables("""{"enough": true}""").Resolve().ShouldBeCompleted();
    }
}
