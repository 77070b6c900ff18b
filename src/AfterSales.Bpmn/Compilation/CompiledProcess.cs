using AfterSales.Bpmn.Model;

namespace AfterSales.Bpmn.Compilation;

/// <summary>A process that can run: checked, with every reference resolved and every expression compiled. Immutable, safe to share.</summary>
public sealed class CompiledProcess : ModelPart
{
    private readonly Dictionary<string, CompiledElement> byId;
    private readonly Dictionary<string, CompiledElement> bodies;
    private readonly Dictionary<string, CompiledFlow> flowsById;

    internal CompiledProcess(IReadOnlyList<CompiledElement> elements, IReadOnlyList<CompiledFlow> flows, IReadOnlyList<Lane> lanes)
    {
        Elements = elements;
        Flows = flows;
        Lanes = lanes;
        bodies = elements.Where(element => element.Type == ElementType.MultiInstanceBody).ToDictionary(element => element.Id, StringComparer.Ordinal);
        byId = elements.Where(element => element.Type != ElementType.MultiInstanceBody).ToDictionary(element => element.Id, StringComparer.Ordinal);
        flowsById = flows.ToDictionary(flow => flow.Id, StringComparer.Ordinal);
        Reachability = new Reachability(this);
    }

    /// <summary>From <c>zeebe:versionTag</c>.</summary>
    public string? VersionTag { get; init; }

    /// <summary>Index 0 is the process itself.</summary>
    public IReadOnlyList<CompiledElement> Elements { get; }

    public IReadOnlyList<CompiledFlow> Flows { get; }

    /// <summary>Outer lanes before inner ones.</summary>
    public IReadOnlyList<Lane> Lanes { get; }

    /// <summary>The ways in which an instance of this process can begin.</summary>
    public required StartTriggers StartTriggers { get; init; }

    internal Reachability Reachability { get; }

    /// <summary>The element with this id; for a multi-instance activity the activity itself, not its body.</summary>
    /// <exception cref="KeyNotFoundException">There is none; ids in effects of this process always have one.</exception>
    public CompiledElement Element(string id) =>
        FindElement(id) ?? throw new KeyNotFoundException($"Expected process '{Id}' to have an element '{id}', but it has none.");

    /// <summary>The element with this id, or null.</summary>
    public CompiledElement? FindElement(string id) => byId.GetValueOrDefault(id);

    /// <summary>
    /// The element with this id if an instance can be begun at it: a start event of the process, a receive task that instantiates, or what
    /// follows an event-based gateway that does; null otherwise.
    /// </summary>
    public CompiledElement? FindStart(string id) => FindElement(id) is { } element && (element is { Type: ElementType.StartEvent, ScopeIndex: 0 } || element.Instantiates && element.Type == ElementType.ReceiveTask || BeginningGateway(element) is not null)
        ? element
        : null;

    /// <summary>The event-based gateway that begins instances by this event; null when there is none.</summary>
    public CompiledElement? BeginningGateway(CompiledElement element) =>
        element.Incoming.Select(flow => Elements[Flows[flow].SourceIndex]).FirstOrDefault(source => source is { Type: ElementType.EventBasedGateway, Instantiates: true });

    /// <summary>The sequence flow with this id, or null.</summary>
    public CompiledFlow? FindFlow(string id) => flowsById.GetValueOrDefault(id);

    internal CompiledElement Element(string id, ElementType type) =>
        type == ElementType.MultiInstanceBody ? bodies[id] : Element(id);
}
