using AfterSales.Benchmarks.Databases;
using AfterSales.Engine;
using AfterSales.Engine.Clock;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Storage;

namespace AfterSales.Benchmarks.Engine;

/// <summary>An engine with the measured processes on a new database of its own, durable as in production.</summary>
internal sealed class MeasuredEngine : IAsyncDisposable
{
    /// <summary>Enough for several times the pages at which SQLite carries its log over into the database.</summary>
    public const int WarmUpInstances = 2_000;

    private readonly MeasuredDatabase _database;
    private readonly EngineOptions _options;
    private readonly Func<IEngineStore, IEngineStore> _store;
    private readonly TaskArrivals _arrivals = new();
    private ProcessEngine _engine;

    private MeasuredEngine(DatabaseKind kind, int jobsAtOnce, Func<IEngineStore, IEngineStore> store)
    {
        _database = kind.New();
        _options = _database.At(new EngineOptions { JobConcurrency = jobsAtOnce });
        _store = store;
        _engine = NewEngine();
    }

    public ControllableTimeProvider Clock { get; } = new();

    /// <summary>When instances of the timer process ended.</summary>
    public InstanceEnds Ends { get; } = new();

    public long DefinitionKey { get; private set; }

    public static async Task<MeasuredEngine> OpenAsync(DatabaseKind kind, int? jobsAtOnce = null, Func<IEngineStore, IEngineStore>? store = null)
    {
        var measured = new MeasuredEngine(kind, jobsAtOnce ?? new EngineOptions().JobConcurrency, store ?? (plain => plain));
        await measured._engine.PrepareAsync();
        var deployed = await measured._engine.Deployments.DeployAsync([Workflow.Resource, Workflow.Timer]);
        if (!deployed.IsOk)
            throw new InvalidOperationException(string.Join("; ", deployed.Problems));
        measured.DefinitionKey = deployed.Deployment!.Processes.Single(process => process.ProcessDefinitionId == Workflow.ProcessId).ProcessDefinitionKey;
        await measured._engine.StartAsync();
        return measured;
    }

    /// <summary>Stops the engine and starts another on the same database, until it takes commands.</summary>
    public async Task ReopenAsync()
    {
        await _engine.DisposeAsync();
        _engine = NewEngine();
        await _engine.PrepareAsync();
        await _engine.StartAsync();
    }

    /// <summary>
    /// Carries many instances through at once: compiles the hot code, and lets the write-ahead log grow to the size at which it is
    /// used again from its beginning, because a growing file makes each synchronisation dearer.
    /// </summary>
    public Task WarmUpAsync() => Task.WhenAll(Enumerable.Range(0, WarmUpInstances).Select(async _ => await RunOneAsync()));

    /// <summary>One instance from start to end.</summary>
    public async Task RunOneAsync() => await CompleteAsync(await TaskAsync(await StartAsync()));

    public async Task<long> StartAsync(string processId = Workflow.ProcessId)
    {
        var created = await _engine.Instances.CreateAsync(new CreateInstance { ProcessId = processId, Variables = Workflow.AtStart });
        return created.IsOk ? created.Value.ProcessInstanceKey : throw new InvalidOperationException(created.ToString());
    }

    public Task<long> TaskAsync(long instanceKey) => _arrivals.WaitAsync(instanceKey);

    public async Task CompleteAsync(long taskKey)
    {
        var completed = await _engine.UserTasks.CompleteAsync(taskKey, Workflow.Decision, "sales-desk");
        if (!completed.IsOk)
            throw new InvalidOperationException(completed.ToString());
    }

    public Task<long> BytesAsync() => _engine.ReadAsync(_database.Bytes);

    public Task<long> WrittenAsync() => _engine.ReadAsync(_database.Written);

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        _database.Dispose();
    }

    private ProcessEngine NewEngine() => new(_options, new EngineParts
    {
        Clock = Clock,
        Store = _store(_database.NewStore(_options)),
        Observers = () => [_arrivals, Ends],
        JobHandlers = () => [new Workflow.Rate()],
    });
}
