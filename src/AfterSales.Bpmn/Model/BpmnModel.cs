namespace AfterSales.Bpmn.Model;

/// <summary>
/// A BPMN file as it stands, before any judgement about whether it can run: what a linter, a documentation generator or
/// the compiler works on. Match is by namespace, never by prefix.
/// </summary>
public sealed class BpmnModel
{
    public string? Id { get; init; }

    public required IReadOnlyList<ProcessModel> Processes { get; init; }

    public required IReadOnlyList<Participant> Participants { get; init; }

    public required IReadOnlyList<MessageModel> Messages { get; init; }

    public required IReadOnlyList<ErrorModel> Errors { get; init; }

    public IReadOnlyList<EscalationModel> Escalations { get; init; } = [];

    public IReadOnlyList<SignalModel> Signals { get; init; } = [];

    /// <summary>Dashed lines between pools.</summary>
    public IReadOnlyList<MessageFlowModel> MessageFlows { get; init; } = [];

    /// <summary>What the file draws; empty for a file without diagram interchange.</summary>
    public IReadOnlyList<DiagramShape> Shapes { get; init; } = [];

    public IReadOnlyList<DiagramEdge> Edges { get; init; } = [];

    /// <summary>Every id of the file with every line it stands on, so that duplicates can be named.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<int>> Ids { get; init; }
}

/// <summary>What every element of the file has.</summary>
public abstract class ModelNode
{
    /// <summary>Empty when the file gives none.</summary>
    public required string Id { get; init; }

    public string? Name { get; init; }

    /// <summary>1-based.</summary>
    public required int Line { get; init; }

    public string? Documentation { get; init; }

    /// <summary>The content of <c>extensionElements</c>, in the order of the file.</summary>
    public IReadOnlyList<Extension> Extensions { get; init; } = [];

    /// <summary>The extension of the zeebe namespace with this name, or null.</summary>
    public Extension? Zeebe(string name) => Extensions.FirstOrDefault(extension => extension.IsZeebe && extension.Name == name);
}

/// <summary>An extension element, kept as it stands.</summary>
public sealed record Extension(
    string Namespace,
    string Name,
    int Line,
    IReadOnlyDictionary<string, string> Attributes,
    IReadOnlyList<Extension> Children)
{
    public bool IsZeebe => Namespace == BpmnNamespaces.Zeebe;

    /// <summary>The attribute, or null when it is absent or empty.</summary>
    public string? this[string attribute] => Attributes.TryGetValue(attribute, out var value) && value.Length > 0 ? value : null;
}

/// <summary>A pool.</summary>
public sealed class Participant : ModelNode
{
    /// <summary>The process drawn in it; null for a black box.</summary>
    public string? ProcessId { get; init; }
}

/// <summary>A message of the file; its correlation key is in <c>zeebe:subscription</c>.</summary>
public sealed class MessageModel : ModelNode;

/// <summary>An error of the file.</summary>
public sealed class ErrorModel : ModelNode
{
    public string? ErrorCode { get; init; }
}

/// <summary>An escalation of the file.</summary>
public sealed class EscalationModel : ModelNode
{
    public string? EscalationCode { get; init; }
}

/// <summary>A signal of the file.</summary>
public sealed class SignalModel : ModelNode;

/// <summary>A message on its way from one pool, or an element in it, to another.</summary>
public sealed class MessageFlowModel : ModelNode
{
    public string? SourceId { get; init; }

    public string? TargetId { get; init; }
}

/// <summary>A dotted line; from a compensation event to an activity it says what undoes the activity the event is attached to.</summary>
public sealed record AssociationModel(string? SourceId, string? TargetId);

/// <summary>What a process or a sub-process contains.</summary>
public sealed class FlowScope
{
    public required IReadOnlyList<FlowNode> Nodes { get; init; }

    public required IReadOnlyList<FlowModel> Flows { get; init; }

    /// <summary>The documents, records and systems drawn in this scope.</summary>
    public IReadOnlyList<DataModel> Data { get; init; } = [];

