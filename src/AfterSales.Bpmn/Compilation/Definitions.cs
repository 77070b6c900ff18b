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

/// <summary>Ends everything else in its scope.</summary>
public sealed record TerminateEvent : EventDefinition;
