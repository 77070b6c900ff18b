using AfterSales.Engine.Commits;
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
