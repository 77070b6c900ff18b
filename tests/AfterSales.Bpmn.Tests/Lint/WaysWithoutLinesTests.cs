using System.Text;
using AfterSales.Bpmn.Lint;
using AfterSales.Bpmn.Reading;
using Shouldly;
using Xunit;
using static AfterSales.Bpmn.Tests.Support.Xml;

namespace AfterSales.Bpmn.Tests.Lint;

/// <summary>LINT-24 knows that links, event sub-processes and compensation are ways although no line is drawn.</summary>
public sealed class WaysWithoutLinesTests
{
    [Fact]
    public void A_link_is_no_gap() => Gaps(Start(), Throw("out", Link("A")), Catch("in", Link("A")), End(), Chain("start out"), Chain("in end")).ShouldBeEmpty();

    [Fact]
    public void A_link_of_another_name_is_a_gap() => Gaps(Start(), Throw("out", Link("A")), Catch("in", Link("B")), End(), Chain("start out"), Chain("in end")).ShouldBe(["end", "in", "out", "start"]);

    [Fact]
    public void An_event_sub_process_begins_and_ends_by_itself() => Gaps(
        Start(), User("a"), End(), Chain("start a end"), EventSubProcess("beside", "begun", Duration("P1D"), true, User("b"), End("done"), Chain("begun b done"))).ShouldBeEmpty();

    [Fact]
    public void What_undoes_an_activity_is_reached_by_its_event() =>
        Gaps(Start(), Service("a"), Undo("un_a", "a"), End("undo", Compensate()), Chain("start a undo")).ShouldBeEmpty();

    [Fact]
    public void Activities_of_an_ad_hoc_sub_process_begin_and_end_without_lines()
    {
        Gaps(Start(), AdHoc("some", null, null, true, User("a"), User("b"), User("c"), Boundary("late", "c", Duration("P1D")), User("d"), Chain("a b"), Chain("late d")), End(), Chain("start some end")).ShouldBeEmpty();
        Gaps(Start(), AdHoc("some", null, null, true, User("a"), User("b"), User("c"), Chain("b c b")), End(), Chain("start some end")).ShouldBe(["b", "c"]);
    }

    [Theory]
    [InlineData("receiveTask", "instantiate=\"true\"", true)]
    [InlineData("receiveTask", "", false)]
    [InlineData("eventBasedGateway", "instantiate=\"1\"", true)]
    [InlineData("eventBasedGateway", "instantiate=\"false\"", false)]
    [InlineData("userTask", "instantiate=\"true\"", false)]
    public void An_element_whose_messages_begin_the_process_is_a_start_point(string kind, string attributes, bool begins)
    {
        string[] content = [Element(kind, "begin", attributes: attributes), Catch("a", OnMessage("m")), Catch("b", OnMessage("n")), End(), Chain("begin a end"), Chain("begin b end")];

        Found("LINT-01", content).ShouldBe(begins ? [] : ["p"]);
        Gaps(content).ShouldBe(begins ? [] : ["a", "b", "begin", "end"]);
    }

    [Fact]
    public void What_is_missing_at_the_beginning_is_said_in_every_language() => LintTexts.Get("LINT-01.missing").ShouldSatisfyAllConditions(
        text => text.English.ShouldContain("receive task"), text => text.Persian.ShouldContain("دریافت"), text => text.Chinese.ShouldContain("接收任务"));

    private static IEnumerable<string?> Gaps(params string[] content) => Found("LINT-24", content);

    private static IEnumerable<string?> Found(string rule, params string[] content) =>
        Linter.Lint(BpmnReader.Read(Encoding.UTF8.GetBytes(Process(content))).Model!, LintLibrary.Empty).Findings
            .Where(finding => finding.RuleId == rule).Select(finding => finding.ElementId).Order(StringComparer.Ordinal);
}
