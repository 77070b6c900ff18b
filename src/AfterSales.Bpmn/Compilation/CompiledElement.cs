using AfterSales.Bpmn.Model;

namespace AfterSales.Bpmn.Compilation;

/// <summary>
/// One element ready to run: neighbours as indexes, expressions compiled. A multi-instance activity is two elements with
/// the same id: the body (which flows and boundary events belong to) and the activity inside it.
/// </summary>
public sealed class CompiledElement : ModelPart
{
    /// <summary>Position in <see cref="CompiledProcess.Elements"/>.</summary>
    public required int Index { get; init; }

    public required ElementType Type { get; init; }

    /// <summary>The element this one lives in; -1 for the process itself.</summary>
    public required int ScopeIndex { get; init; }

    /// <summary>The lane it is drawn in; elements of a sub-process have the lane of the sub-process.</summary>
    public Lane? Lane { get; init; }

    /// <summary>Flow indexes, in the order of the file.</summary>
    public IReadOnlyList<int> Incoming { get; internal set; } = [];

    /// <summary>Flow indexes, in the order of the file.</summary>
    public IReadOnlyList<int> Outgoing { get; internal set; } = [];

    /// <summary>The flow a gateway or activity takes when no condition is true; null: none.</summary>
    public int? DefaultFlow { get; internal set; }

    /// <summary>The events attached to this activity.</summary>
    public IReadOnlyList<int> BoundaryEvents { get; internal set; } = [];

    /// <summary>The activity a boundary event is attached to (the body of a multi-instance one).</summary>
    public int? AttachedTo { get; internal set; }

    /// <summary>What undoes this activity: another one, or an event sub-process in it; null when nothing does.</summary>
    public int? CompensatedBy { get; internal set; }

    /// <summary>For an event sub-process: a compensation event begins it, when the sub-process around it has completed and is undone.</summary>
    public bool UndoesScope { get; internal set; }

    /// <summary>Done only to undo another activity; no flow leads here.</summary>
    public bool IsForCompensation { get; init; }

    /// <summary>For a process or sub-process: the event sub-processes directly in it.</summary>
    public IReadOnlyList<int> EventSubProcesses { get; internal set; } = [];

    /// <summary>False for boundary events, and start events of event sub-processes, that leave their activity running.</summary>
    public bool IsInterrupting { get; init; } = true;

    /// <summary>For a process or sub-process: its none start event, if any; for an event sub-process its start event.</summary>
    public int? NoneStart { get; internal set; }

    /// <summary>For a multi-instance body: the activity inside it.</summary>
    public int? Inner { get; internal set; }

    public IReadOnlyList<VariableMapping> Inputs { get; init; } = [];

    public IReadOnlyList<VariableMapping> Outputs { get; init; } = [];

    /// <summary>What the event is about; null for none events and everything that is not an event. Also the message of a receive task.</summary>
    public EventDefinition? Event { get; init; }

    /// <summary>The definitions of <see cref="Event"/>: none, one or, of a multiple event, several.</summary>
    public IReadOnlyList<EventDefinition> Events => field ??= Event switch
    {
        null => [],
        MultipleEvent several => several.Parts,
        var one => [one],
    };

    /// <summary>Happens only when all of its <see cref="Events"/> have.</summary>
    public bool IsParallelMultiple => Event is MultipleEvent { IsParallel: true };

    /// <summary>Set on every element that runs as a job.</summary>
    public JobDefinition? Job { get; init; }

    /// <summary>Set on every element that sends a message by itself.</summary>
    public PublishDefinition? Publish { get; init; }

    public UserTaskDefinition? UserTask { get; init; }

    public ScriptDefinition? Script { get; init; }

    public DecisionCall? Decision { get; init; }

    public CalledElement? Call { get; init; }

    /// <summary>Set on an ad-hoc sub-process.</summary>
    public AdHocDefinition? AdHoc { get; init; }

    /// <summary>For an ad-hoc sub-process: what can be begun in it, because no flow leads there.</summary>
    public IReadOnlyList<int> Activatable { get; internal set; } = [];

    /// <summary>For an activity: some of its outgoing flows are taken only when their condition is true.</summary>
    public bool HasConditionalFlows { get; internal set; }

    /// <summary>For a receive task or event-based gateway of a process that no flow leads to: its messages begin instances.</summary>
    public bool Instantiates { get; init; }

    /// <summary>For an event-based gateway that begins instances: each of its events must come, the first begins; otherwise one of them.</summary>
    public bool WantsAll { get; init; }

    /// <summary>For a complex gateway that joins: asked of the tokens that have come, see <c>Interpretation.ComplexJoins</c>.</summary>
    public CompiledValue? Activation { get; init; }

    /// <summary>Set on a multi-instance body.</summary>
    public LoopDefinition? Loop { get; init; }

    /// <summary>Set on the body of a standard loop, which otherwise is like one of a multi-instance activity.</summary>
    public StandardLoopDefinition? StandardLoop { get; init; }

    /// <summary>The form of a start event.</summary>
    public FormDefinition? StartForm { get; init; }
}
