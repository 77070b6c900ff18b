using AfterSales.Bpmn.Model;

namespace AfterSales.Bpmn.Lint;

/// <summary>The flow nodes of one scope and what leads where. Flows with a missing end are left out.</summary>
internal sealed class FlowGraph
{
    private readonly Dictionary<string, FlowNode> byId = new(StringComparer.Ordinal);
    private readonly ILookup<string, FlowModel> outgoing;
    private readonly ILookup<string, FlowModel> incoming;
    private readonly ILookup<string, FlowNode> attached;
    private readonly ILookup<string, FlowNode> undoneBy;

    /// <param name="isAdHoc">Whether the scope is an ad-hoc sub-process: what no flow leads to can begin, and what no flow leaves ends.</param>
    public FlowGraph(FlowScope scope, bool isAdHoc = false)
    {
        IsAdHoc = isAdHoc;
        Nodes = scope.Nodes;
        foreach (var node in scope.Nodes)
            byId.TryAdd(node.Id, node);
        Flows = [.. scope.Flows.Where(flow => Find(flow.SourceId) is not null && Find(flow.TargetId) is not null)];
        outgoing = Flows.ToLookup(flow => flow.SourceId!, StringComparer.Ordinal);
        incoming = Flows.ToLookup(flow => flow.TargetId!, StringComparer.Ordinal);
        undoneBy = scope.Associations.Where(line => Find(line.SourceId)?.Has("compensateEventDefinition") == true && Find(line.TargetId) is not null)
            .ToLookup(line => line.SourceId!, line => Find(line.TargetId)!, StringComparer.Ordinal);
        attached = scope.Nodes.Where(node => node.IsBoundary() && HostId(node) is not null).ToLookup(node => HostId(node)!, StringComparer.Ordinal);
    }

    public bool IsAdHoc { get; }

    public IReadOnlyList<FlowNode> Nodes { get; }

    public IReadOnlyList<FlowModel> Flows { get; }

    public FlowNode? Find(string? id) => id is null ? null : byId.GetValueOrDefault(id);

    public IEnumerable<FlowModel> Out(FlowNode node) => outgoing[node.Id];

    public IEnumerable<FlowModel> In(FlowNode node) => incoming[node.Id];

    public FlowNode Source(FlowModel flow) => byId[flow.SourceId!];

    public FlowNode Target(FlowModel flow) => byId[flow.TargetId!];

    /// <summary>The boundary events of an activity.</summary>
    public IEnumerable<FlowNode> BoundaryEvents(FlowNode host) => attached[host.Id];

    public FlowNode? Host(FlowNode boundary) => Find(HostId(boundary));

    /// <summary>Where a token can be next: along the flows, or by a boundary event.</summary>
    public IEnumerable<FlowNode> Next(FlowNode node) => Out(node).Select(Target).Concat(BoundaryEvents(node)).Concat(LinkEnds(node)).Concat(undoneBy[node.Id]);

    /// <summary>Where it can have been before.</summary>
    public IEnumerable<FlowNode> Before(FlowNode node) =>
        In(node).Select(Source).Concat(Host(node) is { } host && node.IsBoundary() ? [host] : []).Concat(LinkBeginnings(node));

    /// <summary>Where the way of a throwing link event goes on.</summary>
    public IEnumerable<FlowNode> LinkEnds(FlowNode node) => node.Kind == "intermediateThrowEvent" ? Links(node, "intermediateCatchEvent") : [];

    private IEnumerable<FlowNode> LinkBeginnings(FlowNode node) => node.Kind == "intermediateCatchEvent" ? Links(node, "intermediateThrowEvent") : [];

    private IEnumerable<FlowNode> Links(FlowNode node, string otherKind) => node.Events.FirstOrDefault(definition => definition.Kind == "linkEventDefinition")?.Name is { } name
        ? Nodes.Where(other => other.Kind == otherKind && other.Events.Any(definition => definition.Kind == "linkEventDefinition" && definition.Name == name))
        : [];

    /// <summary>Everything reachable, the beginnings included; nodes for which <paramref name="stopAt"/> holds are reached but not left.</summary>
    public HashSet<FlowNode> Reach(IEnumerable<FlowNode> from, Func<FlowNode, IEnumerable<FlowNode>>? next = null, Func<FlowNode, bool>? stopAt = null)
    {
        var reached = new HashSet<FlowNode>();
        var open = new Stack<FlowNode>(from);
        while (open.TryPop(out var node))
            if (reached.Add(node) && stopAt?.Invoke(node) != true)
                foreach (var neighbour in (next ?? Next)(node))
                    open.Push(neighbour);
        return reached;
    }

    private static string? HostId(FlowNode node) => node["attachedToRef"] is { } id ? id[(id.LastIndexOf(':') + 1)..] : null;
}
