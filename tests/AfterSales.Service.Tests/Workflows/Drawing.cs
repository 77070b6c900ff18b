using System.Globalization;
using System.Xml.Linq;

namespace AfterSales.Service.Tests.Workflows;

/// <summary>A rectangle of the drawing, in its own units; y grows downwards.</summary>
internal readonly record struct Box(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;

    public double Bottom => Y + Height;

    public Box Shrunk(double by) => new(X + by, Y + by, Width - 2 * by, Height - 2 * by);

    public bool Overlaps(Box other) => X < other.Right && other.X < Right && Y < other.Bottom && other.Y < Bottom;

    public bool Contains(Box other) => X <= other.X && Y <= other.Y && other.Right <= Right && other.Bottom <= Bottom;

    public bool Touches(Point point, double tolerance) =>
        point.X >= X - tolerance && point.X <= Right + tolerance && point.Y >= Y - tolerance && point.Y <= Bottom + tolerance;
}

internal readonly record struct Point(double X, double Y);

/// <summary>One straight piece of a line. The shipped drawings use horizontal and vertical pieces only.</summary>
internal readonly record struct Segment(Point From, Point To)
{
    public bool IsHorizontal => From.Y == To.Y;

    public bool IsStraight => From.X == To.X || From.Y == To.Y;

    public Box Bounds => new(
        Math.Min(From.X, To.X), Math.Min(From.Y, To.Y), Math.Abs(From.X - To.X), Math.Abs(From.Y - To.Y));

    /// <summary>True when the two pieces have a point in common, ends included.</summary>
    public bool Meets(Segment other)
    {
        var (a, b) = (Bounds, other.Bounds);
        return a.X <= b.Right && b.X <= a.Right && a.Y <= b.Bottom && b.Y <= a.Bottom;
    }

    public bool Enters(Box box)
    {
        var bounds = Bounds;
        return bounds.X < box.Right && box.X < bounds.Right && bounds.Y < box.Bottom && box.Y < bounds.Bottom;
    }
}

internal sealed record Shape(string Id, string Type, Box Bounds, Box? Label, string? AttachedTo);

internal sealed record Line(string Id, string Source, string Target, IReadOnlyList<Point> Points, Box? Label)
{
    public IEnumerable<Segment> Segments => Points.Zip(Points.Skip(1), (from, to) => new Segment(from, to));
}

/// <summary>The diagram interchange part of a file: where every node, lane and line stands.</summary>
internal sealed class Drawing
{
    private static readonly XNamespace Di = "http://www.omg.org/spec/BPMN/20100524/DI";
    private static readonly XNamespace Dc = "http://www.omg.org/spec/DD/20100524/DC";
    private static readonly XNamespace Waypoints = "http://www.omg.org/spec/DD/20100524/DI";

    public Drawing(XDocument document)
    {
        var elements = document.Descendants().Where(element => element.Name.Namespace == WorkflowFiles.Bpmn && element.Attribute("id") is not null)
            .ToDictionary(element => (string)element.Attribute("id")!);
        var shapes = document.Descendants(Di + "BPMNShape").Select(shape => ReadShape(shape, elements)).ToList();
        Pool = shapes.Single(shape => shape.Type == "participant");
        Lanes = shapes.FindAll(shape => shape.Type == "lane");
        Nodes = shapes.FindAll(shape => shape.Type is not ("lane" or "participant"));
        Lines = [.. document.Descendants(Di + "BPMNEdge").Select(edge => ReadLine(edge, elements))];
        LaneOf = document.Descendants(WorkflowFiles.Bpmn + "lane")
            .SelectMany(lane => lane.Elements(WorkflowFiles.Bpmn + "flowNodeRef").Select(node => (Node: node.Value.Trim(), Lane: (string)lane.Attribute("id")!)))
            .ToLookup(pair => pair.Node, pair => pair.Lane);
        Drawn = document.Descendants().Where(element => element.Name.Namespace == Di)
            .Select(element => (string?)element.Attribute("bpmnElement")).OfType<string>().ToHashSet();
    }

    public Shape Pool { get; }

    public IReadOnlyList<Shape> Lanes { get; }

    public IReadOnlyList<Shape> Nodes { get; }

    public IReadOnlyList<Line> Lines { get; }

    /// <summary>The lanes that claim a node: exactly one when the file is right.</summary>
    public ILookup<string, string> LaneOf { get; }

    /// <summary>The ids of the elements that the drawing shows.</summary>
    public IReadOnlySet<string> Drawn { get; }

    private static Shape ReadShape(XElement shape, Dictionary<string, XElement> elements)
    {
        var id = (string)shape.Attribute("bpmnElement")!;
        return new Shape(id, elements[id].Name.LocalName, Bounds(shape)!.Value, LabelOf(shape), (string?)elements[id].Attribute("attachedToRef"));
    }

    private static Line ReadLine(XElement edge, Dictionary<string, XElement> elements)
    {
        var id = (string)edge.Attribute("bpmnElement")!;
        var points = edge.Elements(Waypoints + "waypoint").Select(point => new Point(Number(point, "x"), Number(point, "y")));
        return new Line(id, (string)elements[id].Attribute("sourceRef")!, (string)elements[id].Attribute("targetRef")!, [.. points], LabelOf(edge));
    }

    private static Box? LabelOf(XElement owner) => owner.Element(Di + "BPMNLabel") is { } label ? Bounds(label) : null;

    private static Box? Bounds(XElement owner) => owner.Element(Dc + "Bounds") is { } bounds
        ? new Box(Number(bounds, "x"), Number(bounds, "y"), Number(bounds, "width"), Number(bounds, "height"))
        : null;

    private static double Number(XElement element, string name) => double.Parse((string)element.Attribute(name)!, CultureInfo.InvariantCulture);
}
