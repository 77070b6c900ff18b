using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace AfterSales.Service.Schedules;

/// <summary>
/// Quartz's part in a running host: it ticks at the full minute, on the machine's clock, and wakes the sweep. In memory only: what is to be
/// done stands in our own rows, so a tick that is lost costs nothing (ADR 0008).
/// </summary>
public static class ScheduleTick
{
    public static IServiceCollection AddScheduleTick(this IServiceCollection services)
    {
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler => scheduler.InstanceName = "aftersales");
            quartz.UseDefaultThreadPool(1);
            quartz.ScheduleJob<Tick>(
                trigger => trigger.WithIdentity("every minute").WithCronSchedule("0 * * * * ?"),
                job => job.WithIdentity("schedules"));
        });
        services.AddQuartzHostedService();
        return services;
    }

    /// <summary>One tick.</summary>
    internal sealed class Tick(ScheduleWake wake) : IJob
    {
        public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            wake.Set();
            return ValueTask.CompletedTask;
        }
    }
}
