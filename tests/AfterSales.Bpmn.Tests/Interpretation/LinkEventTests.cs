using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Tests.Support;
using Shouldly;
using Xunit;
using static AfterSales.Bpmn.Tests.Support.Xml;

namespace AfterSales.Bpmn.Tests.Interpretation;

public class LinkEventTests
{
    [Fact]
    public void A_throwing_link_goes_on_at_the_catching_one_of_its_name()
    {
        var scenario = Scenario.Of(Start(), Throw("out", Link("A")), Catch("in", Link("A")), Service("a"), End(), Chain("start out"), Chain("in a end")).Start();

        scenario.ShouldBeAt("a").Done.ShouldBe("start out in");
        scenario.All.OfType<SequenceFlowTaken>().Select(flow => flow.FlowId).ShouldBe(["start_out", "in_a"], "a link is no line of the drawing");
        scenario.CompleteJob("a").ShouldBeCompleted();
    }

    [Fact]
    public void Several_links_may_go_on_at_one() => Scenario.Of(
        Start(), Element("parallelGateway", "fork"), Throw("one", Link("A")), Throw("two", Link("A")), Catch("in", Link("A")), Service("a"),
        Chain("start fork one"), Chain("fork two"), Chain("in a")).Start().ShouldBeAt("a a");

    [Fact]
    public void An_inclusive_join_waits_for_what_a_link_still_brings()
    {
        var scenario = Scenario.Of(
            Start(), Element("inclusiveGateway", "fork"), Service("a"), Throw("out", Link("A")), Catch("in", Link("A")), Service("b"), Element("inclusiveGateway", "join"), Service("c"),
            Chain("start fork"), Flow("fork", "a", "=true"), Flow("fork", "b", "=true"), Chain("a out"), Chain("in join c"), Chain("b join")).Start();

        scenario.CompleteJob("b").ShouldBeAt("a", "the link leads to the join");
        scenario.CompleteJob("a").ShouldBeAt("c");
    }
}
