using AfterSales.Bpmn.Model;

namespace AfterSales.Bpmn.Compilation;

/// <summary>One line of an <c>ioMapping</c>. <paramref name="Target"/> is a path: <c>case.status</c> is <c>["case", "status"]</c>.</summary>
/// <param name="Source">Null when the model gives none: the value is FEEL's null.</param>
public sealed record VariableMapping(CompiledValue? Source, IReadOnlyList<string> Target);

/// <summary>Work that a job worker does: <c>zeebe:taskDefinition</c> with <c>zeebe:taskHeaders</c>.</summary>
public sealed record JobDefinition(CompiledValue Type, CompiledValue Retries, IReadOnlyDictionary<string, string> Headers);

/// <summary>The form of a user task or a start event: by id, or a reference for applications that draw it themselves.</summary>
public sealed record FormDefinition(CompiledValue? FormId, BindingType Binding, string? VersionTag, CompiledValue? ExternalReference);

/// <summary>Work that a person does. Without <paramref name="CandidateGroups"/> the role of the lane is the group.</summary>
public sealed record UserTaskDefinition(
    CompiledValue? Assignee,
    CompiledValue? CandidateGroups,
    CompiledValue? CandidateUsers,
    CompiledValue? DueDate,
    CompiledValue? FollowUpDate,
    CompiledValue? Priority,
    FormDefinition? Form,
    IReadOnlyDictionary<string, string> Headers);

/// <summary>A FEEL script; null <paramref name="ResultVariable"/> drops the result.</summary>
public sealed record ScriptDefinition(CompiledValue Expression, string? ResultVariable);

/// <summary>A decision evaluated inside the step.</summary>
public sealed record DecisionCall(CompiledValue DecisionId, BindingType Binding, string? VersionTag, string? ResultVariable);

/// <summary>The process a call activity runs, and what passes between them besides the mappings.</summary>
public sealed record CalledElement(
    CompiledValue ProcessId,
    BindingType Binding,
    string? VersionTag,
    bool PropagateAllParentVariables,
    bool PropagateAllChildVariables);

/// <summary>How often a multi-instance activity runs.</summary>
public sealed record LoopDefinition(
    bool IsSequential,
    CompiledValue InputCollection,
    string? InputElement,
    string? OutputCollection,
    CompiledValue? OutputElement,
    CompiledValue? CompletionCondition);

/// <summary>What an event is about.</summary>
public abstract record EventDefinition;

/// <summary>A message: <paramref name="CorrelationKey"/> is null on process start events only.</summary>
public sealed record MessageEvent(CompiledValue MessageName, CompiledValue? CorrelationKey) : EventDefinition;

/// <summary>An error; a null <paramref name="ErrorCode"/> catches all.</summary>
public sealed record ErrorEvent(CompiledValue? ErrorCode) : EventDefinition;

/// <summary>An escalation; a null <paramref name="EscalationCode"/> catches all.</summary>
public sealed record EscalationEvent(CompiledValue? EscalationCode) : EventDefinition;

/// <summary>Two ends of one way that is not drawn as a line: the throwing one goes on at the catching one of this name.</summary>
public sealed record LinkEvent(string Name) : EventDefinition;

/// <summary>Happens when the condition becomes true.</summary>
public sealed record ConditionEvent(CompiledValue Condition) : EventDefinition
{
    /// <summary>For a start event of a process: asked only of variables of which at least one has such a name; empty: always.</summary>
    public IReadOnlyList<string> VariableNames { get; init; } = [];
}

/// <summary>Undoes what was completed: of one activity when <paramref name="ActivityId"/> is set, else of the whole scope. On a boundary event: says that the activity can be undone.</summary>
public sealed record CompensateEvent(string? ActivityId) : EventDefinition;

/// <summary>Gives up a transaction: undoes what was completed in it and leaves it by its cancel event.</summary>
public sealed record CancelEvent : EventDefinition;

/// <summary>A signal: everything that waits for its name hears it, in every instance.</summary>
public sealed record SignalEvent(CompiledValue SignalName) : EventDefinition;

/// <summary>
/// Several definitions on one event. Thrown: all of them. Caught: the first one makes it happen, or all together when <paramref name="IsParallel"/>.
/// </summary>
public sealed record MultipleEvent(IReadOnlyList<EventDefinition> Parts, bool IsParallel) : EventDefinition;

/// <summary>A message that the engine publishes itself; what the input mappings made the element's own goes with it.</summary>
/// <param name="CorrelationKey">Null: only start events hear it.</param>
/// <param name="MessageId">While a message with this id lives, the same one is not published again.</param>
/// <param name="TimeToLive">A duration: how long it waits for a receiver.</param>
public sealed record PublishDefinition(CompiledValue MessageName, CompiledValue? CorrelationKey, CompiledValue? MessageId, TimerEvent TimeToLive);

/// <summary>A sub-process whose activities are begun as they are needed.</summary>
/// <param name="ActiveElements">A list of ids, begun with the sub-process; null: none.</param>
/// <param name="CompletionCondition">Asked each time a way comes to its end; null: done when nothing in it is active any more.</param>
/// <param name="CancelsRemaining">Whether what is still active ends when the condition becomes true; otherwise it is waited for.</param>
/// <param name="IsSequential">One activity at a time, with what follows it; the others wait for their turn.</param>
public sealed record AdHocDefinition(CompiledValue? ActiveElements, CompiledValue? CompletionCondition, bool CancelsRemaining, bool IsSequential);

/// <summary>An activity that is done again while a condition is true (BPMN 2.0.2, 10.3.8).</summary>
/// <param name="Condition">Null: always again, up to <paramref name="Maximum"/> times.</param>
/// <param name="TestsBefore">Asked before the first time already.</param>
public sealed record StandardLoopDefinition(CompiledValue? Condition, int? Maximum, bool TestsBefore);

/// <summary>Ends everything else in its scope.</summary>
public sealed record TerminateEvent : EventDefinition;