    public IReadOnlyList<AssociationModel> Associations { get; init; } = [];

    /// <summary>The texts of the notes drawn in this scope.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The flow nodes of this scope and of those inside of it.</summary>
    public IEnumerable<FlowNode> AllNodes() => Nodes.SelectMany(node => node.Content is { } content ? content.AllNodes().Prepend(node) : [node]);
}

public sealed class ProcessModel : ModelNode
{
    public bool IsExecutable { get; init; }

    public required FlowScope Content { get; init; }

    /// <summary>The outermost lanes.</summary>
    public required IReadOnlyList<LaneModel> Lanes { get; init; }
}

public sealed class LaneModel : ModelNode
{
    /// <summary>Ids of the flow nodes drawn in this lane.</summary>
    public required IReadOnlyList<string> NodeIds { get; init; }

    public required IReadOnlyList<LaneModel> Children { get; init; }
}

/// <summary>A sequence flow.</summary>
public sealed class FlowModel : ModelNode
{
    public string? SourceId { get; init; }

    public string? TargetId { get; init; }

    public string? Condition { get; init; }
}

/// <summary>A task, event, gateway, call activity or sub-process.</summary>
public sealed class FlowNode : ModelNode
{
    /// <summary>The name of its XML element: <c>userTask</c>. Also names that this engine does not run.</summary>
    public required string Kind { get; init; }

    /// <summary>The attributes without a namespace, as they stand.</summary>
    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    public required IReadOnlyList<EventModel> Events { get; init; }

    public LoopModel? Loop { get; init; }

    /// <summary>What the element reads: data input associations.</summary>
    public IReadOnlyList<DataAssociation> DataInputs { get; init; } = [];

    /// <summary>What the element writes: data output associations.</summary>
    public IReadOnlyList<DataAssociation> DataOutputs { get; init; } = [];

    /// <summary>Set on sub-processes of every kind.</summary>
    public FlowScope? Content { get; init; }

    /// <summary>For ad-hoc sub-processes: done when it is true.</summary>
    public string? CompletionCondition { get; init; }

    /// <summary>For complex gateways: when the tokens that have come let it go on.</summary>
    public string? ActivationCondition { get; init; }

    /// <summary>The attribute, or null when it is absent or empty.</summary>
    public string? this[string attribute] => Attributes.TryGetValue(attribute, out var value) && value.Length > 0 ? value : null;
}

/// <summary>An event definition inside an event.</summary>
/// <param name="Kind">The name of its XML element: <c>timerEventDefinition</c>.</param>
/// <param name="Reference">What <c>messageRef</c>, <c>errorRef</c>, ... names.</param>
/// <param name="Timers">For timers: the name of each inner element (<c>timeDate</c>, ...) with its text.</param>
/// <param name="Name">For links: the name that the two ends share.</param>
/// <param name="Condition">For conditional events.</param>
public sealed record EventModel(
    string Kind,
    int Line,
    string? Reference,
    IReadOnlyList<KeyValuePair<string, string>> Timers,
    string? Name = null,
    string? Condition = null)
{
    /// <summary>The content of its own <c>extensionElements</c>.</summary>
    public IReadOnlyList<Extension> Extensions { get; init; } = [];
}

/// <summary>Loop characteristics of an activity.</summary>
/// <param name="Kind"><c>multiInstanceLoopCharacteristics</c> or <c>standardLoopCharacteristics</c>.</param>
/// <param name="LoopCondition">For standard loops: again while it is true.</param>
/// <param name="LoopMaximum">For standard loops: never more often than this.</param>
/// <param name="TestsBefore">For standard loops: the condition is asked before the first time already.</param>
public sealed record LoopModel(
    string Kind,
    int Line,
    bool IsSequential,
    Extension? Zeebe,
    string? CompletionCondition,
    string? LoopCondition = null,
    string? LoopMaximum = null,
    bool TestsBefore = false);
