using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Tests.Support;
using Shouldly;
using Xunit;
using static AfterSales.Bpmn.Tests.Support.Xml;

namespace AfterSales.Bpmn.Tests.Interpretation;

public class BoundaryEventTests
{
    private static readonly string[] Roots = [Message("m", "withdrawn"), Error("e", "NO_STOCK"), Error("other", "OTHER")];

    [Fact]
    public void An_interrupting_timer_ends_its_activity_and_goes_on_in_its_place()
    {
        var scenario = Scenario.Of(Start(), User("a"), Boundary("late", "a", Duration("PT1H")), Service("escalate"), End(), Chain("start a end"), Chain("late escalate")).Start();

        scenario.Fire("late").ShouldBeAt("escalate");
        scenario.Last.OfType<UserTaskClosed>().ShouldHaveSingleItem().End.ShouldBe(WaitEnd.Canceled);
        scenario.Last.OfType<ElementTerminated>().ShouldHaveSingleItem().ElementId.ShouldBe("a");
        scenario.CompleteJob("escalate").ShouldBeCompleted();
    }

    [Fact]
    public void Completing_the_activity_closes_its_boundary_events()
    {
        var scenario = Scenario.OfFile(Roots, Start(), User("a"), Boundary("late", "a", Duration("PT1H")), Boundary("gone", "a", OnMessage("m")), End(), Chain("start a end"), Chain("late end"), Chain("gone end"))
            .Start("""{"key": 1}""");

        scenario.CompleteTask("a").ShouldBeCompleted();
        scenario.Last.OfType<TimerClosed>().ShouldHaveSingleItem().End.ShouldBe(WaitEnd.Canceled);
        scenario.Last.OfType<MessageSubscriptionClosed>().ShouldHaveSingleItem().End.ShouldBe(WaitEnd.Canceled);
    }

    [Fact]
    public void A_non_interrupting_timer_leaves_its_activity_running_and_fires_once()
    {
        var scenario = Scenario.Of(Start(), User("a"), Boundary("late", "a", Duration("PT1H"), false), Service("remind"), End(), Chain("start a end"), Chain("late remind")).Start();

        scenario.Fire("late").ShouldBeAt("a remind");
        scenario.CompleteTask("a").ShouldBeAt("remind");
        scenario.CompleteJob("remind").ShouldBeCompleted();
    }

    [Fact]
    public void A_non_interrupting_cycle_fires_as_often_as_it_says()
    {
        var scenario = Scenario.Of(Start(), User("a"), Boundary("again", "a", Cycle("R3/PT10M"), false), Manual("remind"), End(), Chain("start a end"), Chain("again remind")).Start();
        var begin = scenario.Now;

        for (var firing = 1; firing <= 3; firing++)
        {
            scenario.Timer("again").DueAt.ShouldBe(begin.AddMinutes(10 * firing));
            scenario.Timer("again").RepetitionsLeft.ShouldBe(3 - firing);
            scenario.Fire("again").ShouldBeAt("a");
        }
        scenario.State.ActiveElements.ShouldAllBe(element => element.Timers.Count == 0);
        scenario.Done.Split(' ').Count(id => id == "remind").ShouldBe(3);
        scenario.CompleteTask("a").ShouldBeCompleted();
    }

    [Fact]
    public void A_late_firing_does_not_shift_the_cycle()
    {
        var scenario = Scenario.Of(Start(), User("a"), Boundary("again", "a", Cycle("R/PT10M"), false), Manual("remind"), Chain("start a"), Chain("again remind")).Start();
        var begin = scenario.Now;

        scenario.Now = begin.AddMinutes(14);
        scenario.Fire("again");

        scenario.Timer("again").DueAt.ShouldBe(begin.AddMinutes(20));
        scenario.Timer("again").RepetitionsLeft.ShouldBeNull();
    }

    [Fact]
    public void A_non_interrupting_message_can_come_again()
    {
        var scenario = Scenario.OfFile(Roots, Start(), User("a"), Boundary("note", "a", OnMessage("m"), false), Manual("file"), Chain("start a"), Chain("note file")).Start("""{"key": "k"}""");

        scenario.Correlate("note", """{"n": 1}""").ShouldBeAt("a");
        scenario.Correlate("note", """{"n": 2}""").ShouldBeAt("a");
        scenario.Variable("n").ShouldBe("2");
        scenario.CompleteTask("a").ShouldBeCompleted();
    }

    [Fact]
    public void An_interrupting_message_brings_its_variables_through_its_mapping()
    {
        var scenario = Scenario.OfFile(
            Roots, Start(), Service("a"), Boundary("gone", "a", OnMessage("m"), extensions: Io(("output", "=reason", "withdrawal.reason"))), Service("b"), Chain("start a"), Chain("gone b"))
            .Start("""{"key": "k", "withdrawal": {"by": "customer"}}""");

        scenario.Correlate("gone", """{"reason": "repaired itself"}""").ShouldBeAt("b");
        scenario.Last.OfType<JobClosed>().ShouldHaveSingleItem().End.ShouldBe(WaitEnd.Canceled);
        scenario.Variable("withdrawal").ShouldBe("""{"by":"customer","reason":"repaired itself"}""");
        scenario.Variable("reason").ShouldBeNull();
    }

