using AfterSales.Engine.Deployments;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Service.Lint;

/// <summary>Puts the self-check of workflows into a host's services.</summary>
internal static class LintRegistration
{
    public static IServiceCollection AddLint(this IServiceCollection services)
    {
        services.AddSingleton<IDeploymentCheck, LintDeploymentCheck>();
        services.AddSingleton<WorkflowLint>();
        return services;
    }
}
