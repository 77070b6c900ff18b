using System.Data.Common;
using AfterSales.Engine.Batches;
using AfterSales.Engine.Broadcasting;
using AfterSales.Engine.Commits;
using AfterSales.Engine.Conditionals;
using AfterSales.Engine.Decisions;
using AfterSales.Engine.Deployments;
using AfterSales.Engine.History;
using AfterSales.Engine.Incidents;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Jobs;
using AfterSales.Engine.Messages;
using AfterSales.Engine.Operations;
using AfterSales.Engine.Outbox;
using AfterSales.Engine.Statistics;
using AfterSales.Engine.Storage;
using AfterSales.Engine.UserTasks;
using AfterSales.Engine.Variables;
using AfterSales.Feel;

namespace AfterSales.Engine;

/// <summary>
/// The durable engine: every command is acknowledged only when everything it did is on disk, and survives the death of the
/// process at any moment. Waiting instances cost rows, no memory. Thread-safe.
/// </summary>
public sealed class ProcessEngine : IDbConnectionFactory, IAsyncDisposable
{
    private readonly EngineCore _core;
    private readonly EngineWorkers _workers;
    private readonly SemaphoreSlim _starting = new(1, 1);
    private bool _prepared;
    private bool _started;
    private int _disposed;

    public ProcessEngine(EngineOptions options, EngineParts? parts = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _core = new EngineCore(options, parts ?? new EngineParts());
        _workers = new EngineWorkers(_core);
        Deployments = new DeploymentApi(_core);
        Instances = new InstanceApi(_core);
        UserTasks = new UserTaskApi(_core);
        Jobs = new JobApi(_core);
        Messages = new MessageApi(_core);
        Signals = new SignalApi(_core);
        Conditions = new ConditionApi(_core);
        Incidents = new IncidentApi(_core);
        Variables = new VariableApi(_core);
        History = new HistoryApi(_core);
        Outbox = new OutboxApi(_core);
        Operations = new OperationApi(_core);
        Batches = new BatchApi(_core);
        Decisions = new DecisionApi(_core);
        Statistics = new StatisticsApi(_core);
    }

    public DeploymentApi Deployments { get; }
    public InstanceApi Instances { get; }
    public UserTaskApi UserTasks { get; }
    public JobApi Jobs { get; }
    public MessageApi Messages { get; }
    public SignalApi Signals { get; }
    public ConditionApi Conditions { get; }
    public IncidentApi Incidents { get; }
    public VariableApi Variables { get; }
    public HistoryApi History { get; }
    public OutboxApi Outbox { get; }
    public OperationApi Operations { get; }
    public BatchApi Batches { get; }
    public DecisionApi Decisions { get; }
    public StatisticsApi Statistics { get; }

    /// <summary>The name under which handlers in this process lock jobs.</summary>
    internal string WorkerName => _core.WorkerName;

    /// <summary>The clock that everything reads.</summary>
    public TimeProvider Clock => _core.Clock;

    /// <summary>The compiler with all registered functions.</summary>
    public FeelCompiler Feel => _core.Feel;

    /// <summary>
    /// Opens the database, applies migrations and accepts commands; timers, job handlers and outbox do not run yet, so that
    /// a host can deploy and seed first. Does nothing when done already.
    /// </summary>
    /// <exception cref="EngineStartException">The environment does not allow it; the message says why in one sentence.</exception>
    public async Task PrepareAsync(CancellationToken ct = default)
    {
        await _starting.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            if (_prepared)
                return;
            await Task.Run(_core.Open, ct).ConfigureAwait(false);
            _prepared = true;
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>Prepares if need be, then runs timers, job handlers and outbox. Does nothing when running already.</summary>
    public async Task StartAsync(CancellationToken ct = default)
    {
        await PrepareAsync(ct).ConfigureAwait(false);
        await _starting.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            if (_started)
                return;
            _workers.Start();
            _started = true;
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>Stops timers, job handlers and outbox after what they are doing right now. Commands are still accepted.</summary>
    public async Task StopAsync()
    {
        await _starting.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_started)
                await _workers.StopAsync().ConfigureAwait(false);
            _started = false;
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>
    /// Writes rows of the domain through the engine's writer, in a commit of their own. Everything that writes goes this way:
    /// SQLite has one writer. When <paramref name="rows"/> throws, nothing is written and the task fails with that exception as cause.
    /// </summary>
    public async Task<T> WriteAsync<T>(Func<CommitContext, T> rows, string? actor = null, CancellationToken ct = default)
    {
        var outcome = await _core.Commands.SendAsync<T>("rows.write", actor, x => x.WriteRows(rows), ct).ConfigureAwait(false);
        return outcome.Value;
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Action<CommitContext> rows, string? actor = null, CancellationToken ct = default) =>
        WriteAsync(commit =>
        {
            rows(commit);
            return default(Done);
        }, actor, ct);

    /// <summary>Runs a query on a pooled read connection, away from the caller's thread. It sees every acknowledged command.</summary>
    public Task<T> ReadAsync<T>(Func<DbConnection, T> query, CancellationToken ct = default) => _core.Reads.RunAsync(query, ct);

    /// <summary>The same on the caller's thread where that is one of the pool's: for what takes well under a millisecond, which handing over would double.</summary>
    public Task<T> ReadHereAsync<T>(Func<DbConnection, T> query, CancellationToken ct = default) => _core.Reads.RunHereAsync(query, ct);

    /// <inheritdoc/>
    public DbConnection OpenRead() => _core.Store.OpenRead();

    // A container that knows the engine under two of its types disposes it twice.
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await StopAsync().ConfigureAwait(false);
        await _core.DisposeAsync().ConfigureAwait(false);
        _starting.Dispose();
    }
}
