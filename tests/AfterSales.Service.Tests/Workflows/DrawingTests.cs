using System.Xml.Linq;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Workflows;

/// <summary>The drawing rules of the flowchart template (REQUIREMENTS 7.2, LINT-18 to LINT-20) on the shipped diagrams.</summary>
public sealed class DrawingTests
{
    private const double WidestReadable = 2100;

    public static TheoryData<string> Diagrams => WorkflowFiles.Diagrams;

    [Theory]
    [MemberData(nameof(Diagrams))]
    public void Everything_that_runs_is_drawn(string file)
    {
        var document = WorkflowFiles.Diagram(file);
        var drawing = new Drawing(document);
        var missing = document.Descendants(WorkflowFiles.Bpmn + "process").Elements()
            .Where(element => element.Name.LocalName is not ("documentation" or "extensionElements" or "laneSet"))
            .Select(element => (string)element.Attribute("id")!)
            .Where(id => !drawing.Drawn.Contains(id));
        missing.ShouldBeEmpty();
        drawing.Pool.Bounds.Width.ShouldBeLessThanOrEqualTo(WidestReadable, "a wider page cannot be read on a screen");
    }

    [Theory]
    [MemberData(nameof(Diagrams))]
    public void Lines_are_straight_and_start_and_end_at_their_nodes(string file)
    {
        var drawing = new Drawing(WorkflowFiles.Diagram(file));
        var nodes = drawing.Nodes.ToDictionary(node => node.Id);
        foreach (var line in drawing.Lines)
        {
            line.Segments.ShouldAllBe(segment => segment.IsStraight, line.Id);
            nodes[line.Source].Bounds.Touches(line.Points[0], 0.5).ShouldBeTrue($"{line.Id} starts at {line.Source}");
            nodes[line.Target].Bounds.Touches(line.Points[^1], 0.5).ShouldBeTrue($"{line.Id} ends at {line.Target}");
        }
    }

