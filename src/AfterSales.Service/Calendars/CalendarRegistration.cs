using AfterSales.Feel;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Service.Calendars;

/// <summary>Puts the working calendars and their FEEL functions into a host's services.</summary>
public static class CalendarRegistration
{
    /// <summary>Registers <see cref="CalendarRegistry"/> and the functions that the engine's expressions may call.</summary>
    public static IServiceCollection AddCalendars(this IServiceCollection services)
    {
        var calendars = new CalendarRegistry();
        services.AddSingleton(calendars);
        foreach (var function in WorkingCalendarFunctions.All(calendars))
            services.AddSingleton<FeelFunctionDefinition>(function);
        return services;
    }
}
