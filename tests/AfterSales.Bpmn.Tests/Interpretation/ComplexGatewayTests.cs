using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Tests.Support;
using Shouldly;
using Xunit;
using static AfterSales.Bpmn.Tests.Support.Xml;

namespace AfterSales.Bpmn.Tests.Interpretation;

/// <summary>The two phases of the complex gateway (BPMN 2.0.2, 13.4.5). <see cref="Scenario"/> makes each step on a state read again as well.</summary>
public class ComplexGatewayTests
{
    /// <summary>Three branches; the gateway goes on with some of them, and tells when the rest has come.</summary>
    private static string[] Drawing(string activation, string flow = "=waitingForStart", string? reset = "=not(waitingForStart)") =>
    [
        Start(), Element("parallelGateway", "fork"), Service("a"), Service("b"), Service("c"), Complex("join", activation), Service("after"), Service("rest"), End(),
        Chain("start fork a join"), Chain("fork b join"), Chain("fork c join"), Flow("join", "after", flow), Flow("join", "rest", reset), Chain("after end"),
    ];

    [Fact]
    public void Two_of_three_let_it_go_on_and_the_third_resets_it()
    {
        var scenario = Scenario.Of(Drawing("=activationCount >= 2")).Start().ShouldBeAt("a b c");

        scenario.CompleteJob("c").ShouldBeAt("a b", "one token is not enough");
        scenario.CompleteJob("a").ShouldBeAt("after b");
        scenario.State.ActiveElements.First().Resets.ShouldHaveSingleItem().FlowIds.ShouldBe(["a_join", "c_join"]);
        scenario.CompleteJob("after").ShouldBeAt("b", "the instance is not done before the gateway has reset");
        scenario.CompleteJob("b").ShouldBeAt("rest");
        scenario.CompleteJob("rest").ShouldBeCompleted();
        scenario.Done.Split(' ').Count(id => id == "join").ShouldBe(2, "history tells both phases");
    }

    [Fact]
    public void The_condition_can_name_the_flows()
    {
        var scenario = Scenario.Of(Drawing("=activationCounts.a_join >= 1 and activationCount >= 2")).Start();

        scenario.CompleteJob("b").CompleteJob("c").ShouldBeAt("a", "two have come, but not the one that is asked for");
        scenario.CompleteJob("a").ShouldBeAt("after rest", "all three were taken, so that nothing is left to wait for");
        scenario.CompleteJob("after").CompleteJob("rest").ShouldBeCompleted();
    }

    [Fact]
    public void Nothing_need_follow_the_reset()
    {
        var scenario = Scenario.Of(
            Start(), Element("parallelGateway", "fork"), Service("a"), Service("b"), Complex("join", "=activationCount >= 1"), Service("after"),
            Chain("start fork a join"), Chain("fork b join"), Flow("join", "after", "=waitingForStart")).Start();

        scenario.CompleteJob("b").ShouldBeAt("a after").CompleteJob("after").ShouldBeAt("a");
        scenario.CompleteJob("a").ShouldBeCompleted();
        scenario.All.OfType<IncidentRaised>().ShouldBeEmpty();
    }

    [Fact]
    public void It_resets_when_no_other_token_can_come_any_more()
    {
        var scenario = Scenario.Of(
            Start(), Element("parallelGateway", "fork"), Service("a"), Service("b"), Element("exclusiveGateway", "x", attributes: "default=\"x_join\""), Complex("join", "=activationCount >= 1"), Service("after"), Service("rest"), End(),
            Chain("start fork a join"), Chain("fork b x join"), Flow("x", "end", "=away"), Flow("join", "after", "=waitingForStart"), Flow("join", "rest", "=not(waitingForStart)")).Start();

        scenario.CompleteJob("a").CompleteJob("after").ShouldBeAt("b");
        scenario.CompleteJob("b", """{"away": true}""").ShouldBeAt("rest", "the token that was waited for has gone another way");
        scenario.CompleteJob("rest").ShouldBeCompleted();
    }

