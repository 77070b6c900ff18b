using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Tests.Support;
using AfterSales.Feel.Values;
using Shouldly;
using Xunit;
using static AfterSales.Bpmn.Tests.Support.Xml;

namespace AfterSales.Bpmn.Tests.Interpretation;

public class AdHocSubProcessTests
{
    private static readonly string[] Around = [Start(), User("after"), End(), Chain("start some after end")];

    private static string[] InTurnOf(string? active, string? condition = null) =>
        [Start(), InTurn("some", active, condition, Service("a"), Service("a2"), Service("b"), Service("c"), Chain("a a2")), Service("after"), Chain("start some after")];

    [Fact]
    public void A_sequential_one_does_one_activity_at_a_time_in_the_order_of_its_list()
    {
        var scenario = Scenario.Of(InTurnOf("=[\"c\", \"a\", \"b\"]")).Start().ShouldBeAt("c some");

        scenario.CompleteJob("c").ShouldBeAt("a some").CompleteJob("a").ShouldBeAt("a2 some", "what follows an activity belongs to its turn");
        scenario.CompleteJob("a2").ShouldBeAt("b some").CompleteJob("b").ShouldBeAt("after").CompleteJob("after").ShouldBeCompleted();
    }

    [Fact]
    public void What_somebody_begins_in_a_sequential_one_waits_for_its_turn_with_its_variables()
    {
        var scenario = Scenario.Of(InTurnOf("=[\"a\"]")).Start();

        scenario.Begin("some", "b", """{"lot": 7}""").ShouldBeAt("a some").Begin("some", "c").CompleteJob("a").CompleteJob("a2").ShouldBeAt("b some");
        FeelJson.ToJson(scenario.State.FindVariable(scenario.Instance("b").Key, "lot")!).ShouldBe("7");
        scenario.CompleteJob("b").ShouldBeAt("c some").CompleteJob("c").ShouldBeAt("after");
    }

    [Fact]
    public void A_met_condition_ends_a_sequential_one_and_drops_what_waits()
    {
        var scenario = Scenario.Of(InTurnOf("=[\"b\", \"c\"]", "=enough")).Start();

        scenario.CompleteJob("b", """{"enough": true}""").ShouldBeAt("after").CompleteJob("after").ShouldBeCompleted();
    }

    [Fact]
    public void A_migration_takes_along_what_waits_for_its_turn()
    {
        var scenario = Scenario.Of(InTurnOf("=[\"b\", \"c\"]")).Start();
        var target = Scenario.Version(Start(), InTurn("some", null, null, Service("b"), Service("d")), Service("after"), Chain("start some after"));

        scenario.TryMigrate(target, "some b").Reason!.ShouldContain("'c'");
        scenario.Migrate(target, "some b c=d").CompleteJob("b").ShouldBeAt("d some");
    }

    [Fact]
    public void Without_a_condition_it_is_done_when_everything_begun_is_done()
    {
        var scenario = Of("=[\"a\", \"c\"]", null, true).Start().ShouldBeAt("a c some");

        scenario.CompleteJob("a").ShouldBeAt("b c some").CompleteJob("c").ShouldBeAt("b some").CompleteJob("b").ShouldBeAt("after");
        scenario.CompleteTask("after").ShouldBeCompleted();
    }

    [Fact]
    public void The_collection_may_come_from_variables()
    {
        Of("=needed", null, true).Start("""{"needed": ["c"]}""").ShouldBeAt("c some");
        Of("=needed", null, true).Start("""{"needed": []}""").ShouldBeAt("after", "nothing to do is done");
    }

    [Theory]
    [InlineData("""{"needed": ["b"]}""")]
    [InlineData("""{"needed": ["nobody"]}""")]
    [InlineData("""{"needed": "a"}""")]
    [InlineData("""{"needed": [1]}""")]
    public void What_cannot_be_begun_is_an_incident_and_nothing_begins(string variables)
    {
        var scenario = Of("=needed", null, true).Start(variables).ShouldBeAt("some");

        scenario.Incident().Type.ShouldBe(IncidentType.ExtractValueError);
        scenario.SetVariables("""{"needed": ["a"]}""").Resolve().ShouldBeAt("a some");
    }

