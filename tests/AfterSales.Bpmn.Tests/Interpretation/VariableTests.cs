using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Tests.Support;
using AfterSales.Feel.Values;
using Shouldly;
using Xunit;
using static AfterSales.Bpmn.Tests.Support.Xml;

namespace AfterSales.Bpmn.Tests.Interpretation;

public class VariableTests
{
    private static Scenario Job(string mapping, string variables = "{}") => Scenario.Of(Start(), Service("a", mapping), Service("b"), Chain("start a b")).Start(variables);

    [Fact]
    public void Input_mappings_make_variables_of_the_elements_own()
    {
        var scenario = Job(Io(("input", "=order.id", "id"), ("input", "literal", "kind"), ("input", "=id + \"!\"", "label")), """{"order": {"id": "W1"}}""");

        var variables = scenario.Job("a").Variables;
        variables["id"].ShouldBe(FeelValue.Of("W1"));
        variables["kind"].ShouldBe(FeelValue.Of("literal"));
        variables["label"].ShouldBe(FeelValue.Of("W1!"), "a mapping sees those before it");
        scenario.CompleteJob("a");
        scenario.Variable("id").ShouldBeNull("local variables go with their element");
    }

    [Fact]
    public void Without_output_mappings_results_go_to_the_root() =>
        Job("").CompleteJob("a", """{"x": 1}""").Variable("x").ShouldBe("1");

    [Fact]
    public void A_result_stops_at_the_nearest_scope_that_has_the_variable()
    {
        var scenario = Job(Io(("input", "=1", "x")));

        scenario.CompleteJob("a", """{"x": 2, "y": 3}""");
        scenario.Variable("x").ShouldBeNull("the element had its own x");
        scenario.Variable("y").ShouldBe("3");
    }

    [Fact]
    public void A_sub_process_keeps_the_variables_it_has()
    {
        var scenario = Scenario.Of(
            Start(), SubProcess("sub", Io(("input", "=0", "count"), ("output", "=count", "total")), Start("s"), Service("x"), Chain("s x")), Service("b"), Chain("start sub b")).Start();

        scenario.CompleteJob("x", """{"count": 5, "noise": 1}""");
        scenario.Variable("count").ShouldBeNull();
        scenario.Variable("total").ShouldBe("5");
        scenario.Variable("noise").ShouldBe("1");
    }

    [Fact]
    public void With_output_mappings_only_what_is_mapped_goes_on()
    {
        var scenario = Job(Io(("output", "=result.code", "case.code"), ("output", "=result.text", "case.text")), """{"case": {"number": "CMP-1", "code": 0}}""");

        scenario.CompleteJob("a", """{"result": {"code": 7, "text": "ok"}}""");
        scenario.Variable("case").ShouldBe("""{"number":"CMP-1","code":7,"text":"ok"}""");
        scenario.Variable("result").ShouldBeNull();
    }

    [Fact]
    public void An_output_into_something_that_is_not_a_context_is_an_incident_and_loses_nothing()
    {
        var scenario = Job(Io(("output", "=1", "case.code")), """{"case": "CMP-1"}""");

        scenario.CompleteJob("a").ShouldBeAt("a");
        scenario.Incident().Type.ShouldBe(IncidentType.IoMappingError);
        scenario.Variable("case").ShouldBe("\"CMP-1\"");
        scenario.SetVariables("""{"case": {}}""").Resolve().ShouldBeAt("b");
        scenario.Variable("case").ShouldBe("""{"code":1}""");
    }

    [Fact]
    public void Input_mappings_are_made_anew_when_their_incident_is_resolved()
    {
        var scenario = Scenario.Of(Start(), User("a", Io(("input", "=due", "due")) + """<zeebe:taskSchedule dueDate="=due"/>"""), Chain("start a")).Start("""{"due": 1}""");
        scenario.Incident();

        scenario.SetVariables("""{"due": "2026-04-01T08:00:00Z"}""").Resolve();

        scenario.Task("a").DueDate.ShouldNotBeNull("the mapping reads the corrected variable, not what it copied before");
    }

    [Fact]
    public void Temporal_values_are_stored_as_text() =>
        Scenario.Of(Start(), Script("a", "=date(\"2026-04-01\")", "day"), Service("b"), Chain("start a b")).Start().Variable("day").ShouldBe("\"2026-04-01\"");

    [Fact]
    public void Setting_a_variable_to_what_it_is_has_no_effect() =>
        Job("", """{"x": [1, {"y": 2}]}""").SetVariables("""{"x": [1, {"y": 2}]}""").Last.Count.ShouldBe(0);

    [Fact]
    public void Variables_can_be_set_in_a_scope_or_up_from_it()
    {
        var scenario = Job("");
        var scope = scenario.Job("a").ElementInstanceKey;

        scenario.SetVariables("""{"here": 1}""", scope, local: true);
        scenario.SetVariables("""{"here": 2, "up": 3}""", scope);

        scenario.Variable("here").ShouldBeNull();
        scenario.State.FindVariable(scope, "here").ShouldBe(FeelValue.Of(2));
        scenario.Variable("up").ShouldBe("3");
        scenario.TryAdvance(new SetVariables(999, Scenario.Context("{}"), true)).Applied.ShouldBeFalse();
    }

    [Fact]
    public void An_inner_variable_hides_an_outer_one()
    {
        var scenario = Job(Io(("input", "=x + 1", "x")), """{"x": 1}""");

        scenario.Job("a").Variables["x"].ShouldBe(FeelValue.Of(2));
        scenario.CompleteJob("a").Job("b").Variables["x"].ShouldBe(FeelValue.Of(1));
    }
}