    [Fact]
    public void The_default_flow_is_taken_in_each_phase_in_which_no_condition_is_true()
    {
        var scenario = Scenario.Of(
            Start(), Element("parallelGateway", "fork"), Service("a"), Service("b"), Complex("join", "=activationCount >= 1", "default=\"join_other\""), Service("after"), Service("other"),
            Chain("start fork a join"), Chain("fork b join"), Flow("join", "after", "=waitingForStart"), Chain("join other")).Start();

        scenario.CompleteJob("a").ShouldBeAt("after b").CompleteJob("b").ShouldBeAt("after other");
    }

    [Fact]
    public void Without_a_true_condition_at_the_start_there_is_an_incident_to_resolve()
    {
        var scenario = Scenario.Of(Drawing("=activationCount >= 1", "=ready", "=false")).Start().CompleteJob("a").ShouldBeAt("b c join");

        scenario.Incident().Type.ShouldBe(IncidentType.ConditionError);
        scenario.CompleteJob("b").CompleteJob("c").SetVariables("""{"ready": true}""").Resolve().ShouldBeAt("after after", "in both phases the condition is true");
    }

    [Fact]
    public void A_condition_that_gives_no_answer_is_an_incident_to_resolve()
    {
        var scenario = Scenario.Of(Drawing("=if needed = null then 7 else activationCount >= needed")).Start().CompleteJob("a").ShouldBeAt("b c");

        scenario.Incident().Type.ShouldBe(IncidentType.ExtractValueError);
        scenario.Incident().Message.ShouldContain("join");
        scenario.SetVariables("""{"needed": 1}""").Resolve().ShouldBeAt("after b c");
        scenario.State.Incidents.ShouldBeEmpty();
    }

    [Fact]
    public void What_changes_later_can_let_waiting_tokens_go_on()
    {
        var scenario = Scenario.Of(Drawing("=urgent or activationCount = 3")).Start().CompleteJob("a").ShouldBeAt("b c");

        scenario.SetVariables("""{"urgent": true}""").ShouldBeAt("after b c");
    }

    [Fact]
    public void Tokens_that_can_never_be_enough_are_told_as_an_incident()
    {
        var scenario = Scenario.Of(Drawing("=activationCount >= 4")).Start().CompleteJob("a").CompleteJob("b").CompleteJob("c");

        scenario.Incident().Message.ShouldContain("join");
        scenario.Advance(new CancelInstance()).EveryWaitShouldBeClosed();
    }

    [Fact]
    public void After_its_reset_it_waits_for_another_round()
    {
        var scenario = Scenario.Of(
            Start(), Manual("again"), Element("parallelGateway", "fork"), Service("a"), Service("b"), Complex("join", "=activationCount >= 1"), Manual("after"), Service("rest"),
            Element("exclusiveGateway", "x", attributes: "default=\"x_end\""), End(),
            Chain("start again fork a join"), Chain("fork b join"), Flow("join", "after", "=waitingForStart"), Flow("join", "rest", "=not(waitingForStart)"), Chain("rest x end"), Flow("x", "again", "=more")).Start();

        scenario.CompleteJob("a").CompleteJob("b").ShouldBeAt("rest").CompleteJob("rest", """{"more": true}""").ShouldBeAt("a b");
        scenario.CompleteJob("b").ShouldBeAt("a").CompleteJob("a").ShouldBeAt("rest").CompleteJob("rest", """{"more": false}""").ShouldBeCompleted();
    }

