using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Tests.Support;
using Shouldly;
using Xunit;
using static AfterSales.Bpmn.Tests.Support.Xml;

namespace AfterSales.Bpmn.Tests.Interpretation;

public class GatewayTests
{
    private static readonly string[] Exclusive =
    [
        Start(), Element("exclusiveGateway", "x", attributes: "default=\"x_c\""), Service("a"), Service("b"), Service("c"),
        Chain("start x"), Flow("x", "a", "=n > 10"), Flow("x", "b", "=n > 5"), Flow("x", "c"),
    ];

    [Theory]
    [InlineData("""{"n": 11}""", "a")]
    [InlineData("""{"n": 6}""", "b")]
    [InlineData("""{"n": 1}""", "c")]
    [InlineData("""{"n": null}""", "c")]
    [InlineData("{}", "c")]
    public void An_exclusive_gateway_takes_the_first_true_flow_else_the_default(string variables, string taken) =>
        Scenario.Of(Exclusive).Start(variables).ShouldBeAt(taken);

    [Fact]
    public void A_condition_that_is_null_counts_as_false_and_warns()
    {
        var scenario = Scenario.Of(Exclusive).Start("{}");

        var warnings = scenario.Last.OfType<ExpressionWarned>().ToList();
        warnings.Select(warning => warning.ElementId).Distinct().ShouldBe(["x_a", "x_b"], ignoreOrder: true);
        warnings.ShouldAllBe(warning => warning.Message.Length > 0);
    }

    [Fact]
    public void Without_a_true_condition_and_a_default_there_is_an_incident_to_resolve()
    {
        var scenario = Scenario.Of(Start(), Element("exclusiveGateway", "x"), Service("a"), Service("b"), Chain("start x"), Flow("x", "a", "=n > 1"), Flow("x", "b", "=n < 1"))
            .Start("""{"n": 1}""").ShouldBeAt("x");

        scenario.Incident().Type.ShouldBe(IncidentType.ConditionError);
        scenario.SetVariables("""{"n": 2}""").Resolve().ShouldBeAt("a");
        scenario.Last.OfType<IncidentResolved>().ShouldHaveSingleItem();
    }

    [Fact]
    public void A_condition_that_is_neither_true_nor_false_is_an_incident()
    {
        var scenario = Scenario.Of(Exclusive).Start("""{"n": 1}""");
        scenario.ShouldBeAt("c");

        var wrong = Scenario.Of(Start(), Element("exclusiveGateway", "x", attributes: "default=\"x_b\""), Service("a"), Service("b"), Chain("start x"), Flow("x", "a", "=n"), Flow("x", "b")).Start("""{"n": 1}""");
        wrong.Incident().Type.ShouldBe(IncidentType.ExtractValueError);
    }

    [Fact]
    public void A_parallel_gateway_takes_every_flow_and_joins_when_all_have_come()
    {
        var scenario = Scenario.Of(
            Start(), Element("parallelGateway", "fork"), Service("a"), Service("b"), Service("c"), Element("parallelGateway", "join"), Service("after"),
            Chain("start fork a join after"), Chain("fork b join"), Chain("fork c join")).Start().ShouldBeAt("a b c");

        scenario.CompleteJob("a").ShouldBeAt("b c");
        scenario.CompleteJob("c").ShouldBeAt("b");
        scenario.CompleteJob("b").ShouldBeAt("after");
        scenario.CompleteJob("after").ShouldBeCompleted();
    }

    [Fact]
    public void Two_tokens_on_one_flow_do_not_make_a_join_complete()
    {
        var scenario = Scenario.Of(
            Start(), Service("a"), Service("b"), Service("c"), Manual("merge"), Element("parallelGateway", "join"), Service("after"),
            Chain("start a merge join after"), Chain("start b merge"), Chain("start c join")).Start();

        scenario.CompleteJob("a").CompleteJob("b").ShouldBeAt("c");
        scenario.CompleteJob("c").ShouldBeAt("after", "the second token of the merged flow still waits");
        scenario.CompleteJob("after");
        scenario.Incident().Message.ShouldContain("join");
    }

    [Fact]
    public void A_join_that_can_never_be_complete_is_told_as_an_incident()
    {
        var scenario = Scenario.Of(
            Start(), Element("exclusiveGateway", "x", attributes: "default=\"x_b\""), Manual("a"), Manual("b"), Element("parallelGateway", "join"), End(),
            Chain("start x"), Flow("x", "a", "=left"), Flow("x", "b"), Chain("a join end"), Chain("b join")).Start("""{"left": true}""");

        scenario.Incident().Type.ShouldBe(IncidentType.Unknown);
        scenario.Incident().Message.ShouldContain("join");
        scenario.Advance(new CancelInstance()).EveryWaitShouldBeClosed();
    }

    private static readonly string[] Inclusive =
    [
        Start(), Element("inclusiveGateway", "fork", attributes: "default=\"fork_c\""), Service("a"), Service("b"), Service("c"), Element("inclusiveGateway", "join"), Service("after"),
        Chain("start fork"), Flow("fork", "a", "=a"), Flow("fork", "b", "=b"), Flow("fork", "c"),
        Chain("a join after"), Chain("b join"), Chain("c join"),
    ];

