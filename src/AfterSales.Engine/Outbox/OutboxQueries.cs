using System.Data.Common;
using AfterSales.Engine.Storage;
using Dapper;

namespace AfterSales.Engine.Outbox;

/// <summary>Looking for work in the outbox without disturbing the writer.</summary>
internal static class OutboxQueries
{
    /// <summary>Whether there is an item that this node may claim.</summary>
    public static bool IsDue(DbConnection db, string kind, DateTimeOffset now, long epoch) => db.ExecuteScalar<long?>(
        """
        SELECT outbox_key FROM engine_outbox
        WHERE state = 'PENDING' AND kind = @kind AND due_at <= @now AND (claimed_by IS NULL OR claimed_by = @epoch) LIMIT 1
        """,
        new { kind, now = now.Ms(), epoch }) is not null;

    // The state stands in the text, not in a parameter: only so does the planner use the partial index on pending items.
    public static IReadOnlyList<OutboxItem> Pending(DbConnection db, string kind, DateTimeOffset now, int limit) =>
        [.. db.Query<(long Key, string Kind, string Payload, string? Dedupe, long Attempts, long CreatedAt)>(
            """
            SELECT outbox_key, kind, payload, dedupe_key, attempts, created_at FROM engine_outbox
            WHERE state = 'PENDING' AND kind = @kind AND due_at <= @now ORDER BY due_at, outbox_key LIMIT @limit
            """,
            new { kind, now = now.Ms(), limit })
            .Select(row => new OutboxItem(row.Key, row.Kind, row.Payload, row.Dedupe, (int)row.Attempts + 1, DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAt)))];
}
