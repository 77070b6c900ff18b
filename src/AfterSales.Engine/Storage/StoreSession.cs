using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using AfterSales.Engine.Batches;
using AfterSales.Engine.Broadcasting;
using AfterSales.Engine.Commits;
using AfterSales.Engine.Conditionals;
using AfterSales.Engine.Decisions;
using AfterSales.Engine.Deletion;
using AfterSales.Engine.Deployments;
using AfterSales.Engine.History;
using AfterSales.Engine.Incidents;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Jobs;
using AfterSales.Engine.Messages;
using AfterSales.Engine.Nodes;
using AfterSales.Engine.Operations;
using AfterSales.Engine.Outbox;
using AfterSales.Engine.Storage.Postgres;
using AfterSales.Engine.Storage.Sqlite;
using AfterSales.Engine.Timers;
using AfterSales.Engine.UserTasks;
using AfterSales.Engine.Variables;

namespace AfterSales.Engine.Storage;

/// <summary>
/// A writer's connection with its transaction and the prepared statements of every table. Each command runs between
/// <see cref="Mark"/> and <see cref="Keep"/> or <see cref="Undo"/>, so that one that fails takes nothing else with it.
/// </summary>
internal sealed class StoreSession : IDisposable
{
    private readonly IEngineStore _store;
    private readonly List<PreparedSql> _statements = [];
    private readonly PostgresPipeline? _pipeline;
    private readonly PreparedSql _mark;
    private readonly PreparedSql _keep;
    private readonly PreparedSql _back;
    private DbConnection _connection;
    private DbConnection _shared;
    private DbConnection _late;
    private DbTransaction? _transaction;

    public StoreSession(IEngineStore store)
    {
        _store = store;
        _connection = store.OpenWrite();
        _pipeline = _connection is PostgresConnection postgres ? new PostgresPipeline(postgres.Inner) : null;
        Share();
        _mark = Prepare("SAVEPOINT command");
        _keep = Prepare("RELEASE SAVEPOINT command");
        _back = Prepare("ROLLBACK TO SAVEPOINT command");
        Definitions = new DefinitionTable(this);
        Forms = new FormTable(this);
        Instances = new InstanceTable(this);
        Elements = new ElementTable(this);
        Flows = new FlowTable(this);
        Variables = new VariableTable(this);
        UserTasks = new UserTaskTable(this);
        Jobs = new JobTable(this, store.SkipLocked);
        Timers = new TimerTable(this);
        Messages = new MessageTable(this);
        Subscriptions = new SubscriptionTable(this);
        MessageInstances = new MessageInstanceTable(this);
        Signals = new SignalTable(this);
        Conditions = new ConditionTable(this);
        Incidents = new IncidentTable(this);
        Decisions = new DecisionTable(this);
        Outbox = new OutboxTable(this);
        Nodes = new NodeTable(this);
        Migrated = new MigrationTable(this);
        Suspensions = new SuspensionTable(this);
        Batches = new BatchTable(this);
        Correlations = new CorrelationTable(this);
        Deletions = new DeletionTable(this);
        Resources = new ResourceTable(this);
    }

    /// <summary>The connection, for statements of others: they see what the engine has sent so far.</summary>
    public DbConnection Connection => _shared;

    /// <summary>The connection, for statements of others whose answer nobody wants to know: they may be carried out later, at the latest with the commit.</summary>
    public DbConnection Later => _late;

    public DbTransaction Transaction => _transaction ?? throw new InvalidOperationException("No transaction is open.");

    /// <summary>What has been read for the commands of the group.</summary>
    public ReadAhead Ahead { get; } = new();

    /// <summary>Whether the database is a round trip away, so that asking for many rows at once saves time.</summary>
    public bool IsRemote => _pipeline is not null;

    public bool IsLost => _pipeline?.IsLost() ?? _store.TransactionIsLost(_connection);

    public DefinitionTable Definitions { get; }
    public FormTable Forms { get; }
    public InstanceTable Instances { get; }
    public ElementTable Elements { get; }
    public FlowTable Flows { get; }
    public VariableTable Variables { get; }
    public UserTaskTable UserTasks { get; }
    public JobTable Jobs { get; }
    public TimerTable Timers { get; }
    public MessageTable Messages { get; }
    public SubscriptionTable Subscriptions { get; }
    public MessageInstanceTable MessageInstances { get; }
    public SignalTable Signals { get; }
    public ConditionTable Conditions { get; }
    public IncidentTable Incidents { get; }
    public DecisionTable Decisions { get; }
    public OutboxTable Outbox { get; }
    public NodeTable Nodes { get; }
    public MigrationTable Migrated { get; }
    public SuspensionTable Suspensions { get; }
    public BatchTable Batches { get; }
    public CorrelationTable Correlations { get; }
    public DeletionTable Deletions { get; }
    public ResourceTable Resources { get; }

