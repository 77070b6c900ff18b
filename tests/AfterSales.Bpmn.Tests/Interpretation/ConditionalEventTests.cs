using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Tests.Support;
using AfterSales.Feel;
using Shouldly;
using Xunit;
using static AfterSales.Bpmn.Tests.Support.Xml;

namespace AfterSales.Bpmn.Tests.Interpretation;

public class ConditionalEventTests
{
    [Fact]
    public void An_intermediate_event_goes_on_when_its_condition_becomes_true()
    {
        var scenario = Scenario.Of(Start(), Catch("ready", OnCondition("=stock > 2")), Service("a"), Chain("start ready a")).Start();

        scenario.ShouldBeAt("ready").SetVariables("""{"stock": 2}""").ShouldBeAt("ready");
        scenario.SetVariables("""{"stock": 3}""").ShouldBeAt("a");
    }

    [Fact]
    public void What_is_true_already_is_not_waited_for() =>
        Scenario.Of(Start(), Catch("ready", OnCondition("=stock > 2")), Service("a"), Chain("start ready a")).Start("""{"stock": 3}""").ShouldBeAt("a");

    [Fact]
    public void A_boundary_event_happens_by_what_another_branch_brings()
    {
        var scenario = Scenario.Of(
            Start(), Element("parallelGateway", "fork"), User("a"), Service("b"), Boundary("stop", "a", OnCondition("=cancelled")), Service("stopped"),
            Chain("start fork a"), Chain("fork b"), Chain("stop stopped")).Start();

        scenario.CompleteJob("b", """{"cancelled": true}""").ShouldBeAt("stopped");
    }

    [Fact]
    public void A_non_interrupting_event_happens_each_time_it_becomes_true_not_while_it_stays_so()
    {
        var scenario = Scenario.Of(Start(), User("a"), Boundary("hot", "a", OnCondition("=heat > 90"), interrupting: false), Service("cool"), End(), Chain("start a end"), Chain("hot cool")).Start();

        scenario.SetVariables("""{"heat": 95}""").ShouldBeAt("a cool").SetVariables("""{"heat": 99}""").ShouldBeAt("a cool", "it has been hot since");
        scenario.SetVariables("""{"heat": 20}""").SetVariables("""{"heat": 91}""").ShouldBeAt("a cool cool");
        scenario.CompleteJob("cool").CompleteJob("cool").CompleteTask("a").ShouldBeCompleted();
    }

    [Fact]
    public void An_event_sub_process_begins_by_a_condition() => Scenario.Of(
        Start(), User("a"), Chain("start a"), EventSubProcess("beside", "begun", OnCondition("=cancelled"), true, Service("handle"), Chain("begun handle")))
        .Start().SetVariables("""{"cancelled": true}""").ShouldBeAt("beside handle").CompleteJob("handle").ShouldBeCompleted();

    [Fact]
    public void A_condition_of_a_start_event_begins_the_process_with_the_variables_it_was_asked_of()
    {
        var scenario = Scenario.Of(Start("hot", inner: OnCondition("=heat > 90")), Service("cool"), Chain("hot cool"));
        var start = scenario.Process.StartTriggers.Conditions.ShouldHaveSingleItem();

        Asked(start, """{"heat": 91}""").ShouldBe(true);
        Asked(start, """{"heat": 90}""").ShouldBe(false);
        Asked(start, "{}").ShouldBe(false, "null is not true");
        Asked(Scenario.Of(Start("hot", inner: OnCondition("=heat")), Service("cool"), Chain("hot cool")).Process.StartTriggers.Conditions[0], """{"heat": "yes"}""").ShouldBeNull();
        scenario.Process.StartTriggers.None.ShouldBeNull();
        scenario.Start("""{"heat": 91}""", "hot").ShouldBeAt("cool");
        scenario.Variable("heat").ShouldBe("91");
    }

    [Theory]
    [InlineData("", "", true)]
    [InlineData("heat, load", "load", true)]
    [InlineData("heat, load", "heat", true)]
    [InlineData("heat, load", "weight", false)]
    public void A_filter_names_the_variables_that_a_start_condition_is_asked_of(string names, string brought, bool asked)
    {
        var filter = names.Length == 0 ? "" : $"""<bpmn:extensionElements><zeebe:conditionalFilter variableNames="{names}" /></bpmn:extensionElements>""";
        var scenario = Scenario.Of(Start("begin", inner: OnCondition("=true").Replace("<bpmn:condition ", filter + "<bpmn:condition ")), Service("a"), Chain("begin a"));
        var variables = Scenario.Context(brought.Length == 0 ? "{}" : $$"""{"{{brought}}": 1}""");

        scenario.Process.StartTriggers.Conditions.ShouldHaveSingleItem().Concerns(variables).ShouldBe(asked);
    }

    private static bool? Asked(ConditionStart start, string variables) =>
        start.Evaluate(Scenario.Context(variables), new FeelEnvironment(DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc));

    [Fact]
    public void The_first_of_several_events_wins() => Scenario.Of(
        Start(), Element("eventBasedGateway", "wait"), Catch("late", Duration("PT1H")), Catch("ready", OnCondition("=ok")), Service("a"), Service("b"), Chain("start wait late a"), Chain("wait ready b"))
        .Start().SetVariables("""{"ok": true}""").ShouldBeAt("b");

    [Fact]
    public void A_condition_that_is_neither_true_nor_false_is_an_incident()
    {
        var scenario = Scenario.Of(Start(), Catch("ready", OnCondition("=ok")), Service("a"), Chain("start ready a")).Start("""{"ok": "yes"}""");

        scenario.Incident().Type.ShouldBe(IncidentType.ExtractValueError);
        scenario.SetVariables("""{"ok": false}""").Resolve().SetVariables("""{"ok": true}""").ShouldBeAt("a");
    }
}
