using AfterSales.Engine.Storage;

namespace AfterSales.Engine.Instances;

/// <summary>The searchable rows of instances and, apart from them, the token states of those that run.</summary>
internal sealed class InstanceTable(StoreSession session)
{
    private readonly PreparedSql _insert = session.Prepare(
        """
        INSERT INTO engine_process_instances
            (instance_key, definition_key, process_id, business_key, state, started_at, parent_instance_key, parent_element_key, root_instance_key)
        VALUES (@key, @definition, @process, @business, @state, @started, @parent, @parentElement, @root)
        """,
        "@key", "@definition", "@process", "@business", "@state", "@started", "@parent", "@parentElement", "@root");

    private readonly PreparedSql _end = session.Prepare(
        "UPDATE engine_process_instances SET state = @state, ended_at = @ended WHERE instance_key = @key",
        "@state", "@ended", "@key");

    private readonly PreparedSql _incidents = session.Prepare(
        "UPDATE engine_process_instances SET incidents = incidents + @by WHERE instance_key = @key", "@by", "@key");

    private readonly PreparedSql _find = session.Prepare(
        "SELECT state, parent_instance_key, root_instance_key FROM engine_process_instances WHERE instance_key = @key", "@key");

    private readonly PreparedSql _insertState = session.Prepare(
        "INSERT INTO engine_instance_states (instance_key, state_version, state_json) VALUES (@key, 1, @json)", "@key", "@json");

    private readonly PreparedSql _updateState = session.Prepare(
        "UPDATE engine_instance_states SET state_json = @json, state_version = state_version + 1 WHERE instance_key = @key AND state_version = @version",
        "@json", "@key", "@version");

    private readonly PreparedSql _deleteState = session.Prepare(
        "DELETE FROM engine_instance_states WHERE instance_key = @key AND state_version = @version", "@key", "@version");

    private readonly PreparedSql _loadState = session.Prepare(
        "SELECT state_version, state_json FROM engine_instance_states WHERE instance_key = @key", "@key");

    private readonly PreparedSql _stateVersion = session.Prepare(
        "SELECT state_version FROM engine_instance_states WHERE instance_key = @key", "@key");

    // What the command has read of states beside something else; nobody writes between the two but the command itself.
    private readonly Dictionary<long, long> _seen = [];

    /// <summary>The version of the state, as a column beside a row that has an <c>instance_key</c>: saves asking for it by itself.</summary>
    public static string VersionBeside(string table) =>
        $"(SELECT s.state_version FROM engine_instance_states s WHERE s.instance_key = {table}.instance_key)";

    public void Insert(NewInstanceRow row) => _insert.Send(
        row.Key, row.DefinitionKey, row.ProcessId, row.BusinessKey, InstanceStates.Active, row.StartedAt.Ms(), row.ParentInstanceKey, row.ParentElementKey, row.RootKey);

    public void End(long key, string state, DateTimeOffset at) => _end.Send(state, at.Ms(), key);

    public void CountIncidents(long key, int by) => _incidents.Send((long)by, key);

    public InstanceHead? Find(long key) => _find.First(row => new InstanceHead(row.GetString(0), row.LongOrNull(1), row.GetInt64(2)), key);

    /// <summary>Notes the version of an instance's state that came with another row, so that it need not be asked for.</summary>
    public void Saw(long key, long version) => _seen[key] = version;

    /// <summary>Another command begins: what the last one saw may have changed.</summary>
    public void ForgetSeen() => _seen.Clear();

    public void InsertState(long key, string json)
    {
        _seen.Remove(key);
        session.Ahead.ForgetInstance(key);
        _insertState.Send(key, json);
    }

    /// <summary>Fails, perhaps only with the next answer or the commit, when the state has changed since this version: somebody else was faster.</summary>
    public void UpdateState(long key, long version, string json)
    {
        _seen.Remove(key);
        session.Ahead.ForgetInstance(key);
        _updateState.SendOne(json, key, version);
    }

    /// <inheritdoc cref="UpdateState"/>
    public void DeleteState(long key, long version)
    {
        _seen.Remove(key);
        session.Ahead.ForgetInstance(key);
        _deleteState.SendOne(key, version);
    }

    public StoredState? LoadState(long key) => _loadState.First(row => new StoredState(row.GetInt64(0), row.GetString(1)), key);

    /// <summary>The version of the stored state, or 0 when the instance has none (any more).</summary>
    public long StateVersion(long key) => _seen.TryGetValue(key, out var version) ? version : _stateVersion.First(row => row.GetInt64(0), key);
}

internal sealed record NewInstanceRow(
    long Key, long DefinitionKey, string ProcessId, string? BusinessKey, DateTimeOffset StartedAt, long? ParentInstanceKey, long? ParentElementKey, long RootKey);

internal sealed record InstanceHead(string State, long? ParentInstanceKey, long RootKey);

internal sealed record StoredState(long Version, string Json);
