using AfterSales.Bpmn.Interpretation;
using AfterSales.Engine.Storage;

namespace AfterSales.Engine.Messages;

/// <summary>Who waits for which message: instances, and message start events of the latest versions.</summary>
internal sealed class SubscriptionTable(StoreSession session)
{
    private const string Stored = "subscription_key, instance_key, process_id, element_instance_key, message_name, correlation_key, correlating, element_id";

    private readonly PreparedSql _insert = session.Prepare(
        """
        INSERT INTO engine_message_subscriptions
            (subscription_key, instance_key, definition_key, process_id, element_instance_key, element_id, message_name, correlation_key, created_at)
        VALUES (@key, @instance, @definition, @process, @elementInstance, @element, @name, @correlation, @at)
        """, "@key", "@instance", "@definition", "@process", "@elementInstance", "@element", "@name", "@correlation", "@at");

    private readonly PreparedSql _remove = session.Prepare("DELETE FROM engine_message_subscriptions WHERE subscription_key = @key", "@key");

    private readonly PreparedSql _find = session.Prepare(
        $"SELECT {Stored} FROM engine_message_subscriptions WHERE subscription_key = @key", "@key");

    private readonly PreparedSql _matching = session.Prepare(
        $"""
        SELECT {Stored} FROM engine_message_subscriptions
        WHERE message_name = @name AND correlation_key = @correlation AND correlating IS NULL ORDER BY subscription_key
        """, "@name", "@correlation");

    private readonly PreparedSql _correlating = session.Prepare(
        "UPDATE engine_message_subscriptions SET correlating = @message WHERE subscription_key = @key", "@message", "@key");

    private readonly PreparedSql _insertStart = session.Prepare(
        """
        INSERT INTO engine_message_starts (definition_key, process_id, element_id, message_name) VALUES (@definition, @process, @element, @name)
        ON CONFLICT DO NOTHING
        """, "@definition", "@process", "@element", "@name");

    private readonly PreparedSql _removeStarts = session.Prepare("DELETE FROM engine_message_starts WHERE definition_key = @definition", "@definition");

    private readonly PreparedSql _starts = session.Prepare(
        "SELECT definition_key, process_id, element_id FROM engine_message_starts WHERE message_name = @name ORDER BY definition_key", "@name");

    private readonly PreparedSql _startsOf = session.Prepare(
        "SELECT definition_key, process_id, element_id, message_name FROM engine_message_starts WHERE process_id = @process ORDER BY message_name, element_id", "@process");

    public void Insert(MessageSubscriptionOpened opened, long instanceKey, long definitionKey, string processId, DateTimeOffset at) => _insert.Send(
        opened.SubscriptionKey, instanceKey, definitionKey, processId, opened.ElementInstanceKey, opened.TargetElementId, opened.MessageName, opened.CorrelationKey, at.Ms());

    public void Remove(long key) => _remove.Send(key);

    public StoredSubscription? Find(long key) => _find.First(Read, key);

    /// <summary>Subscriptions that are free to receive, oldest first.</summary>
    public List<StoredSubscription> Matching(string name, string correlationKey) => _matching.Query(Read, name, correlationKey);

    public void SetCorrelating(long key, long? messageKey) => _correlating.Send(messageKey, key);

    public void InsertStart(long definitionKey, string processId, string elementId, string messageName) =>
        _insertStart.Send(definitionKey, processId, elementId, messageName);

    public void RemoveStarts(long definitionKey) => _removeStarts.Send(definitionKey);

    public List<MessageStart> Starts(string messageName) =>
        _starts.Query(row => new MessageStart(row.GetInt64(0), row.GetString(1), row.GetString(2)), messageName);

    public List<(MessageStart Start, string MessageName)> StartsOf(string processId) =>
        _startsOf.Query(row => (new MessageStart(row.GetInt64(0), row.GetString(1), row.GetString(2)), row.GetString(3)), processId);

    private static StoredSubscription Read(System.Data.Common.DbDataReader row) => new(
        row.GetInt64(0), row.GetInt64(1), row.GetString(2), row.GetInt64(3), row.GetString(4), row.GetString(5), row.LongOrNull(6), row.GetString(7));
}

internal sealed record StoredSubscription(
    long Key, long InstanceKey, string ProcessId, long ElementInstanceKey, string MessageName, string CorrelationKey, long? Correlating, string ElementId);

internal sealed record MessageStart(long DefinitionKey, string ProcessId, string ElementId);
