namespace AfterSales.Engine.Messages;

/// <summary>A message that an instance received, or that began one.</summary>
public sealed record CorrelatedMessageRow
{
    public long CorrelationRow { get; init; }

    /// <summary>Of the subscription; of this row for a message that began the instance.</summary>
    public long SubscriptionKey { get; init; }
    public long MessageKey { get; init; }
    public string MessageName { get; init; } = "";
    public string CorrelationKey { get; init; } = "";
    public long ProcessInstanceKey { get; init; }
    public long RootProcessInstanceKey { get; init; }
    public long ProcessDefinitionKey { get; init; }
    public string ProcessDefinitionId { get; init; } = "";
    public string ElementId { get; init; } = "";

    /// <summary>Null for a message that began the instance.</summary>
    public long? ElementInstanceKey { get; init; }
    public DateTimeOffset CorrelationTime { get; init; }
}
