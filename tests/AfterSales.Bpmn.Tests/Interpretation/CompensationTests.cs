using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Tests.Support;
using Shouldly;
using Xunit;
using static AfterSales.Bpmn.Tests.Support.Xml;

namespace AfterSales.Bpmn.Tests.Interpretation;

public class CompensationTests
{
    private static readonly string[] Roots = [Error("e", "E")];

    [Fact]
    public void What_was_completed_is_undone_the_last_first()
    {
        var scenario = Scenario.Of(
            Start(), Service("a"), Service("b"), Service("c"), Throw("undo", Compensate()), Service("after"), Undo("un_a", "a"), Undo("un_b", "b"), Undo("un_c", "c"),
            Element("parallelGateway", "fork"), Chain("start a b fork undo after"), Chain("fork c")).Start();

        scenario.CompleteJob("a").CompleteJob("b").ShouldBeAt("c un_b undo", "what is still at work is not undone");
        scenario.CompleteJob("un_b").ShouldBeAt("c un_a undo");
        scenario.CompleteJob("un_a").ShouldBeAt("after c");
        scenario.CompleteJob("c").CompleteJob("after").ShouldBeCompleted();
    }

    [Fact]
    public void One_activity_can_be_named() => Scenario.Of(
        Start(), Service("a"), Service("b"), End("undo", Compensate("a")), Undo("un_a", "a"), Undo("un_b", "b"), Chain("start a b undo"))
        .Start().CompleteJob("a").CompleteJob("b").ShouldBeAt("un_a undo").CompleteJob("un_a").ShouldBeCompleted();

    [Fact]
    public void Where_nothing_was_completed_nothing_is_undone() => Scenario.Of(
        Start(), Throw("undo", Compensate()), Service("a"), Undo("un_a", "a"), Service("b"), Chain("start undo b a")).Start().ShouldBeAt("b");

    [Fact]
    public void Each_round_of_a_way_is_undone_once()
    {
        var scenario = Scenario.Of(
            Start(), Element("exclusiveGateway", "in"), Service("a"), Element("exclusiveGateway", "out", attributes: "default=\"out_undo\""), Throw("undo", Compensate()), Service("after"), Undo("un_a", "a"),
            Chain("start in a out"), Flow("out", "in", "=again"), Flow("out", "undo"), Chain("undo after")).Start();

        scenario.CompleteJob("a", """{"again": true}""").CompleteJob("a", """{"again": false}""").CompleteJob("un_a").ShouldBeAt("un_a undo").CompleteJob("un_a").ShouldBeAt("after");
    }

    [Fact]
    public void What_was_done_in_a_completed_sub_process_is_undone_from_outside() => Scenario.Of(
        Start(), SubProcess("sub", "", Start("s"), Service("a"), Undo("un_a", "a"), Chain("s a")), Throw("undo", Compensate("sub")), Service("after"), Chain("start sub undo after"))
        .Start().CompleteJob("a").ShouldBeAt("un_a undo").CompleteJob("un_a").ShouldBeAt("after");

    [Fact]
    public void An_event_sub_process_undoes_what_its_scope_did() => Scenario.OfFile(Roots,
        Start(), Service("a"), Service("b"), Undo("un_a", "a"), Chain("start a b"), EventSubProcess("failed", "begun", OnError("e"), true, End("undo", Compensate()), Chain("begun undo")))
        .Start().CompleteJob("a").ThrowError("b", "E").ShouldBeAt("failed un_a undo").CompleteJob("un_a").ShouldBeCompleted();

    [Fact]
    public void A_cancelled_transaction_is_undone_and_left_by_its_cancel_event()
    {
        var scenario = Scenario.Of(
            Start(), Element("transaction", "deal", inner: string.Concat(
                Start("s"), Service("a"), Service("b"), Element("parallelGateway", "f"), User("c"), Element("endEvent", "give_up", inner: Cancel()), Undo("un_a", "a"), Chain("s a f b give_up"), Chain("f c"))),
            Boundary("cancelled", "deal", Cancel()), Service("settle"), Service("never"), Chain("start deal never"), Chain("cancelled settle")).Start();

        scenario.CompleteJob("a").CompleteJob("b").ShouldBeAt("deal give_up un_a", "the other branch is ended first");
        scenario.CompleteJob("un_a").ShouldBeAt("settle");
        scenario.CompleteJob("settle").ShouldBeCompleted();
    }

    [Fact]
    public void Cancelling_the_instance_ends_the_undoing() =>
        Scenario.Of(Start(), Service("a"), End("undo", Compensate()), Undo("un_a", "a"), Chain("start a undo")).Start().CompleteJob("a").Advance(new CancelInstance()).EveryWaitShouldBeClosed();
}
