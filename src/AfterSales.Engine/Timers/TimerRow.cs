namespace AfterSales.Engine.Timers;

/// <summary>A waiting timer. Timers that fired or were cancelled leave no row; their element instance keeps the history.</summary>
public sealed record TimerRow
{
    public long TimerKey { get; init; }

    /// <summary>Null for a timer start event.</summary>
    public long? ProcessInstanceKey { get; init; }
    public long ProcessDefinitionKey { get; init; }
    public string ProcessDefinitionId { get; init; } = "";
    public long? ElementInstanceKey { get; init; }

    /// <summary>The timer event: a boundary, intermediate or start event.</summary>
    public string ElementId { get; init; } = "";
    public DateTimeOffset DueDate { get; init; }
    public int? RepetitionsLeft { get; init; }
}
