using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Tests.Support;
using Shouldly;
using Xunit;
using static AfterSales.Bpmn.Tests.Support.Xml;

namespace AfterSales.Bpmn.Tests.Interpretation;

public class SignalEventTests
{
    private static readonly string[] Roots = [Signal("s", "recall"), Signal("own", "=\"recall-\" + model"), Escalation("late", "LATE")];

    [Fact]
    public void A_throw_event_takes_along_what_its_input_mappings_made_its_own()
    {
        var scenario = Scenario.OfFile(Roots, Start(), Throw("raise", OnSignal("own"), Io(("input", "=lot", "number"))), End(), Chain("start raise end"))
            .Start("""{"model": "X1", "lot": 17}""").ShouldBeCompleted();

        scenario.Signals.ShouldBe([("recall-X1", """{"number":17}""")]);
    }

    [Fact]
    public void An_end_event_throws_and_ends()
    {
        var scenario = Scenario.OfFile(Roots, Start(), End("end", OnSignal("s")), Chain("start end")).Start().ShouldBeCompleted();

        scenario.Signals.ShouldBe([("recall", "{}")]);
    }

    [Fact]
    public void A_name_that_is_no_text_is_an_incident_until_it_is_corrected()
    {
        var scenario = Scenario.OfFile(Roots, Start(), Throw("raise", OnSignal("own")), End(), Chain("start raise end")).Start("""{"model": 5}""");

        scenario.Incident().Type.ShouldBe(IncidentType.ExtractValueError);
        scenario.Signals.ShouldBeEmpty();
        scenario.SetVariables("""{"model": "X2"}""").Resolve().ShouldBeCompleted();
        scenario.Signals.ShouldBe([("recall-X2", "{}")]);
    }

    [Fact]
    public void A_catch_event_goes_on_with_what_the_signal_brings()
    {
        var scenario = Scenario.OfFile(Roots, Start(), Catch("wait", OnSignal("own")), End(), Chain("start wait end")).Start("""{"model": "X1"}""").ShouldBeAt("wait");

        scenario.SignalSubscription("wait").SignalName.ShouldBe("recall-X1");
        scenario.Hear("wait", """{"lot": 3}""").ShouldBeCompleted();
        scenario.Variable("lot").ShouldBe("3");
    }

    [Fact]
    public void A_boundary_event_that_does_not_interrupt_hears_it_every_time()
    {
        var scenario = Scenario.OfFile(Roots,
            Start(), User("a"), Boundary("heard", "a", OnSignal("s"), interrupting: false), Service("told"), End(), Chain("start a end"), Chain("heard told")).Start();

        scenario.Hear("heard").Hear("heard").ShouldBeAt("a told told");
    }

    [Fact]
    public void A_boundary_event_that_interrupts_takes_the_place_of_its_activity()
    {
        var scenario = Scenario.OfFile(Roots,
            Start(), User("a"), Boundary("heard", "a", OnSignal("s"), extensions: Io(("output", "=lot", "case.lot"))), Service("told"), End(), Chain("start a end"), Chain("heard told end")).Start("""{"case": {}}""");

        scenario.Hear("heard", """{"lot": 3}""").ShouldBeAt("told");
        scenario.Variable("case").ShouldBe("""{"lot":3}""");
        scenario.CompleteJob("told").ShouldBeCompleted();
    }

    [Theory]
    [InlineData(true, "told")]
    [InlineData(false, "a beside told")]
    public void An_event_sub_process_begins_with_it(bool interrupting, string at)
    {
        var scenario = Scenario.OfFile(Roots,
            Start(), User("a"), End(), Chain("start a end"), EventSubProcess("beside", "heard", OnSignal("s"), interrupting, Service("told"), Chain("heard told"))).Start();

        scenario.Hear("heard").ShouldBeAt(interrupting ? "beside told" : at);
        scenario.State.Find(1)!.Signals.Count.ShouldBe(interrupting ? 0 : 1);
    }

    [Fact]
    public void An_event_based_gateway_chooses_it()
    {
        var scenario = Scenario.OfFile(Roots,
            Start(), Element("eventBasedGateway", "which"), Catch("heard", OnSignal("s")), Catch("later", Duration("PT1H")), Service("told"), End(),
            Chain("start which heard told end"), Chain("which later end")).Start();

        scenario.Hear("heard").ShouldBeAt("told");
        scenario.CompleteJob("told").ShouldBeCompleted();
    }

    [Fact]
    public void A_start_event_begins_an_instance_with_what_the_signal_brings()
    {
        var process = Scenario.Compile(File(Roots, [Start("heard", inner: OnSignal("s")), User("a"), Chain("heard a")]));

        process.StartTriggers.Signals.ShouldHaveSingleItem().ShouldBe(new("heard", "recall"));
        var scenario = new Scenario(process).Start("""{"lot": 3}""", "heard").ShouldBeAt("a");
        scenario.Variable("lot").ShouldBe("3");
    }

    [Fact]
    public void A_signal_that_is_no_longer_waited_for_changes_nothing()
    {
        var scenario = Scenario.OfFile(Roots, Start(), Catch("wait", OnSignal("s")), User("a"), Chain("start wait a")).Start();
        var late = new CatchSignal(scenario.SignalSubscription("wait").SubscriptionKey, scenario.SignalSubscription("wait").ElementInstanceKey, Scenario.Context("{}"));
        scenario.Hear("wait");

        scenario.TryAdvance(late).Reason.ShouldNotBeNull().ShouldContain("signal subscription");
        scenario.ShouldBeAt("a");
    }
}
