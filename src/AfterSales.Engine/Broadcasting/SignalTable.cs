using System.Data.Common;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Engine.Storage;

namespace AfterSales.Engine.Broadcasting;

/// <summary>Who waits for which signal: instances, and signal start events of the latest versions.</summary>
internal sealed class SignalTable(StoreSession session)
{
    private readonly PreparedSql _insert = session.Prepare(
        """
        INSERT INTO engine_signal_subscriptions
            (subscription_key, instance_key, definition_key, process_id, element_instance_key, element_id, signal_name, created_at)
        VALUES (@key, @instance, @definition, @process, @elementInstance, @element, @name, @at)
        """, "@key", "@instance", "@definition", "@process", "@elementInstance", "@element", "@name", "@at");

    private readonly PreparedSql _remove = session.Prepare("DELETE FROM engine_signal_subscriptions WHERE subscription_key = @key", "@key");

    private readonly PreparedSql _find = session.Prepare(
        "SELECT subscription_key, instance_key, element_instance_key FROM engine_signal_subscriptions WHERE subscription_key = @key", "@key");

    private readonly PreparedSql _last = session.Prepare("SELECT MAX(subscription_key) FROM engine_signal_subscriptions WHERE signal_name = @name", "@name");

    private readonly PreparedSql _matching = session.Prepare(
        """
        SELECT subscription_key, instance_key, element_instance_key FROM engine_signal_subscriptions
        WHERE signal_name = @name AND subscription_key > @after AND subscription_key <= @last ORDER BY subscription_key LIMIT @limit
        """, "@name", "@after", "@last", "@limit");

    private readonly PreparedSql _insertStart = session.Prepare(
        """
        INSERT INTO engine_signal_starts (definition_key, process_id, element_id, signal_name) VALUES (@definition, @process, @element, @name)
        ON CONFLICT DO NOTHING
        """, "@definition", "@process", "@element", "@name");

    private readonly PreparedSql _removeStarts = session.Prepare("DELETE FROM engine_signal_starts WHERE definition_key = @definition", "@definition");

    private readonly PreparedSql _starts = session.Prepare(
        "SELECT definition_key, element_id FROM engine_signal_starts WHERE signal_name = @name ORDER BY definition_key, element_id", "@name");

    public void Insert(SignalSubscriptionOpened opened, long instanceKey, long definitionKey, string processId, DateTimeOffset at) => _insert.Send(
        opened.SubscriptionKey, instanceKey, definitionKey, processId, opened.ElementInstanceKey, opened.TargetElementId, opened.SignalName, at.Ms());

    public void Remove(long key) => _remove.Send(key);

    public StoredSignalSubscription? Find(long key) => _find.First(Read, key);

    /// <summary>The key of the youngest subscription; 0 when nobody waits.</summary>
    public long Last(string name) => _last.First(row => row.LongOrNull(0), name) ?? 0;

    /// <summary>Subscriptions in the order of their keys, from the one behind <paramref name="after"/> up to <paramref name="last"/>.</summary>
    public List<StoredSignalSubscription> Matching(string name, long after, long last, int limit) => _matching.Query(Read, name, after, last, (long)limit);

    public void InsertStart(long definitionKey, string processId, string elementId, string signalName) => _insertStart.Send(definitionKey, processId, elementId, signalName);

    public void RemoveStarts(long definitionKey) => _removeStarts.Send(definitionKey);

    public List<(long DefinitionKey, string ElementId)> Starts(string signalName) => _starts.Query(row => (row.GetInt64(0), row.GetString(1)), signalName);

    private static StoredSignalSubscription Read(DbDataReader row) => new(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2));
}

internal sealed record StoredSignalSubscription(long Key, long InstanceKey, long ElementInstanceKey);
