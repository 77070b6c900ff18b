using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Interpretation.Migration;
using AfterSales.Bpmn.Tests.Support;
using Shouldly;
using Xunit;
using static AfterSales.Bpmn.Tests.Support.Xml;

namespace AfterSales.Bpmn.Tests.Interpretation;

public class MigrationTests
{
    private static readonly string[] Roots = [Message("m", "answer"), Error("e", "E"), Error("other", "OTHER")];

    [Fact]
    public void A_waiting_user_task_keeps_its_key_and_goes_on_in_the_new_version()
    {
        var scenario = Scenario.Of(Start(), Service("done"), User("a"), End(), Chain("start done a end")).Start().CompleteJob("done");
        var before = scenario.Task("a");

        scenario.Migrate(Scenario.Version(Start(), Service("done"), Service("extra"), User("b"), User("check"), End(), Chain("start done extra b check end")), "a=b");

        scenario.Last.OfType<ElementActivated>().ShouldBeEmpty("what is done is not done again, and nothing new is entered");
        scenario.State.ProcessDefinitionKey.ShouldBe(8);
        var moved = scenario.Last.OfType<InstanceMigrated>().ShouldHaveSingleItem().Elements.Single(element => element.ToElementId == "b");
        (moved.ElementInstanceKey, moved.UserTaskKey).ShouldBe((before.ElementInstanceKey, before.UserTaskKey));
        scenario.Advance(new CompleteUserTask(before.UserTaskKey, before.ElementInstanceKey, Scenario.Context("{}"))).ShouldBeAt("check");
        scenario.CompleteTask("check").ShouldBeCompleted();
    }

    [Fact]
    public void An_active_element_must_be_named()
    {
        var scenario = Scenario.Of(Start(), User("a"), End(), Chain("start a end")).Start();

        var result = scenario.TryMigrate(Scenario.Version(Start(), User("b"), End(), Chain("start b end")));

        result.Applied.ShouldBeFalse();
        result.Reason!.ShouldContain("'a' is active");
        scenario.CompleteTask("a").ShouldBeCompleted();
    }

    [Theory]
    [InlineData("x=a", "which the version the instance follows does not have")]
    [InlineData("a=x", "which the target version does not have")]
    [InlineData("a=a a=b", "more than once")]
    [InlineData("a=job", "another kind")]
    [InlineData("a=several", "another kind of element|in another sub-process")]
    [InlineData("a=inner", "another sub-process")]
    public void A_wrong_plan_is_refused_with_its_reason(string mappings, string reasons)
    {
        var scenario = Scenario.Of(Start(), User("a"), User("b"), End(), Chain("start a b end")).Start("""{"items": [1, 2]}""");
        var target = Scenario.Version(
            Start(), User("a"), User("b"), Service("job"), User("several", inner: Loop(true, "inputCollection=\"=items\"")),
            SubProcess("sub", "", Start("s"), User("inner"), Chain("s inner")), End(), Chain("start a b job several sub end"));

        scenario.TryMigrate(target, mappings).Applied.ShouldBeFalse();

        reasons.Split('|').ShouldContain(reason => scenario.Last.Reason!.Contains(reason, StringComparison.Ordinal), scenario.Last.Reason);
    }

    [Fact]
    public void Timers_are_kept_begun_and_ended_as_the_versions_say()
    {
        var scenario = Scenario.Of(Start(), User("a"), Boundary("kept", "a", Duration("PT2H"), false), Boundary("gone", "a", Duration("PT9H")), End(), Chain("start a end"), Chain("kept end"), Chain("gone end")).Start();
        var (kept, gone) = (scenario.Timer("kept"), scenario.Timer("gone"));
        scenario.Now += TimeSpan.FromHours(1);

        scenario.Migrate(Scenario.Version(
            Start(), User("a"), Boundary("still", "a", Duration("PT5H"), false), Boundary("begun", "a", Duration("PT3H")), End(), Chain("start a end"), Chain("still end"), Chain("begun end")), "a=a kept=still");

        scenario.Last.OfType<TimerClosed>().ShouldHaveSingleItem().ShouldBe(new TimerClosed(gone.TimerKey, WaitEnd.Canceled));
        scenario.Last.OfType<TimerScheduled>().ShouldHaveSingleItem().DueAt.ShouldBe(scenario.Now.AddHours(3), "a new timer begins with the migration");
        var timer = scenario.State.ActiveElements.SelectMany(element => element.Timers).Single(wait => wait.TargetElementId == "still");
        (timer.Key, timer.DueAt).ShouldBe((kept.TimerKey, kept.DueAt), "a timer that is kept keeps its due time, whatever the new version says");
    }

