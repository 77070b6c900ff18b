using AfterSales.Engine.Commits;
using AfterSales.Service.Timeline;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AfterSales.Service.Deadlines;

/// <summary>Puts limits, pauses and breaches into a host's services.</summary>
public static class DeadlineRegistration
{
    /// <summary>
    /// Registers <see cref="DeadlineQueries"/> and the observer that keeps limits. Needs the calendars and the engine;
    /// due times that no timer watches are recorded as missed by the sweep of the escalation.
    /// </summary>
    public static IServiceCollection AddDeadlines(this IServiceCollection services, DeadlineOptions? options = null)
    {
        services.AddSingleton(options ?? new DeadlineOptions());
        services.TryAddSingleton<TimelineWriter>(CaseTimeline.Add);
        services.AddSingleton<DeadlineLedger>();
        services.AddSingleton<DeadlineSweep>();
        services.AddSingleton<DeadlineQueries>();
        services.AddSingleton<IEngineObserver, DeadlineObserver>();
        return services;
    }
}
