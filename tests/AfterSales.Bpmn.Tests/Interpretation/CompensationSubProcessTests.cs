using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Interpretation.Migration;
using AfterSales.Bpmn.Interpretation.Modification;
using AfterSales.Bpmn.Tests.Support;
using Shouldly;
using Xunit;
using static AfterSales.Bpmn.Tests.Support.Xml;

namespace AfterSales.Bpmn.Tests.Interpretation;

/// <summary>Event sub-processes that a compensation event begins (BPMN 2.0.2, 10.7.2 and 13.5.5): they undo the completed sub-process around them.</summary>
public class CompensationSubProcessTests
{
    private static readonly string[] Roots = [Error("e", "E"), Escalation("c", "LATE")];

    private static string Undoing(params string[] content) => EventSubProcess("undoing", "begun", Compensate(), true, content);

    private static string Order(params string[] undoing) => SubProcess("order", Io(("input", "=1", "round")), Start("s"), Service("a"), Service("b"), Undo("un_a", "a"), Undo("un_b", "b"), Chain("s a b"), Undoing(undoing));

    private static string Whole(params string[] order) => string.Concat(Start(), string.Concat(order), Throw("undo", Compensate()), Service("after"), Chain("start order undo after"));

    [Fact]
    public void It_takes_the_place_of_undoing_the_activities_one_by_one()
    {
        var scenario = Scenario.Of(Whole(Order(Service("recall"), Chain("begun recall")))).Start().CompleteJob("a").CompleteJob("b");

        scenario.ShouldBeAt("recall undo undoing").CompleteJob("recall").ShouldBeAt("after").CompleteJob("after").ShouldBeCompleted();
        scenario.Done.ShouldNotContain("un_");
    }

    [Fact]
    public void It_may_ask_for_the_undoing_of_the_activities_itself()
    {
        var scenario = Scenario.Of(Whole(Order(Service("recall"), Throw("further", Compensate("a")), Service("tell"), End("rest", Compensate()), Chain("begun recall further tell rest"))))
            .Start().CompleteJob("a").CompleteJob("b");

        scenario.CompleteJob("recall").ShouldBeAt("further un_a undo undoing", "the one that is named").CompleteJob("un_a").CompleteJob("tell");
        scenario.ShouldBeAt("rest un_b undo undoing", "and then what is left").CompleteJob("un_b").CompleteJob("after").ShouldBeCompleted();
    }

    [Fact]
    public void It_sees_what_the_sub_process_had_when_it_completed()
    {
        var scenario = Scenario.Of(Start(), Order(Service("recall", Io(("input", "=[round, shared]", "seen"))), Chain("begun recall")), User("wait"), End("undo", Compensate()), Chain("start order wait undo")).Start("""{"shared": 1}""");

        scenario.CompleteJob("a", """{"round": 5}""").CompleteJob("b").SetVariables("""{"round": 9, "shared": 2}""").CompleteTask("wait");

        var recall = scenario.State.ActiveElements.Single(element => element.ElementId == "recall");
        recall.Variables["seen"].ToString().ShouldBe("[5, 2]", "its own variables as they were, those around it as they are");
        scenario.CompleteJob("recall", """{"round": 6}""").Variable("round").ShouldBe("9");
    }

    [Fact]
    public void Its_input_mappings_see_it_too()
    {
        var undoing = Undoing(Service("recall"), Chain("begun recall")).Replace("<bpmn:startEvent id=\"begun\"", "<bpmn:extensionElements>" + Io(("input", "=round + 1", "round")) + "</bpmn:extensionElements><bpmn:startEvent id=\"begun\"", StringComparison.Ordinal);
        var scenario = Scenario.Of(Whole(SubProcess("order", Io(("input", "=1", "round")), Start("s"), Service("a"), Chain("s a"), undoing))).Start().CompleteJob("a");

        scenario.State.ActiveElements.Single(element => element.ElementId == "undoing").Variables["round"].ToString().ShouldBe("2");
        scenario.CompleteJob("recall").CompleteJob("after").ShouldBeCompleted();
    }

    [Fact]
    public void A_repeated_sub_process_is_undone_once_per_round_the_last_first()
    {
        var scenario = Scenario.Of(Whole(Element("subProcess", "order", Io(("input", "=item", "lot")), Loop(true, "inputCollection=\"=[7, 8]\" inputElement=\"item\"")
            + Start("s") + Service("a") + Chain("s a") + Undoing(Service("recall", Io(("input", "=lot", "back"))), Chain("begun recall"))))).Start().CompleteJob("a").CompleteJob("a");

        Back().ShouldBe("8");
        scenario.CompleteJob("recall");
        Back().ShouldBe("7");
        scenario.CompleteJob("recall").CompleteJob("after").ShouldBeCompleted();

        string Back() => scenario.State.ActiveElements.Single(element => element.ElementId == "recall").Variables["back"].ToString();
    }

