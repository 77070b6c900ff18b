using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Lint.Geometry;
using AfterSales.Bpmn.Model;

namespace AfterSales.Bpmn.Lint;

/// <summary>One process under judgement, with what rules ask again and again.</summary>
internal sealed class LintedProcess
{
    private static readonly Dictionary<string, string> NoProperties = [];

    private readonly Dictionary<ModelNode, IReadOnlyDictionary<string, string>> properties = [];
    private readonly ILookup<string, LaneModel> lanesByNode;
    private readonly Dictionary<string, DataModel> data = new(StringComparer.Ordinal);
    private IReadOnlyList<LintedProcess>? others;
    private Drawing? drawing;

    public LintedProcess(BpmnModel file, ProcessModel model, LintLibrary library, LintOptions options, CompiledProcess? compiled)
    {
        (File, Model, Library, Options, Compiled) = (file, model, library, options, compiled);
        Graph = new FlowGraph(model.Content);
        Scopes = [Graph, .. model.Content.AllNodes().Where(node => node.Content is not null).Select(node => new FlowGraph(node.Content!, node.Kind == "adHocSubProcess"))];
        Lanes = [.. model.Lanes.SelectMany(AllLanes)];
        lanesByNode = Lanes.SelectMany(lane => lane.NodeIds.Select(node => (node, lane))).ToLookup(pair => pair.node, pair => pair.lane, StringComparer.Ordinal);
        foreach (var item in AllData(model.Content))
            data.TryAdd(item.Id, item);
    }

    public string Id => Model.Id;

    public BpmnModel File { get; }

    public ProcessModel Model { get; }

    public LintLibrary Library { get; }

    public LintOptions Options { get; }

    /// <summary>Null when the engine would refuse the file, or does not run it.</summary>
    public CompiledProcess? Compiled { get; }

    /// <summary>The outermost scope.</summary>
    public FlowGraph Graph { get; }

    /// <summary>The outermost scope and those inside of it.</summary>
    public IReadOnlyList<FlowGraph> Scopes { get; }

    /// <summary>Outer lanes before inner ones.</summary>
    public IReadOnlyList<LaneModel> Lanes { get; }

    public Drawing Drawing => drawing ??= new Drawing(this);

    /// <summary>Documents, records and systems.</summary>
    public IReadOnlyCollection<DataModel> Data => data.Values;

    public IEnumerable<FlowNode> Nodes => Scopes.SelectMany(scope => scope.Nodes);

    public IEnumerable<FlowNode> Tasks => Nodes.Where(node => node.IsTask());

    /// <summary>The pools this process is drawn in: one, or none.</summary>
    public IEnumerable<Participant> Pools => File.Participants.Where(pool => pool.ProcessId == Id);

    /// <summary>Every other process of the file and the library.</summary>
    public IReadOnlyList<LintedProcess> Others => others ??=
    [
        .. File.Processes.Where(process => process != Model).Select(process => new LintedProcess(File, process, Library, Options, null)),
        .. (Library.Workflows ?? []).SelectMany(file => file.Processes.Select(process => (file, process)))
            .Where(entry => File.Processes.All(own => own.Id != entry.process.Id))
            .Select(entry => new LintedProcess(entry.file, entry.process, Library, Options, null)),
    ];

    public LintedProcess? Find(string processId) => processId == Id ? this : Others.FirstOrDefault(process => process.Id == processId);

    /// <summary>The <c>zeebe:properties</c> of an element.</summary>
    public IReadOnlyDictionary<string, string> Properties(ModelNode node)
    {
        if (node.Extensions.Count == 0)
            return NoProperties;
        if (!properties.TryGetValue(node, out var found))
            properties[node] = found = Compilation.Elements.KnownExtensions.Properties(node);
        return found;
    }

    /// <summary>A property; null when it is absent or blank.</summary>
    public string? Property(ModelNode node, string name) =>
        Properties(node).TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    public bool Is(ModelNode node, string property) => Property(node, property) == "true";

    /// <summary>What to call an element: its name in each language, else its id; a line without a name is called by its ends.</summary>
    public LintText NameOf(ModelNode node)
    {
        if (node is FlowModel flow && string.IsNullOrWhiteSpace(flow.Name) && End(flow.SourceId) is { } source && End(flow.TargetId) is { } target)
        {
            var (from, to) = (NameOf(source), NameOf(target));
            return new LintText($"{from.English} → {to.English}", $"{from.Persian} ← {to.Persian}", $"{from.Chinese} → {to.Chinese}");
        }
        var name = string.IsNullOrWhiteSpace(node.Name) ? node.Id : node.Name.Trim();
        return new LintText(name, Property(node, "name.fa") ?? name, Property(node, "name.zh") ?? name);
    }

    private FlowNode? End(string? id) => id is null ? null : Nodes.FirstOrDefault(node => node.Id == id);

    public IEnumerable<LaneModel> LanesOf(FlowNode node) => lanesByNode[node.Id];

    /// <summary>The role of a lane: its property.</summary>
    public string? RoleOf(LaneModel lane) => Property(lane, "role");

    /// <summary>The documents or records tied to a step by a data association.</summary>
    public IEnumerable<DataModel> DataOf(IEnumerable<DataAssociation> associations) =>
        associations.SelectMany(association => association.DataIds).Select(id => data.GetValueOrDefault(id)).OfType<DataModel>();

    /// <summary>Whether a step leaves a record (REQUIREMENTS 7.1): a form filed by a property, a record drawn beside it, or a decision, whose result the engine keeps.</summary>
    public bool LeavesRecord(FlowNode step) =>
        Property(step, "record") is not null
        || DataOf(step.DataOutputs).Any()
        || step.Kind is "businessRuleTask"
        || step.Zeebe("taskDefinition")?["type"]?.Contains("record", StringComparison.Ordinal) == true;

    public override string ToString() => Id;

    private static IEnumerable<LaneModel> AllLanes(LaneModel lane) => lane.Children.SelectMany(AllLanes).Prepend(lane);

    private static IEnumerable<DataModel> AllData(FlowScope scope) =>
        scope.Data.Concat(scope.Nodes.Where(node => node.Content is not null).SelectMany(node => AllData(node.Content!)));
}
