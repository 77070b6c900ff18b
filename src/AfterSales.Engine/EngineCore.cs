using AfterSales.Engine.Commits;
using AfterSales.Engine.Deployments;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Keys;
using AfterSales.Engine.Metrics;
using AfterSales.Engine.Nodes;
using AfterSales.Engine.Outbox;
using AfterSales.Engine.Search;
using AfterSales.Engine.Storage;
using AfterSales.Engine.Storage.Sqlite;
using AfterSales.Feel;
using Microsoft.Extensions.Logging;

namespace AfterSales.Engine;

/// <summary>What the parts of the engine share.</summary>
internal sealed class EngineCore : IAsyncDisposable
{
    private NodeLease? _lease;

    public EngineCore(EngineOptions options, EngineParts parts)
    {
        Options = options;
        Parts = parts;
        Clock = parts.Clock;
        Zone = FindZone(options.TimeZone);
        Store = parts.Store ?? new SqliteStore(options);
        Feel = new FeelCompiler(parts.Functions);
        Metrics = new EngineMetrics();
        Signals = new Signals();
        Definitions = new DefinitionCatalog(this);
        Reads = new Reads(this);
        Commands = new CommandQueue(this, parts.Logging.CreateLogger("AfterSales.Engine.Writer"));
        FollowUps = new FollowUps(this, parts.Logging.CreateLogger("AfterSales.Engine.FollowUps"));
        Keys = new KeyGenerator(TimeProvider.System, options.Node);
        Log = parts.Logging.CreateLogger("AfterSales.Engine");
    }

    public EngineOptions Options { get; }
    public EngineParts Parts { get; }
    public TimeProvider Clock { get; }
    public TimeZoneInfo Zone { get; }
    public IEngineStore Store { get; }
    public FeelCompiler Feel { get; }
    public EngineMetrics Metrics { get; }
    public Signals Signals { get; }
    public DefinitionCatalog Definitions { get; }
    public Reads Reads { get; }
    public RootInstances Roots { get; } = new();
    public AwaitedEnds AwaitedEnds { get; } = new();

    /// <summary>A batch operation was begun or goes on.</summary>
    public Signal BatchWork { get; } = new();
    public CommandQueue Commands { get; }
    public FollowUps FollowUps { get; }
    public KeyGenerator Keys { get; private set; }
    public ILogger Log { get; }

    /// <summary>The epoch of this node on a shared database.</summary>
    public long Epoch => Store.Node?.Epoch ?? 0;

    /// <summary>The name under which handlers of this process lock jobs.</summary>
    public string WorkerName => Store.Node is { } node ? $"{Options.WorkerName}/{node.Epoch}" : Options.WorkerName;
    public IReadOnlyList<IEngineObserver> Observers { get; private set; } = [];

    private static TimeZoneInfo FindZone(string id) => TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)
        ? zone
        : throw new EngineStartException($"The time zone '{id}' is not known on this machine; expected an IANA id such as Asia/Tehran.");

    /// <summary>How long to wait after this many attempts: doubling, bounded, and spread a little so that failures do not come back in step.</summary>
    public TimeSpan Backoff(int attempts)
    {
        var factor = Math.Pow(2, Math.Clamp(attempts - 1, 0, 20));
        var wait = Math.Min(Options.FirstBackoff.TotalMilliseconds * factor, Options.MaxBackoff.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(wait * (0.9 + (Random.Shared.NextDouble() * 0.2)));
    }

    /// <summary>Opens and migrates the database and starts the writer.</summary>
    public void Open()
    {
        Store.Open();
        new Migrator(Store, Clock).Apply([new EmbeddedMigrations("engine", typeof(EngineCore).Assembly), .. Parts.Migrations]);
        var session = new StoreSession(Store);
        if (Store.IsShared)
            Join(session);
        else
            Keys = new KeyGenerator(TimeProvider.System, Options.Node, HighestKey.In(session.Connection));
        Observers = [.. Parts.Observers()];
        Metrics.Watch(Commands, this);
        Commands.Start(session);
    }

    /// <summary>Enters this node among those of the database, for the first time or after its lease has ended. Runs on the writer, outside a transaction.</summary>
    public void Join(StoreSession session)
    {
        Store.Node = null;
        session.Begin();
        try
        {
            var node = session.Nodes.Join(Options.Node, Options.WorkerName, $"{Environment.MachineName}:{Environment.ProcessId}", Options.NodeLease);
            session.Commit();
            // Read after the old epoch can write no more: whoever had this number before has made no key beyond.
            Keys = new KeyGenerator(TimeProvider.System, checked((int)node.Number), HighestKey.In(session.Connection));
            Store.Node = node;
        }
        catch
        {
            session.Rollback();
            throw;
        }
        if (_lease is not null)
            return;
        _lease = new NodeLease(Store, Options.NodeLease, Log);
        _lease.Start();
    }

    public async ValueTask DisposeAsync()
    {
        if (_lease is not null)
        {
            await LeaveAsync().ConfigureAwait(false);
            await _lease.DisposeAsync().ConfigureAwait(false);
        }
        await Commands.DisposeAsync().ConfigureAwait(false);
        Metrics.Dispose();
        Store.Dispose();
    }

    private async Task LeaveAsync()
    {
        try
        {
            await Commands.SendInternal("node.leave", x => NodeTransitions.Leave(x, Epoch)).ConfigureAwait(false);
        }
        catch (CommandFailedException failure)
        {
            Log.LogWarning(failure, "This node could not sign off; others take over when its lease ends.");
        }
    }
}
