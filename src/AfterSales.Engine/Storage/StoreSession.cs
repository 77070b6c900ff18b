using System.Data.Common;
using AfterSales.Engine.Decisions;
using AfterSales.Engine.Deployments;
using AfterSales.Engine.History;
using AfterSales.Engine.Incidents;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Jobs;
using AfterSales.Engine.Messages;
using AfterSales.Engine.Outbox;
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
    private readonly PreparedSql _mark;
    private readonly PreparedSql _keep;
    private readonly PreparedSql _back;
    private DbTransaction? _transaction;

    public StoreSession(IEngineStore store)
    {
        _store = store;
        Connection = store.OpenWrite();
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
        Incidents = new IncidentTable(this);
        Decisions = new DecisionTable(this);
        Outbox = new OutboxTable(this);
    }

    public DbConnection Connection { get; }

    public DbTransaction Transaction => _transaction ?? throw new InvalidOperationException("No transaction is open.");

    public bool IsLost => _store.TransactionIsLost(Connection);

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
    public IncidentTable Incidents { get; }
    public DecisionTable Decisions { get; }
    public OutboxTable Outbox { get; }

    /// <summary>A statement that lives as long as the session.</summary>
    public PreparedSql Prepare(string sql, params ReadOnlySpan<string> parameters)
    {
        var statement = new PreparedSql(this, sql, parameters);
        _statements.Add(statement);
        return statement;
    }

    public void Begin() => _transaction = _store.BeginWrite(Connection);

    public void Commit()
    {
        Transaction.Commit();
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
            // The database has already rolled back by itself (disk full, I/O error): nothing is left to undo.
        }
        End();
    }

    public void Mark() => _mark.Execute();

    public void Keep() => _keep.Execute();

    public void Undo()
    {
        _back.Execute();
        _keep.Execute();
    }

    public void Dispose()
    {
        Rollback();
        foreach (var statement in _statements)
            statement.Dispose();
        Connection.Dispose();
    }

    private void End()
    {
        _transaction?.Dispose();
        _transaction = null;
    }
}