    [Fact]
    public void What_is_around_a_completed_sub_process_completes_too_and_keeps_it()
    {
        var scenario = Scenario.Of(Start(), SubProcess("outer", Io(("input", "=3", "floor")), Start("o"), Order(Service("recall", Io(("input", "=floor + round", "seen"))), Chain("begun recall")), Chain("o order")), End("undo", Compensate("outer")), Chain("start outer undo"))
            .Start().CompleteJob("a").CompleteJob("b");

        scenario.State.ActiveElements.Single(element => element.ElementId == "recall").Variables["seen"].ToString().ShouldBe("4");
        scenario.CompleteJob("recall").ShouldBeCompleted();
    }

    [Fact]
    public void A_sub_process_that_has_not_completed_is_undone_activity_by_activity() => Scenario.OfFile(Roots, Start(), Element("subProcess", "order", inner: string.Concat(
        Start("s"), Service("a"), Undo("un_a", "a"), Service("b"), Chain("s a b"), Undoing(Service("recall"), Chain("begun recall")), EventSubProcess("failed", "wrong", OnError("e"), true, End("back", Compensate()), Chain("wrong back")))), Chain("start order"))
        .Start().CompleteJob("a").ThrowError("b", "E").ShouldBeAt("back failed order un_a").CompleteJob("un_a").ShouldBeCompleted();

    [Fact]
    public void A_cancelled_transaction_undoes_its_completed_sub_processes_as_they_say() => Scenario.Of(Start(), Element("transaction", "deal", inner: string.Concat(
        Start("d"), Order(Service("recall"), Chain("begun recall")), End("give_up", Cancel()), Chain("d order give_up"))), Boundary("cancelled", "deal", Cancel()), Service("settle"), Chain("start deal"), Chain("cancelled settle"))
        .Start().CompleteJob("a").CompleteJob("b").ShouldBeAt("deal give_up recall undoing").CompleteJob("recall").ShouldBeAt("settle").CompleteJob("settle").ShouldBeCompleted();

    [Fact]
    public void What_fails_in_it_is_caught_around_the_event_that_asked_for_it() => Scenario.OfFile(
        Roots, Start(), SubProcess("sale", "", Start("o"), Order(Service("recall"), Chain("begun recall")), End("undo", Compensate()), Chain("o order undo")), Boundary("caught", "sale", OnError("e")), Boundary("never", "sale", OnEscalation("c")),
        Service("settle"), Chain("start sale"), Chain("caught settle"), Chain("never settle"))
        .Start().CompleteJob("a").CompleteJob("b").ThrowError("recall", "E").ShouldBeAt("settle").CompleteJob("settle").ShouldBeCompleted();

    [Fact]
    public void Cancelling_the_instance_ends_it() =>
        Scenario.Of(Whole(Order(Service("recall"), Chain("begun recall")))).Start().CompleteJob("a").CompleteJob("b").Advance(new CancelInstance()).EveryWaitShouldBeClosed();

    [Fact]
    public void Another_version_keeps_what_can_be_undone_when_it_undoes_it_in_the_same_way()
    {
        string[] Content(string undoing) => [Start(), SubProcess("order", Io(("input", "=1", "round")), Start("s"), Service("a"), Undo("un_a", "a"), Chain("s a"), undoing), User("wait"), Throw("undo", Compensate()), Service("after"), Chain("start order wait undo after")];
        var scenario = Scenario.Of(Content(Undoing(Service("recall"), Chain("begun recall")))).Start().CompleteJob("a").ShouldBeAt("wait");

        scenario.TryMigrate(Scenario.Version(Content(""))).Applied.ShouldBeFalse("the activities would be undone one by one");
        scenario.Migrate(Scenario.Version(Content(Undoing(Service("ask"), End("rest", Compensate()), Chain("begun ask rest")))));

        scenario.CompleteTask("wait").CompleteJob("ask").CompleteJob("un_a").CompleteJob("after").ShouldBeCompleted();
    }

    [Fact]
    public void Only_a_compensation_event_begins_it()
    {
        var scenario = Scenario.Of(Whole(Order(Service("recall"), Chain("begun recall")))).Start();

        scenario.TryAdvance(new ModifyInstance([new ElementActivation("recall", [], null)], [], [])).Reason.ShouldNotBeNull().ShouldContain("only a compensation event begins");
    }
}
