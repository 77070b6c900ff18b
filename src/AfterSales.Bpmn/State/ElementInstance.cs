using AfterSales.Bpmn.Model;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.State;

/// <summary>
/// One element that a token has entered and not left: a node of the tree of scopes. Only the interpreter changes it.
/// </summary>
public sealed class ElementInstance
{
    internal ElementInstance(long key, long scopeKey, string elementId, ElementType type)
    {
        Key = key;
        ScopeKey = scopeKey;
        ElementId = elementId;
        Type = type;
    }

    public long Key { get; }

    /// <summary>The element instance this one lives in; 0 for the process itself.</summary>
    public long ScopeKey { get; }

    /// <summary>Changes only when the instance goes over to another version of its process.</summary>
    public string ElementId { get; internal set; }

    /// <summary>Tells a multi-instance body from its inner instances, which share its id.</summary>
    public ElementType Type { get; }

    public ElementState State { get; internal set; }

    /// <summary>The variables of this scope alone.</summary>
    public IReadOnlyDictionary<string, FeelValue> Variables => Locals;

    /// <summary>The job that is to be done, or null.</summary>
    public long? JobKey { get; internal set; }

    /// <summary>The user task that is to be done, or null.</summary>
    public long? UserTaskKey { get; internal set; }

    /// <summary>The called instance, or null.</summary>
    public long? ChildInstanceKey { get; internal set; }

    public IReadOnlyList<TimerWait> Timers => OpenTimers;

    public IReadOnlyList<MessageWait> Messages => OpenMessages;

    public IReadOnlyList<SignalWait> Signals => OpenSignals;

    /// <summary>Events that have happened in part, of those that wait for several things together.</summary>
    public IReadOnlyList<GatheredEvent> Gathered => HappenedInPart;

    /// <summary>Conditional events this element waits for.</summary>
    public IReadOnlyList<ConditionWait> Conditions => OpenConditions;

    /// <summary>For a scope: completed activities that can still be undone, in the order in which they completed.</summary>
    public IReadOnlyList<Compensable> Compensables => Done;

    public OpenIncident? Incident { get; internal set; }

    /// <summary>1-based number of this instance inside a multi-instance body; 0 outside of one.</summary>
    public int LoopCounter { get; internal set; }

    /// <summary>Set on a multi-instance body once its input collection is known.</summary>
    public LoopProgress? Loop { get; internal set; }

    /// <summary>For an ad-hoc sub-process: its completion condition was true once; it ends with what is still active.</summary>
    public bool IsConditionMet { get; internal set; }

    /// <summary>For a sequential ad-hoc sub-process: the activities still to be begun, in this order.</summary>
    public IReadOnlyList<QueuedActivity> Queue => Queued;

    /// <summary>Tokens waiting at joins of this scope, per sequence flow they came by.</summary>
    public IReadOnlyDictionary<string, int> Arrivals => Waiting;

    /// <summary>Complex gateways of this scope that wait for their reset.</summary>
    public IReadOnlyList<GatewayReset> Resets => AwaitedResets;

    /// <summary>For a complex gateway: a token is here because it resets; otherwise because its condition became true.</summary>
    public bool IsResetting { get; internal set; }

    /// <summary>For a scope: no token is in it, and no gateway of it will make one.</summary>
    public bool IsEmpty => Children == 0 && Waiting.Count == 0 && AwaitedResets.Count == 0;

    /// <summary>How many element instances live directly in this one.</summary>
    public int Children { get; internal set; }

    internal Dictionary<string, FeelValue> Locals { get; } = new(StringComparer.Ordinal);

    internal List<TimerWait> OpenTimers { get; } = [];

    internal List<MessageWait> OpenMessages { get; } = [];

    internal List<SignalWait> OpenSignals { get; } = [];

    internal List<GatheredEvent> HappenedInPart { get; } = [];

    internal List<ConditionWait> OpenConditions { get; } = [];

    internal List<GatewayReset> AwaitedResets { get; } = [];

    internal List<QueuedActivity> Queued { get; } = [];

    internal List<Compensable> Done { get; } = [];

    internal SortedDictionary<string, int> Waiting { get; } = new(StringComparer.Ordinal);
}
