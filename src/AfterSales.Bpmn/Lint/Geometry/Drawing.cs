using AfterSales.Bpmn.Model;

namespace AfterSales.Bpmn.Lint.Geometry;

/// <summary>A flow node, document, record or system as drawn.</summary>
internal sealed record DrawnNode(ModelNode Element, Box Bounds, Box? Label)
{
    public string Id => Element.Id;

    public FlowNode? Node => Element as FlowNode;

    /// <summary>A sub-process drawn with its content is a frame, not a symbol.</summary>
    public bool IsFrame => Node?.Content is not null;
}

/// <summary>A sequence flow or data association as drawn.</summary>
internal sealed record DrawnLine(string Id, int Line, string? SourceId, string? TargetId, ModelNode? Flow, IReadOnlyList<Point> Points, Box? Label)
{
    public IEnumerable<Segment> Segments => Points.Zip(Points.Skip(1), (from, to) => new Segment(from, to));
}

internal sealed record DrawnLane(LaneModel Lane, Box Bounds);

/// <summary>Where everything of one process stands on its page. Empty for files without a drawing.</summary>
internal sealed class Drawing
{
    private readonly Dictionary<string, DiagramShape> shapes = new(StringComparer.Ordinal);

    public Drawing(LintedProcess process)
    {
        foreach (var shape in process.File.Shapes)
            shapes.TryAdd(shape.ElementId, shape);
        Nodes =
        [
            .. process.Nodes.Cast<ModelNode>().Concat(process.Data).Where(node => shapes.ContainsKey(node.Id))
                .Select(node => new DrawnNode(node, shapes[node.Id].Bounds, shapes[node.Id].Label)),
        ];
        Lanes = [.. process.Lanes.Where(lane => shapes.ContainsKey(lane.Id)).Select(lane => new DrawnLane(lane, shapes[lane.Id].Bounds))];
        Pool = process.Pools.Select(pool => Find(pool.Id)).FirstOrDefault(bounds => bounds is not null);
        Lines = [.. ReadLines(process)];
    }

    public IReadOnlyList<DrawnNode> Nodes { get; }

    public IReadOnlyList<DrawnLane> Lanes { get; }

    public IReadOnlyList<DrawnLine> Lines { get; }

    /// <summary>The pool; null for a process that is drawn without one.</summary>
    public Box? Pool { get; }

    public bool IsEmpty => Nodes.Count == 0;

    /// <summary>Where an element of any kind is drawn; null when it is not.</summary>
    public Box? Find(string elementId) => shapes.TryGetValue(elementId, out var shape) ? shape.Bounds : null;

    private static IEnumerable<DrawnLine> ReadLines(LintedProcess process)
    {
        var flows = new Dictionary<string, FlowModel>(StringComparer.Ordinal);
        foreach (var flow in process.Scopes.SelectMany(scope => scope.Flows))
            flows.TryAdd(flow.Id, flow);
        var associations = new Dictionary<string, (string Node, string? Data, bool IsInput)>(StringComparer.Ordinal);
        foreach (var node in process.Nodes)
        {
            foreach (var input in node.DataInputs)
                associations.TryAdd(input.Id, (node.Id, input.DataIds.Count > 0 ? input.DataIds[0] : null, true));
            foreach (var output in node.DataOutputs)
                associations.TryAdd(output.Id, (node.Id, output.DataIds.Count > 0 ? output.DataIds[0] : null, false));
        }
        foreach (var edge in process.File.Edges)
            if (flows.TryGetValue(edge.ElementId, out var flow))
                yield return new DrawnLine(flow.Id, flow.Line, flow.SourceId, flow.TargetId, flow, edge.Points, edge.Label);
            else if (associations.TryGetValue(edge.ElementId, out var ends))
                yield return new DrawnLine(edge.ElementId, edge.Line, ends.IsInput ? ends.Data : ends.Node, ends.IsInput ? ends.Node : ends.Data, null, edge.Points, edge.Label);
    }
}
