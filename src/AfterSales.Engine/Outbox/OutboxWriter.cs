namespace AfterSales.Engine.Outbox;

/// <summary>Puts items into the outbox inside a commit: they are sent if, and only if, the commit succeeds.</summary>
public abstract class OutboxWriter
{
    /// <summary>
    /// Enqueues an item for the <see cref="IOutboxHandler"/> of this kind. When an item with the same dedupe key exists
    /// (within the retention of the options), nothing happens and the existing key is returned.
    /// </summary>
    /// <param name="payload">Text that the handler understands, usually JSON. Keep it small; refer to rows for large things.</param>
    /// <param name="dueAt">Not before this instant; null means at once.</param>
    /// <returns>The item's key, stable over all attempts.</returns>
    public abstract long Enqueue(string kind, string payload, string? dedupeKey = null, DateTimeOffset? dueAt = null);
}
