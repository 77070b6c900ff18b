using AfterSales.Bpmn.Model;
using AfterSales.Feel.Dmn;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Interpretation;

/// <summary>
/// Something that happened inside an instance, or that the instance asks of the world outside. Effects come in the order
/// in which they happened; the state passed to <see cref="Interpreter.Advance"/> already contains all of them.
/// </summary>
public abstract record Effect;

/// <summary>How something that an instance waited for came to its end.</summary>
public enum WaitEnd
{
    /// <summary>What was waited for happened.</summary>
    Completed,

    /// <summary>The instance no longer waits for it.</summary>
    Canceled,

    /// <summary>It ended with a business error.</summary>
    ErrorThrown,
}

/// <summary>How an instance ended.</summary>
public enum InstanceOutcome
{
    Completed,

    /// <summary>Cancelled from outside. (A terminate end event completes.)</summary>
    Terminated,

    /// <summary>With an error that the calling instance catches.</summary>
    Errored,
}

/// <summary>The instance began.</summary>
public sealed record InstanceStarted : Effect;

/// <summary>The instance ended; <paramref name="Variables"/> are those of its root scope.</summary>
public sealed record InstanceFinished(InstanceOutcome Outcome, FeelContext Variables, string? ErrorCode, string? ErrorMessage) : Effect;

/// <summary>The instance was suspended: nothing in it goes on until it is resumed.</summary>
public sealed record InstanceSuspended : Effect;

/// <summary>A suspended instance goes on.</summary>
public sealed record InstanceResumed : Effect;

/// <summary>A token entered an element. Its input mappings and waits follow; a failing one leaves an incident on it.</summary>
public sealed record ElementActivated(long ElementInstanceKey, long ScopeKey, string ElementId, ElementType Type) : Effect;

/// <summary>An element did what it is there for.</summary>
public sealed record ElementCompleted(long ElementInstanceKey, string ElementId, ElementType Type) : Effect;

/// <summary>An element was ended before it was done.</summary>
public sealed record ElementTerminated(long ElementInstanceKey, string ElementId, ElementType Type) : Effect;

/// <summary>A token went along a sequence flow.</summary>
public sealed record SequenceFlowTaken(string FlowId) : Effect;

/// <summary>A variable was created or changed. <paramref name="ScopeKey"/> is an element instance key, or the process instance key for the root.</summary>
public sealed record VariableSet(long ScopeKey, string Name, FeelValue Value) : Effect;

/// <summary>Work for a worker. <paramref name="Variables"/> are all those visible from the element.</summary>
public sealed record JobCreated(
    long JobKey,
    long ElementInstanceKey,
    string ElementId,
    string JobType,
    int Retries,
    IReadOnlyDictionary<string, string> Headers,
    FeelContext Variables) : Effect;

/// <summary>A job is no longer to be done.</summary>
public sealed record JobClosed(long JobKey, WaitEnd End) : Effect;

