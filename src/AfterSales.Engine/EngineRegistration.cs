using System.Reflection;
using AfterSales.Engine.Clock;
using AfterSales.Engine.Commits;
using AfterSales.Engine.Deletion;
using AfterSales.Engine.Deployments;
using AfterSales.Engine.Jobs;
using AfterSales.Engine.Outbox;
using AfterSales.Engine.Storage;
using AfterSales.Feel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AfterSales.Engine;

/// <summary>Puts the engine into a host's services.</summary>
public static class EngineRegistration
{
    /// <summary>
    /// Registers the engine, its clock and its hosted service. What it finds registered it uses: <see cref="IEngineObserver"/>,
    /// <see cref="IJobHandler"/>, <see cref="IOutboxHandler"/>, <see cref="IDeploymentCheck"/>, <see cref="IHistoryGuard"/>, <see cref="IDatabaseMigrations"/>, <see cref="FeelFunctionDefinition"/>,
    /// all as singletons. Observers and handlers may take <see cref="ProcessEngine"/> in their constructors.
    /// </summary>
    public static IServiceCollection AddAfterSalesEngine(this IServiceCollection services, EngineOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        services.AddSingleton(options);
        if (options.AllowClockControl)
        {
            services.TryAddSingleton<ControllableTimeProvider>();
            services.TryAddSingleton<TimeProvider>(provider => provider.GetRequiredService<ControllableTimeProvider>());
        }
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new ProcessEngine(options, new EngineParts
        {
            Clock = provider.GetRequiredService<TimeProvider>(),
            Logging = provider.GetRequiredService<ILoggerFactory>(),
            Functions = provider.GetServices<FeelFunctionDefinition>(),
            Migrations = provider.GetServices<IDatabaseMigrations>(),
            Observers = provider.GetServices<IEngineObserver>,
            JobHandlers = provider.GetServices<IJobHandler>,
            OutboxHandlers = provider.GetServices<IOutboxHandler>,
            DeploymentChecks = provider.GetServices<IDeploymentCheck>(),
            HistoryGuards = provider.GetServices<IHistoryGuard>(),
            Store = provider.GetService<IEngineStore>(),
        }));
        services.AddSingleton<IDbConnectionFactory>(provider => provider.GetRequiredService<ProcessEngine>());
        services.AddHostedService<EngineHost>();
        return services;
    }

    /// <summary>Adds the migrations that <paramref name="assembly"/> embeds under <c>Migrations/</c>.</summary>
    public static IServiceCollection AddDatabaseMigrations(this IServiceCollection services, string area, Assembly assembly) =>
        services.AddSingleton<IDatabaseMigrations>(new EmbeddedMigrations(area, assembly));

    private sealed class EngineHost(ProcessEngine engine) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => engine.StartAsync(cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => engine.StopAsync();
    }
}
