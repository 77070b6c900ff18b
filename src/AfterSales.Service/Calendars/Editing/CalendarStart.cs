using AfterSales.Engine;
using Microsoft.Extensions.Hosting;

namespace AfterSales.Service.Calendars.Editing;

/// <summary>Reads edited calendars before timers run and anything is counted.</summary>
internal sealed class CalendarStart(ProcessEngine engine, CalendarVersions versions) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await engine.PrepareAsync(cancellationToken);
        await versions.ReloadAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
