using AfterSales.Engine;
using AfterSales.Engine.Commits;
using AfterSales.Service.Attachments;
using AfterSales.Service.Cases;
using AfterSales.Service.People;
using AfterSales.Service.Timeline;
using AfterSales.Service.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Service;

/// <summary>Puts the after-sales domain and the engine below it into a host's services.</summary>
public static class ServiceRegistration
{
    /// <summary>
    /// Registers everything of this assembly and the engine. At start the database is prepared, people are seeded and the
    /// workflows deployed, in this order, before timers, jobs and mails begin to run.
    /// </summary>
    public static IServiceCollection AddAfterSales(this IServiceCollection services, AfterSalesOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        services.AddSingleton(options);
        services.AddDomain(options);
        // Hosted services start in the order of their registration: first what has to be there, then what runs on it.
        services.AddHostedService(provider => provider.GetRequiredService<DomainStart>());
        services.AddAfterSalesEngine(options.Engine);
        return services;
    }

    private static void AddDomain(this IServiceCollection services, AfterSalesOptions options)
    {
        services.AddDatabaseMigrations("service", typeof(ServiceRegistration).Assembly);
        services.AddSingleton<PeopleStore>();
        services.AddSingleton(provider => provider.GetRequiredService<PeopleStore>().Directory);
        services.AddSingleton(provider => new AttachmentStore(options.AttachmentsDirectory, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<WorkflowCatalog>();
        services.AddSingleton<WorkflowLoader>();
        services.AddSingleton<DomainStart>();
        services.AddSingleton<TimelineQueries>();
        services.AddSingleton<IEngineObserver, CaseObserver>();
    }
}
