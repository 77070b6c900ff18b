using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.State;
using AfterSales.Bpmn.Tests.Support;
using Shouldly;
using Xunit;
using static AfterSales.Bpmn.Tests.Support.Xml;

namespace AfterSales.Bpmn.Tests.Interpretation;

public class EscalationTests
{
    private static readonly string[] Roots = [Escalation("late", "LATE"), Escalation("other", "OTHER"), Error("e", "E")];

    [Fact]
    public void A_non_interrupting_event_leaves_running_what_escalates()
    {
        var scenario = Scenario.OfFile(Roots,
            Start(), SubProcess("sub", "", Start("s"), Throw("raise", OnEscalation("late")), Service("inner"), Chain("s raise inner")),
            Boundary("caught", "sub", OnEscalation("late"), interrupting: false), Service("told"), End(), Chain("start sub end"), Chain("caught told")).Start();

        scenario.ShouldBeAt("inner sub told");
        scenario.CompleteJob("inner").CompleteJob("told").ShouldBeCompleted();
    }

    [Fact]
    public void An_interrupting_event_takes_the_place_of_its_activity()
    {
        var scenario = Scenario.OfFile(Roots,
            Start(), SubProcess("sub", "", Start("s"), Element("parallelGateway", "f"), Service("inner"), Service("first"), End("raise", OnEscalation("late")), Chain("s f inner"), Chain("f first raise")),
            Boundary("caught", "sub", OnEscalation("late")), Service("told"), Service("never"), Chain("start sub never"), Chain("caught told")).Start();

        scenario.CompleteJob("first").ShouldBeAt("told");
        scenario.CompleteJob("told").ShouldBeCompleted();
    }

    [Fact]
    public void What_nothing_catches_is_gone()
    {
        var scenario = Scenario.OfFile(Roots, Start(), Throw("raise", OnEscalation("late")), Service("a"), Chain("start raise a")).Start();

        scenario.ShouldBeAt("a");
        scenario.State.Incidents.ShouldBeEmpty();
    }

    [Fact]
    public void The_nearest_event_of_the_code_catches_and_then_one_for_all()
    {
        string[] content =
        [
            Start(), SubProcess("outer", "", Start("s"), SubProcess("inner", "", Start("t"), End("raise", OnEscalation("late")), Chain("t raise")), Boundary("wrong", "inner", OnEscalation("other"), interrupting: false), Service("no"), Chain("s inner"), Chain("wrong no")),
            Boundary("all", "outer", OnEscalation(null), interrupting: false), Service("any"), Boundary("exact", "outer", OnEscalation("late"), interrupting: false), Service("this"), Chain("start outer"), Chain("all any"), Chain("exact this"),
        ];
        Scenario.OfFile(Roots, content).Start().ShouldBeAt("this");
    }

    [Fact]
    public void An_event_sub_process_is_nearer_than_the_border() => Scenario.OfFile(Roots,
        Start(), SubProcess("sub", "", Start("s"), Throw("raise", OnEscalation("late")), Service("inner"), Chain("s raise inner"), EventSubProcess("beside", "begun", OnEscalation("late"), false, Service("told"), Chain("begun told"))),
        Boundary("border", "sub", OnEscalation("late")), Service("no"), Chain("start sub"), Chain("border no")).Start().ShouldBeAt("beside inner sub told");

    [Fact]
    public void A_code_that_is_no_text_is_an_incident() =>
        Scenario.OfFile([Escalation("x", "=1")], Start(), Throw("raise", OnEscalation("x")), Service("a"), Chain("start raise a")).Start().Incident().Type.ShouldBe(IncidentType.ExtractValueError);

    [Fact]
    public void What_a_called_instance_does_not_catch_goes_on_to_its_caller()
    {
        var child = new Scenario(
            Scenario.Compile(File(Roots, [Start(), Throw("raise", OnEscalation("late")), Service("a"), Chain("start raise a")])),
            new NewInstance { ProcessInstanceKey = 1, ProcessDefinitionKey = 7, ParentProcessInstanceKey = 3, ParentElementInstanceKey = 4 }).Start();

        child.All.OfType<EscalationPassed>().ShouldHaveSingleItem().EscalationCode.ShouldBe("LATE");
        child.ShouldBeAt("a");
    }

    [Theory]
    [InlineData(false, "call told")]
    [InlineData(true, "told")]
    public void An_escalation_of_a_called_instance_is_caught_on_the_border_of_the_call(bool interrupting, string at)
    {
        var scenario = Scenario.OfFile(Roots,
            Start(), Call("call", "other"), Boundary("caught", "call", OnEscalation("late"), interrupting), Service("told"), End(), Chain("start call end"), Chain("caught told")).Start();

        scenario.Escalate("call", "OTHER").ShouldBeAt("call").Escalate("call", "LATE").ShouldBeAt(at);
        scenario.All.OfType<ChildCancelRequested>().Count().ShouldBe(interrupting ? 1 : 0);
    }

    [Fact]
    public void An_escalation_of_a_called_instance_that_has_ended_changes_nothing()
    {
        var scenario = Scenario.OfFile(Roots, Start(), Call("call", "other"), Boundary("caught", "call", OnEscalation("late"), false), Service("told"), User("a"), Chain("start call a"), Chain("caught told")).Start();
        var child = scenario.Child("call");
        scenario.FinishChild("call");

        scenario.TryAdvance(new EscalateChild(child.CallElementInstanceKey, child.ChildInstanceKey, "LATE")).Applied.ShouldBeFalse();
        scenario.ShouldBeAt("a");
    }
}