/// <summary>
/// Work for a person. <paramref name="Priority"/> is 0 to 100, 50 when nothing is said. <paramref name="DueDateNotes"/> are
/// what functions left while the due date was computed (a working-time calculation).
/// </summary>
public sealed record UserTaskCreated(
    long UserTaskKey,
    long ElementInstanceKey,
    string ElementId,
    string? Assignee,
    IReadOnlyList<string> CandidateGroups,
    IReadOnlyList<string> CandidateUsers,
    DateTimeOffset? DueDate,
    DateTimeOffset? FollowUpDate,
    int Priority,
    string? FormId,
    BindingType FormBinding,
    string? ExternalFormReference,
    IReadOnlyList<object> DueDateNotes,
    string? DueDateExpression,
    FeelContext Variables) : Effect
{
    /// <summary>The version tag of the form when <see cref="FormBinding"/> is <see cref="BindingType.VersionTag"/>.</summary>
    public string? FormVersionTag { get; init; }

    /// <summary>The task headers of the model.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}

/// <summary>A user task is no longer to be done.</summary>
public sealed record UserTaskClosed(long UserTaskKey, WaitEnd End) : Effect;

/// <summary>
/// A timer to be fired at <paramref name="DueAt"/>. For a cycle <paramref name="Interval"/> is set and
/// <paramref name="RepetitionsLeft"/> counts the firings still to come after this one (null: no end). The next firing of a
/// cycle is scheduled by the interpreter as a new timer when this one fires.
/// </summary>
public sealed record TimerScheduled(
    long TimerKey,
    long ElementInstanceKey,
    string TargetElementId,
    DateTimeOffset DueAt,
    int? RepetitionsLeft,
    TimeSpan? Interval,
    IReadOnlyList<object> Notes,
    string Expression) : Effect;

/// <summary>A timer fired or is no longer wanted.</summary>
public sealed record TimerClosed(long TimerKey, WaitEnd End) : Effect;

/// <summary>
/// The instance waits for a message. The subscription of a non-interrupting boundary event stays open after a correlation.
/// </summary>
public sealed record MessageSubscriptionOpened(
    long SubscriptionKey,
    long ElementInstanceKey,
    string TargetElementId,
    string MessageName,
    string CorrelationKey) : Effect;

/// <summary>The instance no longer waits for the message.</summary>
public sealed record MessageSubscriptionClosed(long SubscriptionKey, WaitEnd End) : Effect;

/// <summary>The instance waits for a signal. The subscription of a non-interrupting event stays open after it was heard.</summary>
public sealed record SignalSubscriptionOpened(long SubscriptionKey, long ElementInstanceKey, string TargetElementId, string SignalName) : Effect;

/// <summary>The instance no longer waits for the signal.</summary>
public sealed record SignalSubscriptionClosed(long SubscriptionKey, WaitEnd End) : Effect;

/// <summary>A signal for everything that waits for its name at this moment, this instance included.</summary>
public sealed record SignalThrown(long ElementInstanceKey, string ElementId, string SignalName, FeelContext Variables) : Effect;

/// <summary>A message to be published as if from outside; <paramref name="CorrelationKey"/> is empty when only start events are meant.</summary>
public sealed record MessageSent(
    long ElementInstanceKey,
    string ElementId,
    string MessageName,
    string CorrelationKey,
    string? MessageId,
    TimeSpan TimeToLive,
    FeelContext Variables) : Effect;

/// <summary>An escalation that nothing in this instance catches goes on to the calling instance. Answered by <see cref="EscalateChild"/> there.</summary>
public sealed record EscalationPassed(long ElementInstanceKey, string EscalationCode) : Effect;

/// <summary>
/// An instance of another process is to be started under the key <paramref name="ChildInstanceKey"/>.
/// <paramref name="Catchable"/> goes into <see cref="State.NewInstance.Catchable"/> of the child. Answered by
/// <see cref="FinishChild"/>, <see cref="FailChild"/> or <see cref="RefuseChild"/>.
/// </summary>
public sealed record ChildRequested(
    long ChildInstanceKey,
    long CallElementInstanceKey,
    string ElementId,
    string ProcessId,
    BindingType Binding,
    string? VersionTag,
    FeelContext Variables,
    CatchableErrors Catchable) : Effect;

/// <summary>A called instance is to be cancelled; no answer is expected.</summary>
public sealed record ChildCancelRequested(long ChildInstanceKey) : Effect;

/// <summary>A decision was evaluated inside this step.</summary>
public sealed record DecisionEvaluated(long ElementInstanceKey, string ElementId, string DecisionId, DmnResult Result) : Effect;

/// <summary>An expression was evaluated, and something about it deserves a look.</summary>
public sealed record ExpressionWarned(string ElementId, string Expression, string Message) : Effect;

/// <summary>
/// A step could not be made; the element waits for <see cref="ResolveIncident"/>. <paramref name="JobKey"/> is set when a
/// job is the cause.
/// </summary>
public sealed record IncidentRaised(
    long IncidentKey,
    long ElementInstanceKey,
    string ElementId,
    IncidentType Type,
    string Message,
    long? JobKey) : Effect;

/// <summary>
/// An incident is no more: resolved, or its element ended. When <paramref name="RetryJobKey"/> is set that job may be
/// handed out again (the engine gives it retries).
/// </summary>
public sealed record IncidentResolved(long IncidentKey, long? RetryJobKey = null) : Effect;
