using AfterSales.Engine.Outbox;

namespace AfterSales.Engine.Commits;

/// <summary>The outbox of one commit.</summary>
internal sealed class CommitOutbox(Execution execution) : OutboxWriter
{
    public override long Enqueue(string kind, string payload, string? dedupeKey = null, DateTimeOffset? dueAt = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(kind);
        ArgumentNullException.ThrowIfNull(payload);
        execution.AfterCommit.Add(() => execution.Core.Signals.Outbox(kind).Set());
        return execution.Session.Outbox.Insert(execution.Core.Keys.Next(), kind, payload, dedupeKey, dueAt ?? execution.Now, execution.Now);
    }
}