    [Fact]
    public void Events_that_change_names_with_each_other_keep_their_own_timers()
    {
        var scenario = Scenario.Of(Start(), User("a"), Boundary("x", "a", Duration("PT1H")), Boundary("y", "a", Duration("PT2H")), End(), Chain("start a end"), Chain("x end"), Chain("y end")).Start();
        var (x, y) = (scenario.Timer("x").TimerKey, scenario.Timer("y").TimerKey);

        scenario.Migrate(scenario.Process, "a=a x=y y=x");
        scenario.State.ActiveElements.SelectMany(element => element.Timers).Select(wait => (wait.Key, wait.TargetElementId)).ShouldBe([(x, "y"), (y, "x")]);

        scenario.Migrate(scenario.Process, "a=a x=y");
        scenario.Last.OfType<TimerClosed>().ShouldHaveSingleItem().TimerKey.ShouldBe(x);
        scenario.State.ActiveElements.SelectMany(element => element.Timers).First().ShouldBe(scenario.State.ActiveElements.SelectMany(element => element.Timers).First(wait => wait.Key == y) with { TargetElementId = "y" });
    }

    [Fact]
    public void A_reminder_that_has_fired_does_not_begin_again()
    {
        var process = new[] { Start(), User("a"), Boundary("once", "a", Duration("PT1H"), false), End(), Chain("start a end"), Chain("once end") };
        var scenario = Scenario.Of(process).Start().Fire("once");

        scenario.Migrate(Scenario.Version(process));

        scenario.Last.OfType<TimerScheduled>().ShouldBeEmpty();
    }

    [Fact]
    public void A_subscription_keeps_its_key_and_what_it_is_correlated_by()
    {
        var scenario = Scenario.OfFile(Roots, Start(), Catch("ask", OnMessage("m")), End(), Chain("start ask end")).Start("""{"key": 5}""");
        var before = scenario.Subscription("ask");
        scenario.SetVariables("""{"key": 6}""");

        scenario.Migrate(Scenario.Compile(File(Roots, [Start(), Catch("wait", OnMessage("m")), User("then"), Chain("start wait then")])), "ask=wait");

        var kept = scenario.State.ActiveElements.SelectMany(element => element.Messages).ShouldHaveSingleItem();
        (kept.Key, kept.TargetElementId, kept.CorrelationKey).ShouldBe((before.SubscriptionKey, "wait", "5"));
        scenario.Advance(new CorrelateMessage(kept.Key, before.ElementInstanceKey, 9, Scenario.Context("{}"))).ShouldBeAt("then");
    }

    [Fact]
    public void A_message_does_not_become_a_timer()
    {
        var scenario = Scenario.OfFile(Roots, Start(), Catch("ask", OnMessage("m")), End(), Chain("start ask end")).Start("""{"key": 5}""");

        scenario.TryMigrate(Scenario.Version(Start(), Catch("ask", Duration("PT1H")), End(), Chain("start ask end"))).Reason!.ShouldContain("waits for something else");
    }

    [Fact]
    public void An_event_cannot_move_to_another_host()
    {
        var scenario = Scenario.Of(Start(), User("a"), Boundary("late", "a", Duration("PT2H")), User("b"), End(), Chain("start a b end"), Chain("late end")).Start();

        scenario.TryMigrate(Scenario.Version(Start(), User("a"), User("b"), Boundary("late", "b", Duration("PT2H")), End(), Chain("start a b end"), Chain("late end")))
            .Reason!.ShouldContain("belongs to another element");
    }

    [Fact]
    public void Tokens_at_a_join_go_on_waiting_at_the_new_one()
    {
        static string[] Version(string join, string more) =>
            [Start(), Element("parallelGateway", "fork"), Service("a"), Service("b"), Element("parallelGateway", join), Service("after"), Chain($"start fork a {join} after"), Chain($"fork b {more} {join}")];
        var scenario = Scenario.Of(Version("join", "")).Start().CompleteJob("a").ShouldBeAt("b");

        var target = Scenario.Version([.. Version("meet", "c"), Service("c")]);
        scenario.TryMigrate(target, "b=b").Reason!.ShouldContain("Tokens wait at 'join'");
        scenario.Migrate(target, "a=a b=b join=meet").ShouldBeAt("b", "and the token from 'a' waits");

        scenario.CompleteJob("b").ShouldBeAt("c").CompleteJob("c").ShouldBeAt("after").CompleteJob("after").ShouldBeCompleted();
    }

    [Fact]
    public void A_join_that_would_never_go_on_is_refused()
    {
        var scenario = Scenario.Of(
            Start(), Element("parallelGateway", "fork"), Service("a"), Service("b"), Service("c"), Element("parallelGateway", "join"), Chain("start fork a join"), Chain("fork b join"), Chain("fork c join"), End(), Chain("join end"))
            .Start().CompleteJob("a");

        scenario.TryMigrate(Scenario.Version(
            Start(), Element("parallelGateway", "fork"), Service("a"), Service("b"), Service("c"), Element("parallelGateway", "join"), Chain("start fork a join"), Chain("fork b join"), Chain("fork c end"), End(), Chain("join end")))
            .Reason!.ShouldContain("fewer incoming flows");
    }

