namespace AfterSales.Engine.Messages;

/// <summary>An instance that waits for a message.</summary>
public sealed record MessageSubscriptionRow
{
    public long MessageSubscriptionKey { get; init; }
    public long ProcessInstanceKey { get; init; }
    public long ProcessDefinitionKey { get; init; }
    public string ProcessDefinitionId { get; init; } = "";
    public long ElementInstanceKey { get; init; }
    public string ElementId { get; init; } = "";
    public string MessageName { get; init; } = "";
    public string CorrelationKey { get; init; } = "";
    public DateTimeOffset CreationDate { get; init; }
}

/// <summary>A message that waits for someone to receive it until it expires.</summary>
public sealed record MessageRow
{
    public long MessageKey { get; init; }
    public string Name { get; init; } = "";
    public string CorrelationKey { get; init; } = "";
    public string? MessageId { get; init; }
    public DateTimeOffset PublishedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
}
