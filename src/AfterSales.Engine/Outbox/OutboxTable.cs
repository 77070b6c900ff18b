using AfterSales.Engine.Storage;

namespace AfterSales.Engine.Outbox;

/// <summary>The durable outbox: what one commit asks of other instances and of the world outside.</summary>
internal sealed class OutboxTable(StoreSession session)
{
    private readonly PreparedSql _insert = session.Prepare(
        """
        INSERT INTO engine_outbox (outbox_key, kind, payload, dedupe_key, state, due_at, created_at)
        VALUES (@key, @kind, @payload, @dedupe, @state, @due, @at) ON CONFLICT DO NOTHING
        """, "@key", "@kind", "@payload", "@dedupe", "@state", "@due", "@at");

    private readonly PreparedSql _byDedupe = session.Prepare("SELECT outbox_key FROM engine_outbox WHERE dedupe_key = @dedupe", "@dedupe");

    private readonly PreparedSql _find = session.Prepare(
        "SELECT outbox_key, kind, payload, dedupe_key, attempts, created_at FROM engine_outbox WHERE outbox_key = @key", "@key");

    private readonly PreparedSql _take = session.Prepare("DELETE FROM engine_outbox WHERE outbox_key = @key AND state = 'PENDING'", "@key");

    private readonly PreparedSql _removePending = session.Prepare(
        "DELETE FROM engine_outbox WHERE dedupe_key = @dedupe AND state = 'PENDING'", "@dedupe");

    private readonly PreparedSql _delivered = session.Prepare(
        """
        UPDATE engine_outbox SET state = @state, delivered_at = @at, attempts = attempts + 1, last_error = NULL
        WHERE outbox_key = @key AND state = 'PENDING'
        """, "@state", "@at", "@key");

    private readonly PreparedSql _retry = session.Prepare(
        "UPDATE engine_outbox SET state = @state, due_at = @due, attempts = attempts + 1, last_error = @reason WHERE outbox_key = @key",
        "@state", "@due", "@reason", "@key");

    private readonly PreparedSql _again = session.Prepare(
        "UPDATE engine_outbox SET state = @state, due_at = @due WHERE outbox_key = @key AND state <> 'DELIVERED'", "@state", "@due", "@key");

    private readonly PreparedSql _purge = session.Prepare(
        "DELETE FROM engine_outbox WHERE state = 'DELIVERED' AND delivered_at < @before", "@before");

    // On shared databases only; others have no such column.
    private readonly PreparedSql _claim = session.Prepare(
        """
        UPDATE engine_outbox SET claimed_by = @epoch WHERE outbox_key IN (
            SELECT outbox_key FROM engine_outbox
            WHERE state = 'PENDING' AND kind = @kind AND due_at <= @now AND (claimed_by IS NULL OR claimed_by = @epoch)
            ORDER BY due_at, outbox_key LIMIT @limit FOR UPDATE SKIP LOCKED)
        RETURNING outbox_key, kind, payload, dedupe_key, attempts, created_at
        """, "@epoch", "@kind", "@now", "@limit");

    private readonly PreparedSql _releaseClaims = session.Prepare(
        "UPDATE engine_outbox SET claimed_by = NULL WHERE claimed_by = @epoch AND state = 'PENDING'", "@epoch");

    /// <summary>The key under which the item is stored: an earlier one when the dedupe key is known already.</summary>
    public long Insert(long key, string kind, string payload, string? dedupeKey, DateTimeOffset dueAt, DateTimeOffset now)
    {
        if (_insert.Execute(key, kind, payload, dedupeKey, OutboxStates.Pending, dueAt.Ms(), now.Ms()) == 1)
            return key;
        return _byDedupe.First(row => row.GetInt64(0), dedupeKey);
    }

    public OutboxItem? Find(long key) => _find.First(Read, key);

    /// <summary>Removes an item that is applied in this very transaction; false when it was applied before.</summary>
    public bool Take(long key) => _take.Execute(key) == 1;

    /// <summary>Takes due items for a node, oldest first; other nodes pass them over until the node's lease ends.</summary>
    public IReadOnlyList<OutboxItem> Claim(long epoch, string kind, DateTimeOffset now, int limit) =>
        [.. _claim.Query(Read, epoch, kind, now.Ms(), (long)limit).OrderBy(item => item.Key)];

    public void ReleaseClaims(long epoch) => _releaseClaims.Send(epoch);

    public void RemovePending(string dedupeKey) => _removePending.Send(dedupeKey);

    public void Delivered(long key, DateTimeOffset at) => _delivered.Send(OutboxStates.Delivered, at.Ms(), key);

    public void Retry(long key, DateTimeOffset due, string reason) => _retry.Send(OutboxStates.Pending, due.Ms(), reason, key);

    public void GiveUp(long key, DateTimeOffset at, string reason) => _retry.Send(OutboxStates.Failed, at.Ms(), reason, key);

    public bool TryAgain(long key, DateTimeOffset at) => _again.Execute(OutboxStates.Pending, at.Ms(), key) == 1;

    public int Purge(DateTimeOffset deliveredBefore) => _purge.Execute(deliveredBefore.Ms());

    private static OutboxItem Read(System.Data.Common.DbDataReader row) =>
        new(row.GetInt64(0), row.GetString(1), row.GetString(2), row.TextOrNull(3), (int)row.GetInt64(4) + 1, row.Instant(5));
}