    /// <summary>A statement that lives as long as the session.</summary>
    public PreparedSql Prepare(string sql, params ReadOnlySpan<string> parameters)
    {
        PreparedSql statement = _pipeline is not null ? new PostgresSql(_pipeline, sql, parameters)
            : _connection is SqliteStatements sqlite ? new SqliteSql(this, sqlite, sql, parameters.ToArray())
            : new DirectSql(this, _connection, sql, parameters);
        _statements.Add(statement);
        return statement;
    }

    /// <summary>Begins a transaction, on a new connection when the last one broke.</summary>
    public void Begin()
    {
        if (IsDisconnected)
            Reconnect();
        Definitions.ForgetLatest();
        Ahead.Clear();
        _transaction = _store.BeginWrite(_connection);
    }

    /// <summary>Whether the way to the database is gone, and with it a transaction that had not come to its commit.</summary>
    public bool IsDisconnected => _pipeline is not null && _connection.State != ConnectionState.Open;

    /// <summary>A new connection for one that broke; false when there is none to be had.</summary>
    public bool TryReconnect()
    {
        try
        {
            Reconnect();
            return true;
        }
        catch (DbException)
        {
            return false;
        }
    }

    /// <summary>Sends what waits, so that a failure of it shows now.</summary>
    public void Flush() => _pipeline?.Flush();

    /// <exception cref="TransactionLostException">The connection broke and nothing was committed.</exception>
    /// <exception cref="CommitUnknownException">The connection broke and nobody can be asked whether the transaction was committed.</exception>
    public void Commit()
    {
        var id = _pipeline?.TransactionId();
        try
        {
            _store.Commit(Transaction);
        }
        catch (DbException broken) when (id is not null && IsDisconnected)
        {
            End();
            if (!WasCommitted(id, broken))
                throw new TransactionLostException(broken);
            return;
        }
        End();
    }

    public void Rollback()
    {
        try
        {
            _transaction?.Rollback();
        }
        catch (Exception failure) when (failure is DbException or InvalidOperationException)
        {
            // The database has already rolled back by itself (disk full, I/O error, connection lost): nothing is left to undo.
        }
        End();
    }

    /// <summary>Reads at once what several commands will ask for one after another.</summary>
    public void LookAhead(List<Command> commands)
    {
        if (!IsRemote || commands.Count < 2)
            return;
        var jobs = commands.Select(command => command.Foreseen?.JobKey).OfType<long>().Distinct().ToList();
        if (jobs.Count > 1)
            Jobs.ReadAhead(jobs);
        var tasks = commands.Select(command => command.Foreseen?.UserTaskKey).OfType<long>().Distinct().ToList();
        if (tasks.Count > 1)
            UserTasks.ReadAhead(tasks);
    }

    public void Mark()
    {
        Instances.ForgetSeen();
        if (_pipeline is null)
            _mark.Execute();
        else
            _pipeline.Mark();
    }

    public void Keep()
    {
        if (_pipeline is null)
            _keep.Execute();
        else
            _pipeline.Keep();
    }

    public void Undo()
    {
        Definitions.ForgetLatest();
        Ahead.Clear();
        if (_pipeline is null)
        {
            _back.Execute();
            _keep.Execute();
        }
        else
            _pipeline.Undo();
    }

    public void Dispose()
    {
        Rollback();
        foreach (var statement in _statements)
            statement.Dispose();
        _connection.Dispose();
    }

    private bool WasCommitted(string id, DbException broken)
    {
        if (!TryReconnect())
            throw new CommitUnknownException(broken);
        try
        {
            return PostgresPipeline.WasCommitted(((PostgresConnection)_connection).Inner, id);
        }
        catch (DbException)
        {
            throw new CommitUnknownException(broken);
        }
    }

    private void Reconnect()
    {
        _connection.Dispose();
        _connection = _store.OpenWrite();
        _pipeline!.Use(((PostgresConnection)_connection).Inner);
        Share();
    }

    [MemberNotNull(nameof(_shared), nameof(_late))]
    private void Share() => (_shared, _late) = _pipeline is null
        ? (_connection, _connection)
        : (new PostgresConnection(_pipeline.Connection, _pipeline), new PostgresConnection(_pipeline.Connection, _pipeline, isLate: true));

    private void End()
    {
        _pipeline?.Clear();
        try
        {
            _transaction?.Dispose();
        }
        catch (Exception failure) when (failure is DbException or InvalidOperationException)
        {
            // Its connection is gone, and it with it.
        }
        _transaction = null;
    }
}
