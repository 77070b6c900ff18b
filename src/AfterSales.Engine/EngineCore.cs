using AfterSales.Engine.Commits;
using AfterSales.Engine.Deployments;
using AfterSales.Engine.Keys;
using AfterSales.Engine.Metrics;
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
    public CommandQueue Commands { get; }
    public FollowUps FollowUps { get; }
    public KeyGenerator Keys { get; private set; }
    public ILogger Log { get; }
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
        Keys = new KeyGenerator(TimeProvider.System, Options.Node, HighestKey.In(session.Connection));
        Observers = [.. Parts.Observers()];
        Metrics.Watch(Commands, this);
        Commands.Start(session);
    }

    public async ValueTask DisposeAsync()
    {
        await Commands.DisposeAsync().ConfigureAwait(false);
        Metrics.Dispose();
        Store.Dispose();
    }
}
