using AfterSales.Engine.Storage;

namespace AfterSales.Engine.Messages;

/// <summary>Messages that wait for a receiver, and who has received them.</summary>
internal sealed class MessageTable(StoreSession session)
{
    private readonly PreparedSql _insert = session.Prepare(
        """
        INSERT INTO engine_messages (message_key, name, correlation_key, message_id, variables_json, published_at, expires_at)
        VALUES (@key, @name, @correlation, @id, @variables, @published, @expires)
        """, "@key", "@name", "@correlation", "@id", "@variables", "@published", "@expires");

    private readonly PreparedSql _sameId = session.Prepare(
        """
        SELECT message_key FROM engine_messages
        WHERE name = @name AND correlation_key = @correlation AND message_id = @id AND expires_at > @now
        """, "@name", "@correlation", "@id", "@now");

    private readonly PreparedSql _find = session.Prepare(
        "SELECT message_key, name, correlation_key, variables_json, expires_at FROM engine_messages WHERE message_key = @key", "@key");

    private readonly PreparedSql _buffered = session.Prepare(
        """
        SELECT m.message_key, m.name, m.correlation_key, m.variables_json, m.expires_at FROM engine_messages m
        WHERE m.name = @name AND m.correlation_key = @correlation AND m.expires_at > @now
          AND NOT EXISTS (SELECT 1 FROM engine_message_correlations c WHERE c.message_key = m.message_key AND c.process_id = @process)
        ORDER BY m.message_key LIMIT 1
        """, "@name", "@correlation", "@now", "@process");

    private readonly PreparedSql _correlate = session.Prepare(
        "INSERT INTO engine_message_correlations (message_key, process_id, instance_key) VALUES (@message, @process, @instance) ON CONFLICT DO NOTHING",
        "@message", "@process", "@instance");

    private readonly PreparedSql _forget = session.Prepare(
        "DELETE FROM engine_message_correlations WHERE message_key = @message AND process_id = @process", "@message", "@process");

    private readonly PreparedSql _expiredCorrelations = session.Prepare(
        "DELETE FROM engine_message_correlations WHERE message_key IN (SELECT message_key FROM engine_messages WHERE expires_at <= @now)", "@now");

    private readonly PreparedSql _expired = session.Prepare("DELETE FROM engine_messages WHERE expires_at <= @now", "@now");

    public void Insert(StoredMessage message, string? messageId, DateTimeOffset publishedAt) => _insert.Send(
        message.Key, message.Name, message.CorrelationKey, messageId, message.VariablesJson, publishedAt.Ms(), message.ExpiresAt.Ms());

    public bool IsAlive(string name, string correlationKey, string messageId, DateTimeOffset now) =>
        _sameId.First(row => row.GetInt64(0), name, correlationKey, messageId, now.Ms()) != 0;

    public StoredMessage? Find(long key) => _find.First(Read, key);

    /// <summary>The oldest living message that this process has not received yet.</summary>
    public StoredMessage? Buffered(string name, string correlationKey, string processId, DateTimeOffset now) =>
        _buffered.First(Read, name, correlationKey, now.Ms(), processId);

    /// <summary>False when a process of this id has received the message already.</summary>
    public bool Correlate(long messageKey, string processId, long instanceKey) => _correlate.Execute(messageKey, processId, instanceKey) == 1;

    public void ForgetCorrelation(long messageKey, string processId) => _forget.Send(messageKey, processId);

    public int RemoveExpired(DateTimeOffset now)
    {
        _expiredCorrelations.Send(now.Ms());
        return _expired.Execute(now.Ms());
    }

    private static StoredMessage Read(System.Data.Common.DbDataReader row) =>
        new(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.Instant(4));
}

/// <summary>A message as stored.</summary>
internal sealed record StoredMessage(long Key, string Name, string CorrelationKey, string VariablesJson, DateTimeOffset ExpiresAt);
