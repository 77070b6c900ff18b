using AfterSales.Service.Tests.Lint;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Workflows;

/// <summary>The drawing rules of the flowchart template on the shipped diagrams, as the self-check judges them (LINT-18 to LINT-20, LINT-43).</summary>
public sealed class DrawingTests
{
    public static TheoryData<string> Diagrams => WorkflowFiles.Diagrams;

    [Theory]
    [MemberData(nameof(Diagrams))]
    public void Lines_are_straight_join_their_nodes_and_cross_nothing(string file) => ShippedLint.Findings(file, "LINT-18").ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Diagrams))]
    public void Every_node_stands_in_exactly_one_lane_and_lanes_leave_no_gap(string file) => ShippedLint.Findings(file, "LINT-19").ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Diagrams))]
    public void Symbols_of_one_kind_have_one_size(string file) => ShippedLint.Findings(file, "LINT-20").ShouldBeEmpty();

    /// <summary>Information only for others; what ships is drawn, keeps clear and fits a screen. How many nodes a page has is the author's choice.</summary>
    [Theory]
    [MemberData(nameof(Diagrams))]
    public void Everything_is_drawn_keeps_clear_and_fits_a_screen(string file) =>
        ShippedLint.Of(file).Findings.Where(finding => finding is { RuleId: "LINT-43", Topic: not "nodes" }).Select(finding => finding.ToString()).ShouldBeEmpty();
}
