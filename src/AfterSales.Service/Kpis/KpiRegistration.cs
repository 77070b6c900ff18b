using AfterSales.Engine.Commits;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Service.Kpis;

/// <summary>Puts indicators into a host's services.</summary>
public static class KpiRegistration
{
    /// <summary>Registers <see cref="KpiQueries"/> and the observer. To be called after the observer of cases, whose rows it reads.</summary>
    public static IServiceCollection AddKpis(this IServiceCollection services)
    {
        services.AddSingleton(KpiCatalog.Shipped);
        services.AddSingleton<KpiQueries>();
        services.AddSingleton<Heat.HeatQueries>();
        services.AddSingleton<IEngineObserver, KpiObserver>();
        return services;
    }
}