    [Theory]
    [InlineData("NO_STOCK", "specific")]
    [InlineData("ANYTHING", "all")]
    public void An_error_of_a_job_goes_to_the_boundary_event_that_names_it_else_to_the_one_that_catches_all(string code, string expected)
    {
        var scenario = Scenario.OfFile(
            Roots, Start(), Service("a"), Boundary("catchall", "a", OnError(null)), Boundary("named", "a", OnError("e")), Service("all"), Service("specific"),
            Chain("start a"), Chain("catchall all"), Chain("named specific")).Start();

        scenario.ThrowError("a", code, """{"part": "P-1"}""").ShouldBeAt(expected);
        scenario.Last.OfType<JobClosed>().ShouldHaveSingleItem().End.ShouldBe(WaitEnd.ErrorThrown);
        scenario.Variable("part").ShouldBe("\"P-1\"");
    }

    [Fact]
    public void An_error_end_event_is_caught_at_the_sub_process_around_it()
    {
        var scenario = Scenario.OfFile(
            Roots, Start(), SubProcess("sub", "", Start("s"), Service("x"), Service("y"), End("fail", OnError("e")), Chain("s x fail"), Chain("s y")),
            Boundary("caught", "sub", OnError("e")), Service("after"), End(), Chain("start sub end"), Chain("caught after")).Start().ShouldBeAt("sub x y");

        scenario.CompleteJob("x").ShouldBeAt("after");
        scenario.Last.OfType<ElementTerminated>().Select(effect => effect.ElementId).ShouldBe(["y", "fail", "sub"]);
        scenario.CompleteJob("after").ShouldBeCompleted();
    }

    [Fact]
    public void The_nearest_catcher_wins_even_if_it_catches_all()
    {
        var scenario = Scenario.OfFile(
            Roots, Start(), SubProcess("outer", "", Start("o"), SubProcess("inner", "", Start("i"), Service("x"), Chain("i x")), Boundary("near", "inner", OnError(null)), Service("a"), Chain("o inner"), Chain("near a")),
            Boundary("far", "outer", OnError("e")), Service("b"), Chain("start outer"), Chain("far b")).Start();

        scenario.ThrowError("x", "NO_STOCK").ShouldBeAt("a outer");
    }

    [Fact]
    public void An_error_that_nothing_catches_is_an_incident_after_which_the_job_can_be_tried_again()
    {
        var scenario = Scenario.OfFile(Roots, Start(), Service("a"), Boundary("caught", "a", OnError("other")), End(), Chain("start a end"), Chain("caught end")).Start();
        var job = scenario.Job("a").JobKey;

        scenario.ThrowError("a", "NO_STOCK").ShouldBeAt("a");

        scenario.Incident().Type.ShouldBe(IncidentType.UnhandledErrorEvent);
        scenario.Incident().JobKey.ShouldBe(job);
        scenario.Resolve();
        scenario.Last.OfType<IncidentResolved>().ShouldHaveSingleItem().RetryJobKey.ShouldBe(job);
        scenario.CompleteJob("a").ShouldBeCompleted();
    }

    [Fact]
    public void An_uncaught_error_end_event_is_an_incident()
    {
        var scenario = Scenario.OfFile(Roots, Start(), End("fail", OnError("e")), Chain("start fail")).Start();

        scenario.Incident().Type.ShouldBe(IncidentType.UnhandledErrorEvent);
        scenario.Incident().Message.ShouldContain("NO_STOCK");
        scenario.Resolve();
        scenario.Incident().Type.ShouldBe(IncidentType.UnhandledErrorEvent, "nothing changed, so it fails again");
    }

    [Fact]
    public void A_boundary_event_of_a_sub_process_ends_everything_inside()
    {
        var scenario = Scenario.Of(
            Start(), SubProcess("sub", "", Start("s"), User("x"), Catch("y", Duration("P9D")), Call("z", "child"), Chain("s x"), Chain("s y"), Chain("s z")),
            Boundary("late", "sub", Duration("PT1H")), End(), Chain("start sub end"), Chain("late end")).Start().ShouldBeAt("sub x y z");

        scenario.Fire("late").ShouldBeCompleted();
        scenario.Last.OfType<ChildCancelRequested>().ShouldHaveSingleItem();
    }

    [Fact]
    public void A_boundary_timer_that_cannot_be_computed_keeps_the_task_from_being_created()
    {
        var scenario = Scenario.Of(Start(), User("a"), Boundary("late", "a", Duration("=limit")), Chain("start a"), End(), Chain("late end")).Start();

        scenario.Incident().Type.ShouldBe(IncidentType.ExtractValueError);
        scenario.All.OfType<UserTaskCreated>().ShouldBeEmpty("a task whose deadline is lost must not look as if all were well");
        scenario.SetVariables("""{"limit": "PT2H"}""").Resolve();
        scenario.Timer("late").DueAt.ShouldBe(scenario.Now.AddHours(2));
        scenario.CompleteTask("a").ShouldBeCompleted();
    }
}