    [Fact]
    public void A_token_that_comes_again_before_the_reset_waits_for_the_next_round()
    {
        var scenario = Scenario.Of(
            Start(), Element("parallelGateway", "fork"), Service("a"), Service("a2"), Manual("merge"), Service("b"), Complex("join", "=activationCount >= 1"), Service("after"), Service("rest"),
            Chain("start fork a merge join"), Chain("fork a2 merge"), Chain("fork b join"), Flow("join", "after", "=waitingForStart"), Flow("join", "rest", "=not(waitingForStart)")).Start();

        scenario.CompleteJob("a").CompleteJob("a2").ShouldBeAt("after b", "its flow has given its token already");
        scenario.CompleteJob("b").ShouldBeAt("after after rest rest", "it resets, starts with the one that waits, and resets again: nothing is left that could come");
        scenario.CompleteJob("rest").CompleteJob("rest").CompleteJob("after").CompleteJob("after").ShouldBeCompleted();
    }

    [Fact]
    public void With_one_incoming_flow_it_splits_once()
    {
        var scenario = Scenario.Of(Start(), Complex("split", null, "default=\"split_c\""), Service("a"), Service("b"), Service("c"), Chain("start split"), Flow("split", "a", "=x"), Flow("split", "b", "=waitingForStart"), Flow("split", "c"))
            .Start("""{"x": true}""").ShouldBeAt("a b");

        scenario.CompleteJob("a").CompleteJob("b").ShouldBeCompleted();
    }

    [Fact]
    public void What_interrupts_its_scope_forgets_the_reset()
    {
        var scenario = Scenario.Of(
            Start(), SubProcess("sub", "", Start("s"), Element("parallelGateway", "fork"), Service("a"), Service("b"), Complex("join", "=activationCount >= 1"), Service("after"), Chain("s fork a join"), Chain("fork b join"), Flow("join", "after", "=waitingForStart")),
            Boundary("late", "sub", Duration("P1D")), End(), Chain("start sub end"), Chain("late end")).Start().CompleteJob("a");

        scenario.Fire("late").ShouldBeCompleted();
    }

    [Fact]
    public void A_migration_takes_tokens_and_the_awaited_reset_along()
    {
        var scenario = Scenario.Of(Drawing("=activationCount >= 2")).Start().CompleteJob("a").CompleteJob("c").ShouldBeAt("after b");
        var target = Scenario.Version(
            Start(), Element("parallelGateway", "fork"), Service("a"), Service("b"), Service("c"), Complex("meet", "=activationCount >= 2"), Service("after"), Service("rest"), End(),
            Chain("start fork a meet"), Chain("fork b meet"), Chain("fork c meet"), Flow("meet", "after", "=waitingForStart"), Flow("meet", "rest", "=not(waitingForStart)"), Chain("after end"));

        scenario.TryMigrate(target, "after b").Reason!.ShouldContain("join", customMessage: "the plan must say where the gateway goes on");
        scenario.Migrate(target, "after b a c join=meet").CompleteJob("b").ShouldBeAt("after rest");
        scenario.CompleteJob("after").CompleteJob("rest").ShouldBeCompleted();
    }

    [Fact]
    public void A_migration_that_loses_a_flow_of_the_first_phase_is_refused()
    {
        var scenario = Scenario.Of(Drawing("=activationCount >= 2")).Start().CompleteJob("a").CompleteJob("c");
        var target = Scenario.Version(
            Start(), Element("parallelGateway", "fork"), Service("d"), Service("b"), Service("e"), Complex("join", "=activationCount >= 2"), Service("after"), End(),
            Chain("start fork d join"), Chain("fork b join"), Chain("fork e join"), Flow("join", "after", "=waitingForStart"), Chain("after end"));

        scenario.TryMigrate(target, "after b join").Reason!.ShouldContain("no flow of 'join' takes its place");
    }

    [Fact]
    public void A_modification_puts_a_token_behind_the_join()
    {
        var scenario = Scenario.Of(Drawing("=activationCount >= 2")).Start().CompleteJob("a");

        scenario.Advance(new Bpmn.Interpretation.Modification.ModifyInstance([new("join", [])], [], [])).ShouldBeAt("after b c");
        scenario.CompleteJob("b").ShouldBeAt("after after c", "the token that waited is still counted");
    }
}
