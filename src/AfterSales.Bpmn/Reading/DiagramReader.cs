using System.Globalization;
using System.Xml.Linq;
using AfterSales.Bpmn.Model;

namespace AfterSales.Bpmn.Reading;

/// <summary>The drawing of a file. What is not drawn as numbers is left out: a wrong drawing does not keep a process from running.</summary>
internal static class DiagramReader
{
    /// <summary>Beyond this nothing is a place on a page; it keeps sums finite.</summary>
    private const double Farthest = 1e9;

    public static IReadOnlyList<DiagramShape> Shapes(XElement root) => [.. Drawn(root, "BPMNShape")
        .Select(shape => (Shape: shape, Id: ElementId(shape), Bounds: Bounds(shape)))
        .Where(drawn => drawn is { Id: not null, Bounds: not null })
        .Select(drawn => new DiagramShape(drawn.Id!, Xml.Line(drawn.Shape), drawn.Bounds!.Value, Label(drawn.Shape)))];

    public static IReadOnlyList<DiagramEdge> Edges(XElement root) => [.. Drawn(root, "BPMNEdge")
        .Where(edge => ElementId(edge) is not null)
        .Select(edge => new DiagramEdge(ElementId(edge)!, Xml.Line(edge), Points(edge), Label(edge)))
        .Where(edge => edge.Points.Count > 1)];

    private static IEnumerable<XElement> Drawn(XElement root, string name) => root.Descendants(XName.Get(name, BpmnNamespaces.Di));

    private static string? ElementId(XElement drawn) => Xml.Reference(Xml.Attribute(drawn, "bpmnElement"));

    private static Box? Label(XElement drawn) => drawn.Element(XName.Get("BPMNLabel", BpmnNamespaces.Di)) is { } label ? Bounds(label) : null;

    private static Box? Bounds(XElement owner) =>
        owner.Element(XName.Get("Bounds", BpmnNamespaces.DiagramBounds)) is { } bounds
        && Number(bounds, "x") is { } x && Number(bounds, "y") is { } y && Number(bounds, "width") is { } width && Number(bounds, "height") is { } height
            ? new Box(x, y, width, height)
            : null;

    private static List<Point> Points(XElement edge)
    {
        var points = new List<Point>();
        foreach (var waypoint in edge.Elements(XName.Get("waypoint", BpmnNamespaces.DiagramPoints)))
            if (Number(waypoint, "x") is { } x && Number(waypoint, "y") is { } y)
                points.Add(new Point(x, y));
        return points;
    }

    private static double? Number(XElement element, string name) =>
        double.TryParse(Xml.Attribute(element, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < Farthest
            ? number
            : null;
}
