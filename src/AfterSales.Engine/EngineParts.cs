using AfterSales.Engine.Commits;
using AfterSales.Engine.Deletion;
using AfterSales.Engine.Deployments;
using AfterSales.Engine.Jobs;
using AfterSales.Engine.Outbox;
using AfterSales.Engine.Storage;
using AfterSales.Feel;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AfterSales.Engine;

/// <summary>
/// What the rest of the program plugs into the engine. The lists that may themselves need the engine are functions,
/// called once when the engine is prepared or started.
/// </summary>
public sealed record EngineParts
{
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public ILoggerFactory Logging { get; init; } = NullLoggerFactory.Instance;

    /// <summary>Functions that expressions may call besides the built-in ones.</summary>
    public IEnumerable<FeelFunctionDefinition> Functions { get; init; } = [];

    /// <summary>Migrations besides the engine's own, in the order in which they run.</summary>
    public IEnumerable<IDatabaseMigrations> Migrations { get; init; } = [];

    public Func<IEnumerable<IEngineObserver>> Observers { get; init; } = () => [];

    public Func<IEnumerable<IJobHandler>> JobHandlers { get; init; } = () => [];

    public Func<IEnumerable<IOutboxHandler>> OutboxHandlers { get; init; } = () => [];

    /// <summary>What judges deployments besides the engine.</summary>
    public IEnumerable<IDeploymentCheck> DeploymentChecks { get; init; } = [];

    /// <summary>What keeps history from being deleted.</summary>
    public IEnumerable<IHistoryGuard> HistoryGuards { get; init; } = [];

    /// <summary>The database; null takes SQLite as the options say.</summary>
    public IEngineStore? Store { get; init; }
}
