using AfterSales.Engine;
using AfterSales.Engine.Commits;
using AfterSales.Service.Calendars;
using AfterSales.Service.Calendars.Editing;
using AfterSales.Service.Deadlines.Moves;
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
        services.AddSingleton<MoveWake>();
        services.AddSingleton<NoticeTimes>();
        services.AddSingleton<IPendingMoves, CalendarMoves>();
        services.AddSingleton<MoveSweep>();
        services.AddSingleton<CalendarVersions>();
        services.AddSingleton(provider => new CalendarChanges(
            provider.GetRequiredService<ProcessEngine>(), provider.GetRequiredService<CalendarRegistry>(), provider.GetRequiredService<MoveWake>()));
        services.AddHostedService<CalendarStart>();
        services.AddHostedService(provider => provider.GetRequiredService<MoveSweep>());
        return services;
    }
}
