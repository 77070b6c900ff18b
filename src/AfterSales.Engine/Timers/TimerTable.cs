using AfterSales.Engine.Instances;
using AfterSales.Engine.Storage;

namespace AfterSales.Engine.Timers;

/// <summary>Waiting timers, of instances and of timer start events.</summary>
internal sealed class TimerTable(StoreSession session)
{
    private readonly PreparedSql _schedule = session.Prepare(
        """
        INSERT INTO engine_timers (timer_key, instance_key, definition_key, element_instance_key, element_id, due_at, next_try_at, repetitions_left, interval_ms)
        VALUES (@key, @instance, @definition, @elementInstance, @element, @due, @due, @left, @interval)
        ON CONFLICT (timer_key) DO UPDATE SET
            due_at = excluded.due_at, next_try_at = excluded.next_try_at, failures = 0, repetitions_left = excluded.repetitions_left
        """,
        "@key", "@instance", "@definition", "@elementInstance", "@element", "@due", "@left", "@interval");

    private readonly PreparedSql _remove = session.Prepare("DELETE FROM engine_timers WHERE timer_key = @key", "@key");

    private readonly PreparedSql _find = session.Prepare(
        $"""
        SELECT timer_key, instance_key, definition_key, element_instance_key, element_id, due_at, repetitions_left, interval_ms,
               {InstanceTable.VersionBeside("engine_timers")}
        FROM engine_timers WHERE timer_key = @key
        """, "@key");

    private readonly PreparedSql _postpone = session.Prepare(
        "UPDATE engine_timers SET failures = failures + 1, next_try_at = @at WHERE timer_key = @key", "@at", "@key");

    private readonly PreparedSql _removeStarts = session.Prepare(
        "DELETE FROM engine_timers WHERE instance_key IS NULL AND definition_key = @definition", "@definition");

    // On shared databases only; others have no such column.
    private readonly PreparedSql _claim = session.Prepare(
        """
        UPDATE engine_timers SET claimed_by = @epoch WHERE timer_key IN (
            SELECT timer_key FROM engine_timers WHERE next_try_at <= @now AND (claimed_by IS NULL OR claimed_by = @epoch)
            ORDER BY next_try_at LIMIT @limit FOR UPDATE SKIP LOCKED)
        RETURNING timer_key, next_try_at
        """, "@epoch", "@now", "@limit");

    private readonly PreparedSql _releaseClaims = session.Prepare("UPDATE engine_timers SET claimed_by = NULL WHERE claimed_by = @epoch", "@epoch");

    public void Schedule(StoredTimer timer) => _schedule.Send(
        timer.Key, timer.InstanceKey, timer.DefinitionKey, timer.ElementInstanceKey, timer.ElementId, timer.DueAt.Ms(), (long?)timer.RepetitionsLeft, (long?)timer.Interval?.TotalMilliseconds);

    public void Remove(long key) => _remove.Send(key);

    public StoredTimer? Find(long key) => _find.First(row =>
    {
        if (row.LongOrNull(1) is { } instance)
            session.Instances.Saw(instance, row.LongOrNull(8) ?? 0);
        return Read(row);
    }, key);

    /// <summary>A timer that could not be fired because of a bug or a broken store is tried again later, so that it never blocks the others.</summary>
    public void Postpone(long key, DateTimeOffset to) => _postpone.Send(to.Ms(), key);

    public void RemoveStarts(long definitionKey) => _removeStarts.Send(definitionKey);

    /// <summary>Takes due timers for a node, the most overdue first; other nodes pass them over until the node's lease ends.</summary>
    public List<long> Claim(long epoch, DateTimeOffset now, int limit) =>
        [.. _claim.Query(row => (Key: row.GetInt64(0), At: row.GetInt64(1)), epoch, now.Ms(), (long)limit).OrderBy(timer => timer.At).Select(timer => timer.Key)];

    public void ReleaseClaims(long epoch) => _releaseClaims.Send(epoch);

    private static StoredTimer Read(System.Data.Common.DbDataReader row) => new(
        row.GetInt64(0), row.LongOrNull(1), row.GetInt64(2), row.LongOrNull(3), row.GetString(4), row.Instant(5), (int?)row.LongOrNull(6),
        row.IsDBNull(7) ? null : TimeSpan.FromMilliseconds(row.GetInt64(7)));
}

/// <summary>A timer as stored. Without an instance it belongs to a timer start event.</summary>
internal sealed record StoredTimer(
    long Key, long? InstanceKey, long DefinitionKey, long? ElementInstanceKey, string ElementId, DateTimeOffset DueAt, int? RepetitionsLeft, TimeSpan? Interval);
