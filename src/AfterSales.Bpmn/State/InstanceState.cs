using System.Buffers;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Interpretation.Migration;
using AfterSales.Bpmn.State.Format;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.State;

/// <summary>What the engine knows about an instance before it starts.</summary>
public sealed record NewInstance
{
    public required long ProcessInstanceKey { get; init; }

    public required long ProcessDefinitionKey { get; init; }

    /// <summary>The calling instance; null for one that nobody called.</summary>
    public long? ParentProcessInstanceKey { get; init; }

    /// <summary>The element instance of the call activity in the calling instance.</summary>
    public long? ParentElementInstanceKey { get; init; }

    /// <summary>The topmost calling instance; 0 means this one.</summary>
    public long RootProcessInstanceKey { get; init; }

    public string? BusinessKey { get; init; }

    /// <summary>From <see cref="ChildRequested.Catchable"/> of the calling instance.</summary>
    public CatchableErrors Catchable { get; init; } = CatchableErrors.None;
}

/// <summary>
/// Everything a process instance is between two steps: its tree of element instances with their variables and waits.
/// Small, versioned and readable as JSON. Not safe for use from several threads at once.
/// </summary>
public sealed class InstanceState
{
    internal InstanceState(NewInstance instance, InstanceStatus status)
    {
        ProcessInstanceKey = instance.ProcessInstanceKey;
        ProcessDefinitionKey = instance.ProcessDefinitionKey;
        ParentProcessInstanceKey = instance.ParentProcessInstanceKey;
        ParentElementInstanceKey = instance.ParentElementInstanceKey;
        RootProcessInstanceKey = instance.RootProcessInstanceKey == 0 ? instance.ProcessInstanceKey : instance.RootProcessInstanceKey;
        BusinessKey = instance.BusinessKey;
        Catchable = instance.Catchable;
        Status = status;
    }

    /// <summary>Also the key of the root scope.</summary>
    public long ProcessInstanceKey { get; }

    /// <summary>The version the instance follows; changes only by <see cref="MigrateInstance"/>.</summary>
    public long ProcessDefinitionKey { get; internal set; }

    public long? ParentProcessInstanceKey { get; }

    public long? ParentElementInstanceKey { get; }

    public long RootProcessInstanceKey { get; }

    public string? BusinessKey { get; }

    public InstanceStatus Status { get; internal set; }

    /// <summary>Nothing in it goes on until it is resumed; it can still be cancelled.</summary>
    public bool IsSuspended { get; internal set; }

    /// <summary>The errors that calling instances catch.</summary>
    public CatchableErrors Catchable { get; }

    /// <summary>Every element instance that a token is in, scopes and the process itself included, in the order of their keys.</summary>
    public IEnumerable<ElementInstance> ActiveElements => Elements.Values;

    /// <summary>The unresolved incidents, in the order of their elements.</summary>
    public IEnumerable<ElementInstance> Incidents => Elements.Values.Where(element => element.Incident is not null);

    internal SortedDictionary<long, ElementInstance> Elements { get; } = [];

    /// <summary>A new instance, waiting for <see cref="StartInstance"/>.</summary>
    public static InstanceState Create(NewInstance instance) => new(instance, InstanceStatus.Created);

    /// <summary>Reads what <see cref="Serialize()"/> wrote, in this or an earlier version of the format.</summary>
    /// <exception cref="System.Text.Json.JsonException">Not a state, or of a later version.</exception>
    public static InstanceState Deserialize(ReadOnlySpan<byte> json) => StateFormat.Read(json);

    /// <summary>Writes the state as UTF-8 JSON.</summary>
    public void Serialize(IBufferWriter<byte> output) => StateFormat.Write(this, output);

    /// <summary>The state as UTF-8 JSON.</summary>
    public byte[] Serialize()
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        Serialize(buffer);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The element instance with this key, or null when it ended or never was.</summary>
    public ElementInstance? Find(long elementInstanceKey) => Elements.GetValueOrDefault(elementInstanceKey);

    /// <summary>The variable as seen from a scope: its own, else that of the nearest enclosing scope; null when there is none.</summary>
    public FeelValue? FindVariable(long scopeKey, string name)
    {
        for (var scope = Find(scopeKey); scope is not null; scope = Find(scope.ScopeKey))
            if (scope.Locals.TryGetValue(name, out var value))
                return value;
        return null;
    }
}
