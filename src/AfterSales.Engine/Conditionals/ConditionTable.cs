using AfterSales.Engine.Storage;

namespace AfterSales.Engine.Conditionals;

/// <summary>The conditional start events of the latest versions.</summary>
internal sealed class ConditionTable(StoreSession session)
{
    private readonly PreparedSql _insertStart = session.Prepare(
        """
        INSERT INTO engine_condition_starts (definition_key, process_id, element_id) VALUES (@definition, @process, @element)
        ON CONFLICT DO NOTHING
        """, "@definition", "@process", "@element");

    private readonly PreparedSql _removeStarts = session.Prepare("DELETE FROM engine_condition_starts WHERE definition_key = @definition", "@definition");

    private readonly PreparedSql _definitions = session.Prepare("SELECT DISTINCT definition_key FROM engine_condition_starts ORDER BY definition_key");

    public void InsertStart(long definitionKey, string processId, string elementId) => _insertStart.Send(definitionKey, processId, elementId);

    public void RemoveStarts(long definitionKey) => _removeStarts.Send(definitionKey);

    /// <summary>The definitions with at least one, in the order of their deployment.</summary>
    public List<long> Definitions() => _definitions.Query(row => row.GetInt64(0));
}
