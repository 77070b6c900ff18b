using AfterSales.Engine.Storage;

namespace AfterSales.Engine.Batches;

/// <summary>Batch operations and their items.</summary>
internal sealed class BatchTable(StoreSession session)
{
    private const string Columns = "batch_key, type, state, request_json, reason, actor, last_key";

    private readonly PreparedSql _insert = session.Prepare(
        """
        INSERT INTO engine_batch_operations (batch_key, type, state, request_json, reason, actor, created_at, last_key)
        VALUES (@key, @type, @state, @request, @reason, @actor, @at, 0)
        """, "@key", "@type", "@state", "@request", "@reason", "@actor", "@at");

    private readonly PreparedSql _find = session.Prepare($"SELECT {Columns} FROM engine_batch_operations WHERE batch_key = @key", "@key");

    private readonly PreparedSql _addItem = session.Prepare(
        "INSERT INTO engine_batch_items (batch_key, item_key, instance_key, state) VALUES (@key, @item, @instance, @state) ON CONFLICT DO NOTHING",
        "@key", "@item", "@instance", "@state");

    private readonly PreparedSql _collected = session.Prepare(
        "UPDATE engine_batch_operations SET last_key = @last, state = @state, total = total + @count WHERE batch_key = @key", "@last", "@state", "@count", "@key");

    private readonly PreparedSql _item = session.Prepare(
        "SELECT instance_key FROM engine_batch_items WHERE batch_key = @key AND item_key = @item AND processed_at IS NULL", "@key", "@item");

    private readonly PreparedSql _endItem = session.Prepare(
        "UPDATE engine_batch_items SET state = @state, processed_at = @at, error = @error WHERE batch_key = @key AND item_key = @item",
        "@state", "@at", "@error", "@key", "@item");

    private readonly PreparedSql _count = session.Prepare(
        "UPDATE engine_batch_operations SET completed = completed + @completed, failed = failed + @failed WHERE batch_key = @key", "@completed", "@failed", "@key");

    private readonly PreparedSql _anyItem = session.Prepare(
        "SELECT item_key FROM engine_batch_items WHERE batch_key = @key AND processed_at IS NULL LIMIT 1", "@key");

    private readonly PreparedSql _state = session.Prepare(
        "UPDATE engine_batch_operations SET state = @state, ended_at = @ended WHERE batch_key = @key", "@state", "@ended", "@key");

    private readonly PreparedSql _cancelItems = session.Prepare(
        "UPDATE engine_batch_items SET state = @state, processed_at = @at WHERE batch_key = @key AND processed_at IS NULL", "@state", "@at", "@key");

    public void Insert(long key, string type, string request, string? reason, string? actor, DateTimeOffset at) =>
        _insert.Send(key, type, BatchStates.Created, request, reason, actor, at.Ms());

    public StoredBatch? Find(long key) => _find.First(Read, key);

    public void AddItem(long key, long item, long instance) => _addItem.Send(key, item, instance, BatchStates.Active);

    /// <param name="last">How far the instances have been collected; null: all are.</param>
    public void Collected(long key, long? last, int count) => _collected.Send(last, last is null ? BatchStates.Active : BatchStates.Created, (long)count, key);

    /// <summary>The instance of an item that is still to be done; 0 when it is done.</summary>
    public long OpenItem(long key, long item) => _item.First(row => row.GetInt64(0), key, item);

    public void EndItem(long key, long item, string? error, DateTimeOffset at)
    {
        _endItem.Send(error is null ? BatchStates.Completed : BatchStates.Failed, at.Ms(), error, key, item);
        _count.Send(error is null ? 1L : 0L, error is null ? 0L : 1L, key);
    }

    public bool HasOpenItems(long key) => _anyItem.First(row => row.GetInt64(0), key) != 0;

    public void SetState(long key, string state, DateTimeOffset? endedAt) => _state.Send(state, endedAt.Ms(), key);

    public void CancelItems(long key, DateTimeOffset at) => _cancelItems.Send(BatchStates.Canceled, at.Ms(), key);

    public static StoredBatch Read(System.Data.Common.DbDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.TextOrNull(4), row.TextOrNull(5), row.LongOrNull(6));
}

/// <summary>A batch operation as stored.</summary>
internal sealed record StoredBatch(long Key, string Type, string State, string RequestJson, string? Reason, string? Actor, long? LastKey);