    [Theory]
    [MemberData(nameof(Diagrams))]
    public void No_lines_cross_or_cover_each_other(string file)
    {
        var lines = new Drawing(WorkflowFiles.Diagram(file)).Lines;
        var crossings =
            from first in lines
            from second in lines
            where string.CompareOrdinal(first.Id, second.Id) < 0
            where first.Segments.Any(a => second.Segments.Any(a.Meets))
            select $"{first.Id} and {second.Id}";
        crossings.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Diagrams))]
    public void No_line_runs_through_a_node(string file)
    {
        var drawing = new Drawing(WorkflowFiles.Diagram(file));
        var hits =
            from line in drawing.Lines
            from node in drawing.Nodes
            // A line touches the border of its own ends and keeps a little distance from all others.
            let margin = node.Id == line.Source || node.Id == line.Target ? 1 : -4
            where line.Segments.Any(segment => segment.Enters(node.Bounds.Shrunk(margin)))
            select $"{line.Id} runs through {node.Id}";
        hits.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Diagrams))]
    public void Nodes_keep_clear_of_each_other(string file)
    {
        var nodes = new Drawing(WorkflowFiles.Diagram(file)).Nodes;
        var overlaps =
            from first in nodes
            from second in nodes
            where string.CompareOrdinal(first.Id, second.Id) < 0
            where first.AttachedTo != second.Id && second.AttachedTo != first.Id
            where first.Bounds.Shrunk(-4).Overlaps(second.Bounds.Shrunk(-4))
            select $"{first.Id} and {second.Id}";
        overlaps.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Diagrams))]
    public void Labels_cover_neither_nodes_nor_lines_nor_other_labels(string file)
    {
        var drawing = new Drawing(WorkflowFiles.Diagram(file));
        var labels = drawing.Nodes.Where(node => node.Label is not null).Select(node => (node.Id, Box: node.Label!.Value))
            .Concat(drawing.Lines.Where(line => line.Label is not null).Select(line => (line.Id, Box: line.Label!.Value)))
            .ToList();
        var covered = new List<string>();
        foreach (var (id, box) in labels)
        {
            covered.AddRange(drawing.Nodes.Where(node => node.Bounds.Shrunk(CornerFree(node.Type)).Overlaps(box)).Select(node => $"label of {id} on {node.Id}"));
            covered.AddRange(drawing.Lines.Where(line => line.Segments.Any(segment => segment.Enters(box))).Select(line => $"label of {id} on {line.Id}"));
            covered.AddRange(labels.Where(other => string.CompareOrdinal(id, other.Id) < 0 && other.Box.Overlaps(box)).Select(other => $"labels of {id} and {other.Id}"));
            if (!drawing.Pool.Bounds.Contains(box))
                covered.Add($"label of {id} leaves the pool");
        }
        covered.ShouldBeEmpty();

        // Diamonds and circles leave the corners of their box empty.
        static double CornerFree(string type) => type.EndsWith("Gateway", StringComparison.Ordinal) ? 11
            : type.EndsWith("Event", StringComparison.Ordinal) ? 5
            : 0;
    }

    [Theory]
    [MemberData(nameof(Diagrams))]
    public void Every_node_stands_in_exactly_one_lane_and_inside_it(string file)
    {
        var drawing = new Drawing(WorkflowFiles.Diagram(file));
        var lanes = drawing.Lanes.ToDictionary(lane => lane.Id);
        foreach (var node in drawing.Nodes)
        {
            drawing.LaneOf[node.Id].Count().ShouldBe(1, node.Id);
            lanes[drawing.LaneOf[node.Id].Single()].Bounds.Contains(node.Bounds).ShouldBeTrue($"{node.Id} leaves its lane");
        }
    }

    [Theory]
    [MemberData(nameof(Diagrams))]
    public void Lanes_fill_the_pool_without_gaps(string file)
    {
        var drawing = new Drawing(WorkflowFiles.Diagram(file));
        var y = drawing.Pool.Bounds.Y;
        foreach (var lane in drawing.Lanes.OrderBy(lane => lane.Bounds.Y))
        {
            lane.Bounds.Y.ShouldBe(y, lane.Id);
            lane.Bounds.Right.ShouldBe(drawing.Pool.Bounds.Right, lane.Id);
            y = lane.Bounds.Bottom;
        }
        y.ShouldBe(drawing.Pool.Bounds.Bottom);
    }

    [Theory]
    [MemberData(nameof(Diagrams))]
    public void Symbols_of_one_kind_have_one_size(string file)
    {
        var sizes = new Drawing(WorkflowFiles.Diagram(file)).Nodes
            .GroupBy(node => Kind(node.Type))
            .Select(kind => (kind.Key, Sizes: kind.Select(node => (node.Bounds.Width, node.Bounds.Height)).Distinct().Count()));
        sizes.ShouldAllBe(kind => kind.Sizes == 1);

        static string Kind(string type) => type.EndsWith("Gateway", StringComparison.Ordinal) ? "gateway"
            : type.EndsWith("Event", StringComparison.Ordinal) ? "event"
            : "activity";
    }

    [Fact]
    public void The_checks_see_what_they_are_for()
    {
        // A horizontal and a vertical line through one node: each rule must find its fault, or it could not fail.
        var across = new Segment(new Point(0, 50), new Point(100, 50));
        var down = new Segment(new Point(50, 0), new Point(50, 100));
        across.Meets(down).ShouldBeTrue("lines that cross");
        across.Meets(new Segment(new Point(20, 50), new Point(60, 50))).ShouldBeTrue("lines that cover each other");
        across.Meets(new Segment(new Point(0, 60), new Point(100, 60))).ShouldBeFalse("parallel lines");
        across.Enters(new Box(40, 40, 20, 20)).ShouldBeTrue("a line through a node");
        across.Enters(new Box(40, 50, 20, 20)).ShouldBeFalse("a line along a border");
        new Box(0, 0, 10, 10).Overlaps(new Box(9, 9, 10, 10)).ShouldBeTrue("nodes that overlap");
        new Box(0, 0, 10, 10).Contains(new Box(5, 5, 6, 4)).ShouldBeFalse("a node that leaves its lane");
    }
}
