using AfterSales.Engine.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Service.Visits;

/// <summary>What visits, callbacks and opinion surveys stand on (VIS, SAT-06).</summary>
internal static class VisitRegistration
{
    public static IServiceCollection AddVisits(this IServiceCollection services)
    {
        services.AddSingleton<IJobHandler, ListCustomersJob>();
        services.AddSingleton<IJobHandler, OpenCaseJob>();
        return services;
    }
}
