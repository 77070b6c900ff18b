namespace AfterSales.Engine.Outbox;

/// <summary>
/// Delivers outbox items of one kind, each at least once: after a crash between delivery and its note the item comes again
/// with the same key. Items are started in order of their keys, several at a time; an exception counts as a retry.
/// </summary>
public interface IOutboxHandler
{
    string Kind { get; }

    ValueTask<OutboxOutcome> DeliverAsync(OutboxItem item, CancellationToken ct);
}

/// <summary>What became of a delivery.</summary>
public abstract record OutboxOutcome
{
    private OutboxOutcome()
    {
    }

    /// <summary>It arrived; the item is done.</summary>
    public static OutboxOutcome Delivered { get; } = new DeliveredOutcome();

    /// <summary>Try again; <paramref name="after"/> null means the doubling back-off of the options.</summary>
    public static OutboxOutcome Retry(TimeSpan? after, string reason) => new RetryOutcome(after, reason);

    /// <summary>It will never arrive (an address that does not exist); the item is kept as failed.</summary>
    public static OutboxOutcome GiveUp(string reason) => new GiveUpOutcome(reason);

    internal sealed record DeliveredOutcome : OutboxOutcome;

    internal sealed record RetryOutcome(TimeSpan? After, string Reason) : OutboxOutcome;

    internal sealed record GiveUpOutcome(string Reason) : OutboxOutcome;
}
