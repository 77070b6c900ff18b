using AfterSales.Engine;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AfterSales.Service.Attachments;

/// <summary>Removes, once a day, contents that were uploaded and then never came to belong to a case.</summary>
internal sealed class AttachmentSweep(ProcessEngine engine, AttachmentStore store, TimeProvider clock, ILogger<AttachmentSweep> log) : BackgroundService
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Day, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            try
            {
                var removed = store.Sweep(Day, IsUsed);
                if (removed > 0)
                    log.LogInformation("Removed {Count} uploaded files that belong to no case.", removed);
            }
            catch (IOException cause)
            {
                log.LogWarning(cause, "Uploaded files could not be swept; the next attempt is tomorrow.");
            }
    }

    private bool IsUsed(string sha256)
    {
        using var db = engine.OpenRead();
        return AttachmentTable.IsUsed(db, sha256);
    }
}
