using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Interpretation;

/// <summary>
/// Something that happened to one process instance from outside. A trigger names what it means by key; when that is no
/// longer there (the task was completed by someone else, the timer was cancelled) it changes nothing and
/// <see cref="Interpreter.Advance"/> says so.
/// </summary>
public abstract record Trigger;

/// <summary>
/// Starts the instance; must be its first trigger. <paramref name="StartElementId"/> names a start event, a receive task
/// that instantiates, or an event behind a gateway that does (see <see cref="Compilation.CompiledProcess.FindStart"/>); null takes the none start event.
/// </summary>
/// <param name="MessageName">Which of the messages of a parallel multiple start event has come; null: all of them have.</param>
public sealed record StartInstance(FeelContext Variables, string? StartElementId, string? MessageName = null) : Trigger;

/// <summary>A worker did the job.</summary>
public sealed record CompleteJob(long JobKey, long ElementInstanceKey, FeelContext Variables) : Trigger;

/// <summary>A job failed and has no retries left: raises an incident. Earlier failures are the engine's own affair.</summary>
public sealed record FailJob(long JobKey, long ElementInstanceKey, string Message) : Trigger;

/// <summary>A worker met a business error. Caught by a boundary error event here or in a calling instance, else an incident.</summary>
public sealed record ThrowJobError(long JobKey, long ElementInstanceKey, string ErrorCode, string? Message, FeelContext Variables) : Trigger;

/// <summary>Somebody completed the user task.</summary>
public sealed record CompleteUserTask(long UserTaskKey, long ElementInstanceKey, FeelContext Variables) : Trigger;

/// <summary>A timer is due.</summary>
public sealed record FireTimer(long TimerKey, long ElementInstanceKey) : Trigger;

/// <summary>A message was correlated to an open subscription.</summary>
public sealed record CorrelateMessage(long SubscriptionKey, long ElementInstanceKey, long MessageKey, FeelContext Variables) : Trigger;

/// <summary>A signal was broadcast that an open subscription waits for.</summary>
public sealed record CatchSignal(long SubscriptionKey, long ElementInstanceKey, FeelContext Variables) : Trigger;

/// <summary>A called instance threw an escalation that nothing in it catches; it may go on running.</summary>
public sealed record EscalateChild(long CallElementInstanceKey, long ChildInstanceKey, string EscalationCode) : Trigger;

/// <summary>Begins activities of an ad-hoc sub-process, each with variables of its own.</summary>
public sealed record ActivateAdHoc(long ElementInstanceKey, IReadOnlyList<AdHocActivation> Activities) : Trigger;

/// <summary>One activity of an ad-hoc sub-process to begin.</summary>
public sealed record AdHocActivation(string ElementId, FeelContext Variables);

/// <summary>A called instance completed with these variables of its root scope.</summary>
public sealed record FinishChild(long CallElementInstanceKey, long ChildInstanceKey, FeelContext Variables) : Trigger;

/// <summary>A called instance ended with an error it did not catch itself.</summary>
public sealed record FailChild(long CallElementInstanceKey, string ErrorCode, string? Message, FeelContext Variables) : Trigger;

/// <summary>
/// A called instance could not be started (no such process, no such version): raises a CALLED_ELEMENT_ERROR incident.
/// Resolving it asks for the child anew, with a new key.
/// </summary>
public sealed record RefuseChild(long CallElementInstanceKey, long ChildInstanceKey, string Message) : Trigger;

/// <summary>Somebody corrected what stood in the way: the step that failed is made again.</summary>
public sealed record ResolveIncident(long IncidentKey) : Trigger;

/// <summary>Ends the instance and everything in it, called instances included.</summary>
public sealed record CancelInstance : Trigger;

/// <summary>
/// Holds the instance where it is: from now on no trigger applies but <see cref="ResumeInstance"/> and <see cref="CancelInstance"/>. What
/// happens meanwhile (a timer that is due, a message) is the engine's to keep until then.
/// </summary>
public sealed record SuspendInstance : Trigger;

/// <summary>Lets a suspended instance go on.</summary>
public sealed record ResumeInstance : Trigger;

/// <summary>
/// Sets variables seen from a scope (an element instance key or the process instance key). Unless
/// <paramref name="Local"/>, each one goes to the nearest enclosing scope that has it, else to the root.
/// </summary>
public sealed record SetVariables(long ScopeKey, FeelContext Variables, bool Local) : Trigger;