    [Fact]
    public void An_inclusive_join_that_nothing_can_reach_any_more_goes_on()
    {
        static string[] Version(string leads) =>
            [Start(), Element("inclusiveGateway", "fork", attributes: "default=\"fork_b\""), Service("a"), Service("b"), Service("x"), Element("inclusiveGateway", "join"), Service("after"), End(),
                Flow("start", "fork"), Flow("fork", "a", "=true"), Flow("fork", "x", "=true"), Flow("fork", "b"), Flow("a", "join"), Flow("b", "join"), Flow("x", leads), Chain("join after end")];
        var scenario = Scenario.Of(Version("join")).Start().CompleteJob("a").ShouldBeAt("x");

        scenario.TryMigrate(Scenario.Version(Version("end"))).Reason!.ShouldContain("fewer incoming flows");
        var target = Scenario.Version([.. Version("end"), Service("y"), Flow("fork", "y", "=false"), Flow("y", "join")]);
        scenario.Migrate(target).ShouldBeAt("after x");
    }

    [Fact]
    public void Sub_processes_go_over_with_what_is_in_them()
    {
        static string[] Version(string sub, string inner) =>
            [Start(), SubProcess(sub, "", Start("s"), User(inner), Chain($"s {inner}"), EventSubProcess("beside", "begun", Duration("PT4H"), false, Service("h"), Chain("begun h"))), Service("after"), Chain($"start {sub} after")];
        var scenario = Scenario.Of(Version("sub", "a")).Start();
        var timer = scenario.Timer("begun");

        scenario.Migrate(Scenario.Version(Version("part", "b")), "sub=part a=b begun=begun").ShouldBeAt("b part");

        scenario.Advance(new FireTimer(timer.TimerKey, timer.ElementInstanceKey)).ShouldBeAt("b beside h part");
        scenario.Migrate(Scenario.Version(Version("sub", "a")), "part=sub b=a begun=begun beside=beside h=h").ShouldBeAt("a beside h sub");
        scenario.CompleteJob("h").Advance(new CompleteUserTask(scenario.State.ActiveElements.Single(element => element.ElementId == "a").UserTaskKey!.Value, scenario.State.ActiveElements.Single(element => element.ElementId == "a").Key, Scenario.Context("{}")))
            .CompleteJob("after").ShouldBeCompleted();
    }

    [Fact]
    public void Where_an_interrupting_event_is_under_way_no_other_begins()
    {
        string[] common = [Start(), User("a"), End(), Chain("start a end"), EventSubProcess("stop", "told", OnMessage("m"), true, User("u"), Chain("told u"))];
        var scenario = Scenario.OfFile(Roots, common).Start("""{"key": 1}""").Correlate("told").ShouldBeAt("stop u");

        scenario.Migrate(Scenario.Compile(File(Roots, [.. common, EventSubProcess("late", "due", Duration("PT1H"), true, User("v"), Chain("due v"))])));

        scenario.Last.OfType<TimerScheduled>().ShouldBeEmpty();
    }

    [Fact]
    public void An_event_based_gateway_keeps_loses_and_gains_events()
    {
        static string[] Version(params string[] events) => [Start(), Element("eventBasedGateway", "either"), Chain("start either"), .. events, Service("after")];
        string[] answer = [Catch("answer", OnMessage("m")), Chain("either answer after")];
        var scenario = Scenario.OfFile(Roots, Version([.. answer, Catch("hour", Duration("PT1H")), Chain("either hour after")])).Start("""{"key": 1}""");
        var subscription = scenario.Subscription("answer");

        scenario.Migrate(Scenario.Compile(File(Roots, Version([.. answer, Catch("day", Duration("P1D")), Chain("either day after")]))), "either=either answer=answer");

        scenario.Last.OfType<TimerClosed>().Count().ShouldBe(1);
        scenario.Last.OfType<TimerScheduled>().ShouldHaveSingleItem().TargetElementId.ShouldBe("day");
        scenario.Advance(new CorrelateMessage(subscription.SubscriptionKey, subscription.ElementInstanceKey, 9, Scenario.Context("{}"))).ShouldBeAt("after");
        scenario.CompleteJob("after").ShouldBeCompleted();
    }

