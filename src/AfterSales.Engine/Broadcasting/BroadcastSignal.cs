using AfterSales.Feel.Values;

namespace AfterSales.Engine.Broadcasting;

/// <summary>A signal for everything that waits for its name at this moment, and for signal start events. It is not kept for later.</summary>
public sealed record BroadcastSignal(string Name)
{
    public FeelContext? Variables { get; init; }
}

/// <summary>An instance that waits for a signal.</summary>
public sealed record SignalSubscriptionRow
{
    public long SignalSubscriptionKey { get; init; }
    public long ProcessInstanceKey { get; init; }
    public long ProcessDefinitionKey { get; init; }
    public string ProcessDefinitionId { get; init; } = "";
    public long ElementInstanceKey { get; init; }
    public string ElementId { get; init; } = "";
    public string SignalName { get; init; } = "";
    public DateTimeOffset CreationDate { get; init; }
}
