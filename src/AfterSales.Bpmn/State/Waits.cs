using AfterSales.Bpmn.Interpretation;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.State;

/// <summary>A timer that an element instance waits for; <see cref="TargetElementId"/> is the event it leads to.</summary>
/// <param name="RepetitionsLeft">For a cycle, the firings after this one; null: no end.</param>
/// <param name="Interval">Set for a cycle only.</param>
public sealed record TimerWait(long Key, string TargetElementId, DateTimeOffset DueAt, int? RepetitionsLeft, TimeSpan? Interval, string Expression);

/// <summary>An open message subscription of an element instance; <see cref="TargetElementId"/> is the event it leads to.</summary>
public sealed record MessageWait(long Key, string TargetElementId, string MessageName, string CorrelationKey);

/// <summary>A signal that an element instance waits for; <see cref="TargetElementId"/> is the event it leads to.</summary>
public sealed record SignalWait(long Key, string TargetElementId, string SignalName);

/// <summary>What one of several things brought that an event waits for together; the others are still to come.</summary>
/// <param name="MessageName">For a start event that began the instance: the message that came first. Null for all others.</param>
public sealed record GatheredEvent(string TargetElementId, FeelContext Variables, string? MessageName = null);

/// <summary>A conditional event that an element instance waits for.</summary>
/// <param name="Part">Which of the definitions of the event, from 0.</param>
/// <param name="WasTrue">What the condition was when it was last looked at: an event happens when it becomes true.</param>
public sealed record ConditionWait(string TargetElementId, bool WasTrue, int Part = 0);

/// <summary>A complex gateway that went on with some of its tokens, and resets when the rest has come or cannot come any more.</summary>
/// <param name="FlowIds">The flows whose tokens it took in the first phase.</param>
public sealed record GatewayReset(string GatewayId, IReadOnlyList<string> FlowIds);

/// <summary>An activity of a sequential ad-hoc sub-process that waits for its turn, with the variables it begins with.</summary>
public sealed record QueuedActivity(string ElementId, FeelContext Variables);

/// <summary>A completed activity that can be undone.</summary>
/// <param name="Within">The activity itself, or the completed sub-process of the same scope that it was done in.</param>
public sealed record Compensable(string ElementId, string Within)
{
    /// <summary>For a sub-process that an event sub-process in it undoes: its variables when it completed. Null for all others.</summary>
    public FeelContext? Variables { get; init; }

    /// <summary>For such a sub-process: what was done in it and can be undone from there, in the order in which it completed.</summary>
    public IReadOnlyList<Compensable> Inner { get; init; } = [];
}

/// <summary>An unresolved incident on an element instance.</summary>
public sealed record OpenIncident(long Key, IncidentType Type, string Message, long? JobKey);

/// <summary>How far a multi-instance body has come. Items and outputs are in the order of the input collection.</summary>
public sealed class LoopProgress
{
    public required IReadOnlyList<FeelValue> Items { get; init; }

    /// <summary>One per item; FEEL's null until its instance completed. Null when nothing is collected.</summary>
    public FeelValue[]? Outputs { get; init; }

    /// <summary>How many instances were started so far; also the index of the next item.</summary>
    public int Started { get; internal set; }

    /// <summary>How many instances completed so far.</summary>
    public int Completed { get; internal set; }

    /// <summary>The completion condition just became true. Only within a step, never stored.</summary>
    internal bool IsSatisfied { get; set; }
}
