using AfterSales.Engine.Storage;

namespace AfterSales.Engine.History;

/// <summary>The passes through elements.</summary>
internal sealed class ElementTable(StoreSession session)
{
    private readonly PreparedSql _insert = session.Prepare(
        """
        INSERT INTO engine_element_instances
            (element_instance_key, instance_key, definition_key, scope_key, element_id, type, state, started_at, ended_at)
        VALUES (@key, @instance, @definition, @scope, @element, @type, @state, @started, @ended)
        """,
        "@key", "@instance", "@definition", "@scope", "@element", "@type", "@state", "@started", "@ended");

    private readonly PreparedSql _end = session.Prepare(
        "UPDATE engine_element_instances SET state = @state, ended_at = @ended WHERE element_instance_key = @key", "@state", "@ended", "@key");

    private readonly PreparedSql _incidents = session.Prepare(
        "UPDATE engine_element_instances SET incidents = incidents + @by WHERE element_instance_key = @key", "@by", "@key");

    private readonly PreparedSql _instanceOf = session.Prepare(
        "SELECT instance_key FROM engine_element_instances WHERE element_instance_key = @key", "@key");

    public void Insert(ElementPass pass, long instanceKey, long definitionKey) => _insert.Send(
        pass.Key, instanceKey, definitionKey, pass.ScopeKey, pass.ElementId, pass.Type, pass.State, pass.StartedAt.Ms(), pass.EndedAt.Ms());

    public void End(long key, string state, DateTimeOffset at) => _end.Send(state, at.Ms(), key);

    public long? InstanceOf(long key) => _instanceOf.First(row => row.LongOrNull(0), key);

    public void CountIncidents(long key, int by) => _incidents.Send((long)by, key);
}

/// <summary>One pass; begun and perhaps ended within the same command, so that it costs one statement.</summary>
internal sealed class ElementPass(long key, long scopeKey, string elementId, string type, DateTimeOffset startedAt)
{
    public long Key => key;
    public long ScopeKey => scopeKey;
    public string ElementId => elementId;
    public string Type => type;
    public DateTimeOffset StartedAt => startedAt;
    public string State { get; set; } = Instances.InstanceStates.Active;
    public DateTimeOffset? EndedAt { get; set; }
}
