using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Tests.Support;
using Shouldly;
using Xunit;
using static AfterSales.Bpmn.Tests.Support.Xml;

namespace AfterSales.Bpmn.Tests.Interpretation;

public class EventSubProcessTests
{
    private static readonly string[] Roots = [Message("m", "withdrawn"), Error("e", "E"), Error("other", "OTHER")];

    private static string Beside(string definition, bool interrupting) => EventSubProcess("beside", "begun", definition, interrupting, Service("handle"), End("handled"), Chain("begun handle handled"));

    [Fact]
    public void An_interrupting_one_takes_the_place_of_everything_else()
    {
        var scenario = Scenario.OfFile(Roots, Start(), Element("parallelGateway", "fork"), User("a"), Service("b"), End(), Chain("start fork a end"), Chain("fork b end"), Beside(OnMessage("m"), true))
            .Start("""{"key": 1}""");

        scenario.Correlate("begun", """{"why": "moved"}""").ShouldBeAt("beside handle");
        scenario.Variable("why").ShouldBe("\"moved\"");
        scenario.CompleteJob("handle").ShouldBeCompleted();
    }

    [Fact]
    public void A_non_interrupting_one_runs_beside_each_time_its_message_comes()
    {
        var scenario = Scenario.OfFile(Roots, Start(), User("a"), End(), Chain("start a end"), Beside(OnMessage("m"), false)).Start("""{"key": 1}""");

        scenario.Correlate("begun").ShouldBeAt("a beside handle");
        scenario.Correlate("begun").ShouldBeAt("a beside beside handle handle");
        scenario.CompleteTask("a").ShouldBeAt("beside beside handle handle", "the process waits for what was begun beside");
        scenario.CompleteJob("handle").CompleteJob("handle").ShouldBeCompleted();
    }

    [Fact]
    public void A_timer_fires_while_its_scope_runs_and_is_closed_with_it()
    {
        var scenario = Scenario.Of(Start(), SubProcess("sub", "", Start("s"), User("a"), Chain("s a"), Beside(Cycle("R2/PT1H"), false)), Service("after"), Chain("start sub after")).Start();

        scenario.Fire("begun").ShouldBeAt("a beside handle sub").Fire("begun").ShouldBeAt("a beside beside handle handle sub");
        scenario.CompleteJob("handle").CompleteJob("handle").CompleteTask("a").CompleteJob("after").ShouldBeCompleted();
    }

    [Fact]
    public void A_scope_that_ends_waits_no_longer()
    {
        var scenario = Scenario.Of(Start(), SubProcess("sub", "", Start("s"), User("a"), Chain("s a"), Beside(Duration("PT1H"), true)), Service("after"), Chain("start sub after")).Start();

        scenario.CompleteTask("a").ShouldBeAt("after");
        scenario.Last.OfType<TimerClosed>().ShouldHaveSingleItem().End.ShouldBe(WaitEnd.Canceled);
    }

    [Fact]
    public void An_error_is_caught_inside_before_it_reaches_the_border()
    {
        var scenario = Scenario.OfFile(Roots,
            Start(), SubProcess("sub", "", Start("s"), Service("a"), User("b"), Element("parallelGateway", "f"), Chain("s f a"), Chain("f b"), Beside(OnError("e"), true)),
            Boundary("border", "sub", OnError(null)), Service("outside"), Service("after"), Chain("start sub after"), Chain("border outside")).Start();

        scenario.ThrowError("a", "E").ShouldBeAt("beside handle sub");
        scenario.ThrowError("handle", "E").ShouldBeAt("outside", "what is thrown in it is not caught by itself");
    }

    [Fact]
    public void An_error_it_does_not_catch_goes_on_to_the_border() => Scenario.OfFile(Roots,
        Start(), SubProcess("sub", "", Start("s"), Service("a"), Chain("s a"), Beside(OnError("e"), true)),
        Boundary("border", "sub", OnError("other")), Service("outside"), Chain("start sub"), Chain("border outside")).Start().ThrowError("a", "OTHER").ShouldBeAt("outside");

    [Fact]
    public void An_error_in_the_process_itself_can_be_caught() =>
        Scenario.OfFile(Roots, Start(), Service("a"), Chain("start a"), Beside(OnError(null), true)).Start().ThrowError("a", "ANY").ShouldBeAt("beside handle").CompleteJob("handle").ShouldBeCompleted();

    [Fact]
    public void One_may_stand_in_another()
    {
        var inner = EventSubProcess("deeper", "again", Duration("PT1H"), true, Service("last"), Chain("again last"));
        var scenario = Scenario.Of(Start(), User("a"), Chain("start a"), EventSubProcess("beside", "begun", Duration("PT1H"), false, Service("handle"), Chain("begun handle"), inner)).Start();

        scenario.Fire("begun").ShouldBeAt("a beside handle").Fire("again").ShouldBeAt("a beside deeper last");
        scenario.CompleteJob("last").ShouldBeAt("a").CompleteTask("a").ShouldBeCompleted();
    }

    [Fact]
    public void A_timer_that_cannot_be_worked_out_is_an_incident_of_its_scope_and_is_waited_for_once_corrected()
    {
        var scenario = Scenario.Of(Start(), User("a"), End(), Chain("start a end"), Beside(Duration("=span"), true)).Start();

        scenario.ShouldBeAt("a").Incident().Type.ShouldBe(IncidentType.ExtractValueError);
        scenario.SetVariables("""{"span": "PT1H"}""").Resolve().Fire("begun").ShouldBeAt("beside handle");
    }

    [Fact]
    public void Each_instance_of_a_multi_instance_sub_process_has_its_own()
    {
        var scenario = Scenario.Of(Start(), SubProcess("each", "", Start("s"), User("a"), Chain("s a"), Beside(Duration("PT1H"), true), Loop(false, "inputCollection=\"=[1, 2]\"")), Service("after"), Chain("start each after")).Start();

        scenario.Fire("begun").ShouldBeAt("a beside each each each handle");
        scenario.CompleteJob("handle").CompleteTask("a").ShouldBeAt("after");
    }

    [Fact]
    public void Its_input_mappings_are_made_before_what_is_inside_and_stay_with_it()
    {
        var beside = EventSubProcess("beside", "begun", OnMessage("m"), false, Service("inner"), Chain("begun inner"))
            .Replace("triggeredByEvent=\"true\">", "triggeredByEvent=\"true\"><bpmn:extensionElements>" + Io(("input", "=amount * 2", "double"), ("output", "=double + 1", "seen")) + "</bpmn:extensionElements>", StringComparison.Ordinal);
        var scenario = Scenario.OfFile([Message("m", "paid")], Start(), User("a"), Chain("start a"), beside).Start("""{"key": "K", "amount": 4}""").Correlate("begun");

        Feel.Values.FeelJson.ToJson(scenario.Job("inner").Variables).ShouldContain("\"double\":8");
        scenario.CompleteJob("inner");
        scenario.Variable("double").ShouldBeNull();
        scenario.Variable("seen").ShouldBe("9");
    }
}