    [Fact]
    public void Instances_of_a_multi_instance_activity_go_over_and_the_rest_follows()
    {
        static string[] Version(string task, bool sequential) =>
            [Start(), Service(task, inner: Loop(sequential, "inputCollection=\"=items\" inputElement=\"item\" outputCollection=\"results\" outputElement=\"=r\"")), End(), Chain($"start {task} end")];
        var scenario = Scenario.Of(Version("a", true)).Start("""{"items": [1, 2, 3]}""").CompleteJob("a", """{"r": 10}""");

        scenario.TryMigrate(Scenario.Version(Version("b", false)), "a=b").Reason!.ShouldContain("in another way");
        scenario.Migrate(Scenario.Version(Version("b", true)), "a=b").ShouldBeAt("b b");

        var second = scenario.State.ActiveElements.Single(element => element.JobKey is not null);
        scenario.Advance(new CompleteJob(second.JobKey!.Value, second.Key, Scenario.Context("""{"r": 20}"""))).CompleteJob("b", """{"r": 30}""").ShouldBeCompleted();
        scenario.Variable("results").ShouldBe("[10,20,30]");
    }

    [Fact]
    public void A_call_keeps_its_called_instance_unless_other_errors_are_caught()
    {
        static string[] Version(string call, params string[] more) => [Start(), Call(call, "child"), End(), Chain($"start {call} end"), .. more];
        var scenario = Scenario.OfFile(Roots, Version("call")).Start();
        var child = scenario.Child("call");

        scenario.TryMigrate(Scenario.Compile(File(Roots, Version("call", Boundary("failed", "call", OnError("e")), Chain("failed end"))))).Reason!.ShouldContain("other errors to be caught");
        scenario.Migrate(Scenario.Compile(File(Roots, Version("part"))), "call=part");

        scenario.Advance(new FinishChild(child.CallElementInstanceKey, child.ChildInstanceKey, Scenario.Context("{}"))).ShouldBeCompleted();
    }

    [Fact]
    public void What_can_be_undone_must_stay_so()
    {
        static string[] Version(string first, string undo, params string[] more) => [Start(), Service(first), User("wait"), Throw("back", Compensate()), Chain($"start {first} wait back"), Undo(undo, first), .. more];
        var scenario = Scenario.Of(Version("a", "un_a")).Start().CompleteJob("a");

        scenario.TryMigrate(Scenario.Version(Version("b", "un_b"))).Reason!.ShouldContain("nothing that undoes it");
        scenario.Migrate(Scenario.Version(Version("b", "un_b")), "a=b wait=wait").CompleteTask("wait").ShouldBeAt("back un_b");
    }

    [Fact]
    public void What_failed_is_made_again_as_the_new_version_says()
    {
        var scenario = Scenario.Of(Start(), Element("exclusiveGateway", "which"), User("a"), Chain("start which"), Flow("which", "a", "=false"), Element("manualTask", "m"), Flow("which", "m", "=1 > 2")).Start();
        scenario.Incident().Type.ShouldBe(IncidentType.ConditionError);

        scenario.Migrate(Scenario.Version(Start(), Element("exclusiveGateway", "which", attributes: "default=\"which_a\""), User("a"), Chain("start which"), Flow("which", "a"), Element("manualTask", "m"), Flow("which", "m", "=1 > 2")), "which=which");

        scenario.Resolve().ShouldBeAt("a");
    }

    [Fact]
    public void A_timer_that_cannot_be_worked_out_is_a_reason_and_no_incident()
    {
        var scenario = Scenario.Of(Start(), User("a"), End(), Chain("start a end")).Start();

        scenario.TryMigrate(Scenario.Version(Start(), User("a"), Boundary("late", "a", Duration("=missing")), End(), Chain("start a end"), Chain("late end"))).Applied.ShouldBeFalse();

        scenario.Last.Reason!.ShouldContain("late");
        scenario.State.Incidents.ShouldBeEmpty();
    }

    [Fact]
    public void A_signal_goes_on_being_waited_for_under_its_new_name()
    {
        static string File(string id, string signal) => Xml.File(
            [$"<bpmn:signal id=\"sig\" name=\"{signal}\"/>"], [Start(), Catch(id, "<bpmn:signalEventDefinition signalRef=\"sig\"/>"), User("after"), Chain($"start {id} after")]);
        var scenario = new Scenario(Scenario.Compile(File("hear", "called"))).Start();
        var heard = scenario.State.ActiveElements.SelectMany(element => element.Signals).ShouldHaveSingleItem();

        scenario.Migrate(Scenario.Compile(File("listen", "other")), "hear=listen");

        var kept = scenario.State.ActiveElements.Single(element => element.ElementId == "listen");
        kept.Signals.ShouldHaveSingleItem().ShouldBe(heard with { TargetElementId = "listen" });
        scenario.Advance(new CatchSignal(heard.Key, kept.Key, Scenario.Context("{}"))).ShouldBeAt("after");
    }

    [Fact]
    public void An_ended_instance_stays_where_it_is()
    {
        var scenario = Scenario.Of(Start(), End(), Chain("start end")).Start();

        scenario.TryMigrate(scenario.Process).Reason!.ShouldContain("to be active");
    }
}
