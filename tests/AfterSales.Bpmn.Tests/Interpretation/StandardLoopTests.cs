using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Tests.Support;
using Shouldly;
using Xunit;
using static AfterSales.Bpmn.Tests.Support.Xml;

namespace AfterSales.Bpmn.Tests.Interpretation;

public class StandardLoopTests
{
    [Fact]
    public void It_runs_again_while_its_condition_is_true()
    {
        var scenario = Scenario.Of(Start(), Service("a", inner: StandardLoop("=not(good)")), Service("b"), Chain("start a b")).Start();

        scenario.CompleteJob("a", """{"good": false}""").ShouldBeAt("a a", "the loop and its second round");
        scenario.Job("a").Variables.TryGet("loopCounter", out var round).ShouldBeTrue();
        round.ToString().ShouldBe("2");
        scenario.CompleteJob("a", """{"good": true}""").ShouldBeAt("b");
    }

    [Fact]
    public void It_runs_at_most_so_many_times()
    {
        var scenario = Scenario.Of(Start(), Service("a", inner: StandardLoop("=true", 2)), Service("b"), Chain("start a b")).Start();

        scenario.CompleteJob("a").CompleteJob("a").ShouldBeAt("b");
    }

    [Fact]
    public void Tested_before_it_may_not_run_at_all() =>
        Scenario.Of(Start(), Service("a", inner: StandardLoop("=more", before: true)), Service("b"), Chain("start a b")).Start("""{"more": false}""").ShouldBeAt("b");

    [Fact]
    public void A_boundary_event_ends_the_whole_loop()
    {
        var scenario = Scenario.Of(Start(), Service("a", inner: StandardLoop("=true")), Boundary("late", "a", Duration("PT1H")), Service("b"), Service("c"), Chain("start a b"), Chain("late c")).Start();

        scenario.CompleteJob("a").Fire("late").ShouldBeAt("c");
    }

    [Fact]
    public void A_condition_that_fails_can_be_corrected()
    {
        var scenario = Scenario.Of(Start(), Service("a", inner: StandardLoop("=more")), Service("b"), Chain("start a b")).Start("""{"more": "x"}""");

        scenario.CompleteJob("a").Incident().Type.ShouldBe(IncidentType.ExtractValueError);
        scenario.SetVariables("""{"more": false}""").Resolve().ShouldBeAt("b");
    }

    [Fact]
    public void A_sub_process_can_be_a_loop() => Scenario.Of(
        Start(), SubProcess("sub", "", Start("s"), Service("a"), Chain("s a"), StandardLoop(null, 2)), Service("b"), Chain("start sub b"))
        .Start().CompleteJob("a").CompleteJob("a").ShouldBeAt("b");
}
