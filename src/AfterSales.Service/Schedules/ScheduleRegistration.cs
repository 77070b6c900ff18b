using AfterSales.Engine;
using AfterSales.Service.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace AfterSales.Service.Schedules;

/// <summary>Puts schedules into a host's services.</summary>
public static class ScheduleRegistration
{
    /// <summary>Registers the sweep and <see cref="ScheduleQueries"/>.</summary>
    public static IServiceCollection AddSchedules(this IServiceCollection services)
    {
        services.AddSingleton<ScheduleWake>();
        services.AddSingleton<SchedulePlanner>();
        services.TryAddSingleton<IScheduledCases, ScheduledInternalCases>();
        services.AddSingleton<ScheduleActions>();
        services.AddSingleton(provider => new ScheduleQueries(
            provider.GetRequiredService<ProcessEngine>(), provider.GetRequiredService<SchedulePlanner>(), provider.GetRequiredService<ScheduleWake>(), provider.GetRequiredService<WorkflowCatalog>()));
        services.AddSingleton<ScheduleSweep>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<ScheduleSweep>());
        return services;
    }
}
