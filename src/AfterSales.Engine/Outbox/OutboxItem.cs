namespace AfterSales.Engine.Outbox;

/// <summary>Spellings of an outbox item's state.</summary>
public static class OutboxStates
{
    public const string Pending = "PENDING";
    public const string Delivered = "DELIVERED";

    /// <summary>Given up; a person may have it tried again.</summary>
    public const string Failed = "FAILED";
}

/// <summary>
/// Something that has to leave the database: a mail, a call to another system. The key stays the same over all attempts and
/// restarts: use it as message id, so that a receiver can tell a repetition.
/// </summary>
public sealed record OutboxItem(long Key, string Kind, string Payload, string? DedupeKey, int Attempt, DateTimeOffset CreatedAt);

/// <summary>An outbox item as stored.</summary>
public sealed record OutboxRow
{
    public long OutboxKey { get; init; }
    public string Kind { get; init; } = "";
    public string Payload { get; init; } = "";
    public string? DedupeKey { get; init; }
    public string State { get; init; } = OutboxStates.Pending;
    public DateTimeOffset DueAt { get; init; }
    public int Attempts { get; init; }
    public string? LastError { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? DeliveredAt { get; init; }
}
