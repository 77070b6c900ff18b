using AfterSales.Engine;
using AfterSales.Engine.Commits;
using AfterSales.Service.Deadlines.Moves;
using AfterSales.Service.Escalation.Editing;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Service.Escalation;

/// <summary>Puts reminders and escalation into a host's services.</summary>
public static class EscalationRegistration
{
    /// <summary>
    /// Registers the observer that plans ladders and the hosted sweep that climbs them. Call it after
    /// <see cref="Deadlines.DeadlineRegistration.AddDeadlines"/>: observers run in the order of their registration, and a ladder needs its limit.
    /// </summary>
    public static IServiceCollection AddEscalation(this IServiceCollection services)
    {
        services.AddSingleton<EscalationPolicies>();
        services.AddSingleton<PolicyChoice>();
        services.AddSingleton<IPendingMoves, PolicyMoves>();
        services.AddSingleton(provider => new PolicyChanges(
            provider.GetRequiredService<ProcessEngine>(), provider.GetRequiredService<EscalationPolicies>(), provider.GetRequiredService<Calendars.CalendarRegistry>(),
            provider.GetRequiredService<People.Directory>(), provider.GetRequiredService<MoveWake>()));
        services.AddSingleton<EscalationQueries>();
        services.AddSingleton<EscalationWake>();
        services.AddSingleton<ReceiverLookup>();
        services.AddSingleton<EscalationMail>();
        services.AddSingleton<RungSweep>();
        services.AddSingleton<NoticeSweep>();
        services.AddSingleton<EscalationSweep>();
        services.AddSingleton<IEngineObserver, EscalationObserver>();
        services.AddHostedService(provider => provider.GetRequiredService<EscalationSweep>());
        return services;
    }
}