    [Fact]
    public void A_condition_that_becomes_true_ends_what_remains()
    {
        var scenario = Of("=[\"a\", \"c\", \"c\"]", "=enough", true).Start().ShouldBeAt("a c c some");

        scenario.CompleteJob("a", """{"enough": true}""").ShouldBeAt("b c c some", "the way of the activity has not come to its end");
        scenario.CompleteJob("b").ShouldBeAt("after").CompleteTask("after").ShouldBeCompleted();
    }

    [Fact]
    public void What_remains_is_waited_for_when_the_file_says_so()
    {
        var scenario = Of("=[\"a\", \"c\"]", "=enough", false).Start();

        scenario.CompleteJob("c", """{"enough": true}""").ShouldBeAt("a some");
        scenario.SetVariables("""{"enough": false}""").CompleteJob("a").CompleteJob("b").ShouldBeAt("after", "a condition that was met stays so");
    }

    [Fact]
    public void While_the_condition_is_false_it_waits_for_somebody_to_begin_something()
    {
        var scenario = Of(null, "=enough", true).Start().ShouldBeAt("some");

        scenario.Begin("some", "c").CompleteJob("c").ShouldBeAt("some");
        scenario.Begin("some", "a", """{"hint": "look"}""").ShouldBeAt("a some");
        scenario.Job("a").Variables.TryGet("hint", out _).ShouldBeTrue();
        scenario.CompleteJob("a").CompleteJob("b", """{"enough": true}""").ShouldBeAt("after");
        scenario.Variable("hint").ShouldBeNull("what is given to an activity is its own");
    }

    [Fact]
    public void What_cannot_be_begun_from_outside_changes_nothing()
    {
        var scenario = Of(null, null, true).Start();
        var some = scenario.Instance("some").Key;

        scenario.TryAdvance(new ActivateAdHoc(some, [new("a", Scenario.Context("{}")), new("b", Scenario.Context("{}"))])).Reason.ShouldNotBeNull().ShouldContain("'b'");
        scenario.TryAdvance(new ActivateAdHoc(1, [])).Applied.ShouldBeFalse();
        scenario.TryAdvance(new ActivateAdHoc(99, [])).Applied.ShouldBeFalse();
        scenario.ShouldBeAt("some");
    }

    [Fact]
    public void A_condition_that_is_neither_true_nor_false_is_an_incident_of_the_last_activity()
    {
        var scenario = Of("=[\"c\"]", "=enough", true).Start("""{"enough": 3}""").CompleteJob("c");

        scenario.Incident().Type.ShouldBe(IncidentType.ExtractValueError);
        scenario.SetVariables("""{"enough": true}""").Resolve().ShouldBeAt("after");
    }

    [Fact]
    public void It_may_be_multi_instance_and_left_by_its_border()
    {
        var scenario = Scenario.OfFile([Error("e", "E")],
            [.. Around, AdHoc("some", "=[item]", null, true, Service("a"), Service("c")).Replace("</bpmn:adHocSubProcess>", Loop(false, "inputCollection=\"=[&quot;a&quot;, &quot;c&quot;]\" inputElement=\"item\"") + "</bpmn:adHocSubProcess>", StringComparison.Ordinal),
            Boundary("out", "some", OnError("e")), Chain("out after")]).Start().ShouldBeAt("a c some some some");

        scenario.ThrowError("c", "E").ShouldBeAt("after");
    }

    /// <summary>a is followed by b; c stands alone.</summary>
    private static Scenario Of(string? active, string? condition, bool cancels) =>
        Scenario.Of([.. Around, AdHoc("some", active, condition, cancels, Service("a"), Service("b"), Service("c"), Chain("a b"))]);
}
