using System.Data.Common;
using AfterSales.Engine;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Storage;
using AfterSales.Engine.Storage.Sqlite;

namespace AfterSales.Benchmarks.Engine;

/// <summary>An engine with the measured process on a new database of its own, durable as in production.</summary>
internal sealed class MeasuredEngine : IAsyncDisposable
{
    /// <summary>Enough for several times the pages at which SQLite carries its log over into the database.</summary>
    public const int WarmUpInstances = 2_000;

    private readonly TemporaryFolder _folder = new();
    private readonly TaskArrivals _arrivals = new();
    private readonly ProcessEngine _engine;

    private MeasuredEngine(int jobsAtOnce, Func<IEngineStore, IEngineStore> store)
    {
        var options = new EngineOptions { DataDirectory = _folder.Path, JobConcurrency = jobsAtOnce };
        _engine = new ProcessEngine(options, new EngineParts
        {
            Store = store(new SqliteStore(options)),
            Observers = () => [_arrivals],
            JobHandlers = () => [new Workflow.Rate()],
        });
    }

    public long DefinitionKey { get; private set; }

    public static async Task<MeasuredEngine> OpenAsync(int? jobsAtOnce = null, Func<IEngineStore, IEngineStore>? store = null)
    {
        var measured = new MeasuredEngine(jobsAtOnce ?? new EngineOptions().JobConcurrency, store ?? (plain => plain));
        await measured._engine.PrepareAsync();
        var deployed = await measured._engine.Deployments.DeployAsync([Workflow.Resource]);
        if (!deployed.IsOk)
            throw new InvalidOperationException(string.Join("; ", deployed.Problems));
        measured.DefinitionKey = deployed.Deployment!.Processes[0].ProcessDefinitionKey;
        await measured._engine.StartAsync();
        return measured;
    }

    /// <summary>
    /// Carries many instances through at once: compiles the hot code, and lets the write-ahead log grow to the size at which it is
    /// used again from its beginning, because a growing file makes each synchronisation dearer.
    /// </summary>
    public Task WarmUpAsync() => Task.WhenAll(Enumerable.Range(0, WarmUpInstances).Select(async _ => await RunOneAsync()));

    /// <summary>One instance from start to end.</summary>
    public async Task RunOneAsync() => await CompleteAsync(await TaskAsync(await StartAsync()));

    public async Task<long> StartAsync()
    {
        var created = await _engine.Instances.CreateAsync(new CreateInstance { ProcessId = Workflow.ProcessId, Variables = Workflow.AtStart });
        return created.IsOk ? created.Value.ProcessInstanceKey : throw new InvalidOperationException(created.ToString());
    }

    public Task<long> TaskAsync(long instanceKey) => _arrivals.WaitAsync(instanceKey);

    public async Task CompleteAsync(long taskKey)
    {
        var completed = await _engine.UserTasks.CompleteAsync(taskKey, Workflow.Decision, "sales-desk");
        if (!completed.IsOk)
            throw new InvalidOperationException(completed.ToString());
    }

    /// <summary>Pages in use times page size.</summary>
    public Task<long> BytesAsync() => _engine.ReadAsync(db => (Pragma(db, "page_count") - Pragma(db, "freelist_count")) * Pragma(db, "page_size"));

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        _folder.Dispose();
    }

    private static long Pragma(DbConnection db, string name)
    {
        using var command = db.CreateCommand();
        command.CommandText = $"PRAGMA {name}";
        return (long)command.ExecuteScalar()!;
    }
}
