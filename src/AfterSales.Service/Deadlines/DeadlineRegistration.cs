using AfterSales.Engine.Commits;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Service.Deadlines;

/// <summary>Puts limits, pauses and breaches into a host's services.</summary>
public static class DeadlineRegistration
{
    /// <summary>
    /// Registers <see cref="DeadlineQueries"/> and the observer that keeps limits. Needs the calendars, the engine and a
    /// <see cref="TimelineWriter"/>; due times that no timer watches are recorded as missed by the sweep of the escalation.
    /// </summary>
    public static IServiceCollection AddDeadlines(this IServiceCollection services, DeadlineOptions? options = null)
    {
        services.AddSingleton(options ?? new DeadlineOptions());
        services.AddSingleton<DeadlineLedger>();
        services.AddSingleton<DeadlineSweep>();
        services.AddSingleton<DeadlineQueries>();
        services.AddSingleton<IEngineObserver, DeadlineObserver>();
        return services;
    }
}