    [Theory]
    [InlineData("""{"a": true, "b": true}""", "a b")]
    [InlineData("""{"a": true, "b": false}""", "a")]
    [InlineData("""{"a": false, "b": false}""", "c")]
    public void An_inclusive_gateway_takes_every_true_flow_else_the_default(string variables, string taken)
    {
        var scenario = Scenario.Of(Inclusive).Start(variables).ShouldBeAt(taken);

        foreach (var id in taken.Split(' '))
            scenario.CompleteJob(id);
        scenario.ShouldBeAt("after", "the join waits for the branches that were taken, and for no others");
        scenario.CompleteJob("after").ShouldBeCompleted();
    }

    [Fact]
    public void Joining_one_of_two_taken_branches_waits()
    {
        var scenario = Scenario.Of(Inclusive).Start("""{"a": true, "b": true}""");

        scenario.CompleteJob("b").ShouldBeAt("a");
    }

    [Fact]
    public void An_inclusive_join_goes_on_when_the_last_branch_turns_away()
    {
        var scenario = Scenario.Of(
            Start(), Element("inclusiveGateway", "fork"), Service("a"), Service("b"), Element("exclusiveGateway", "x", attributes: "default=\"x_join\""), Element("inclusiveGateway", "join"), Service("after"), End(),
            Chain("start fork"), Flow("fork", "a", "=true"), Flow("fork", "b", "=true"),
            Chain("a join after"), Chain("b x join"), Flow("x", "end", "=away")).Start();

        scenario.CompleteJob("a").ShouldBeAt("b");
        scenario.CompleteJob("b", """{"away": true}""").ShouldBeAt("after");
    }

    [Fact]
    public void An_inclusive_join_waits_for_a_token_that_may_leave_by_a_boundary_event()
    {
        var scenario = Scenario.Of(
            Start(), Element("parallelGateway", "fork"), Service("a"), Service("b"), Boundary("late", "b", Duration("PT1H")), End(), Element("inclusiveGateway", "join"), Service("after"),
            Chain("start fork a join after"), Chain("fork b end"), Chain("late join")).Start();

        scenario.CompleteJob("a").ShouldBeAt("b");
        scenario.Fire("late").ShouldBeAt("after");
    }

    [Fact]
    public void An_inclusive_join_does_not_wait_for_tokens_that_come_only_through_itself()
    {
        var scenario = Scenario.Of(
            Start(), Element("inclusiveGateway", "merge"), Service("a"), Element("exclusiveGateway", "again", attributes: "default=\"again_end\""), End(),
            Chain("start merge a again end"), Flow("again", "merge", "=more")).Start().ShouldBeAt("a");

        scenario.CompleteJob("a", """{"more": true}""").ShouldBeAt("a");
        scenario.CompleteJob("a", """{"more": false}""").ShouldBeCompleted();
    }

    [Fact]
    public void Two_inclusive_joins_that_wait_for_each_other_do_not_wait_for_ever()
    {
        var scenario = Scenario.Of(
            Start(), Element("parallelGateway", "fork"), Manual("a"), Manual("b"), Element("inclusiveGateway", "one"), Element("inclusiveGateway", "two"),
            Element("exclusiveGateway", "x", attributes: "default=\"x_end\""), Element("exclusiveGateway", "y", attributes: "default=\"y_end\""), End(),
            Chain("start fork a one x"), Chain("fork b two y"), Flow("x", "two", "=false"), Flow("x", "end"), Flow("y", "one", "=false"), Flow("y", "end")).Start();

        scenario.ShouldBeCompleted();
    }

    private static readonly string[] Messages = [Message("m", "paid")];

    private static Scenario EventBased() => Scenario.OfFile(
        Messages,
        Start(), Element("eventBasedGateway", "wait"), Catch("paid", OnMessage("m"), Io(("output", "=amount", "invoice.amount"))), Catch("late", Duration("P2D")), Service("a"), Service("b"),
        Chain("start wait paid a"), Chain("wait late b")).Start("""{"key": 4711}""");

    [Fact]
    public void At_an_event_based_gateway_the_message_wins_and_the_timer_is_closed()
    {
        var scenario = EventBased().ShouldBeAt("wait");

        scenario.Subscription("paid").CorrelationKey.ShouldBe("4711");
        scenario.Correlate("paid", """{"amount": 12}""").ShouldBeAt("a");
        scenario.Last.OfType<TimerClosed>().ShouldHaveSingleItem().End.ShouldBe(WaitEnd.Canceled);
        scenario.Last.OfType<MessageSubscriptionClosed>().ShouldHaveSingleItem().End.ShouldBe(WaitEnd.Completed);
        scenario.Last.OfType<SequenceFlowTaken>().Select(flow => flow.FlowId).ShouldBe(["wait_paid", "paid_a"]);
        scenario.Variable("invoice").ShouldBe("""{"amount":12}""");
        scenario.CompleteJob("a").ShouldBeCompleted();
    }

    [Fact]
    public void At_an_event_based_gateway_the_timer_wins_and_the_message_is_closed()
    {
        var scenario = EventBased();

        scenario.Timer("late").DueAt.ShouldBe(scenario.Now.AddDays(2));
        scenario.Fire("late").ShouldBeAt("b");
        scenario.Last.OfType<MessageSubscriptionClosed>().ShouldHaveSingleItem().End.ShouldBe(WaitEnd.Canceled);
        scenario.CompleteJob("b").ShouldBeCompleted();
    }
}
