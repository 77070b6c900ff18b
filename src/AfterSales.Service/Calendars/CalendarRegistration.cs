using AfterSales.Feel;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Service.Calendars;

/// <summary>Puts the working calendars and their FEEL functions into a host's services.</summary>
public static class CalendarRegistration
{
    /// <summary>
    /// Registers <see cref="CalendarRegistry"/> and the functions that the engine's expressions may call. Calendars of
    /// <paramref name="folder"/>, if it exists, are read at start.
    /// </summary>
    public static IServiceCollection AddCalendars(this IServiceCollection services, string? folder = null)
    {
        var calendars = new CalendarRegistry();
        services.AddSingleton(calendars);
        foreach (var function in WorkingCalendarFunctions.All(calendars))
            services.AddSingleton<FeelFunctionDefinition>(function);
        if (folder is not null)
            services.AddHostedService(_ => new CalendarFolder(calendars, folder));
        return services;
    }
}
