using AfterSales.Engine;
using AfterSales.Service.Storage;
using AfterSales.Service.Workflows;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AfterSales.Service.Designer;

/// <summary>
/// Sees what another node published, deployed or took out of use, and what came in through the engine's API: mails and workflows count here
/// within a few seconds, without a restart. While nothing has changed it reads three small numbers each time.
/// </summary>
internal sealed class PublicationWatch(ProcessEngine engine, Publication publication, WorkflowCatalog catalog, ILogger<PublicationWatch> log) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim running = new(1, 1);
    private ReleaseMark? seen;

    /// <summary>Takes up what changed since the last call; false when nothing did.</summary>
    public async Task<bool> RunOnceAsync(CancellationToken ct)
    {
        await running.WaitAsync(ct);
        try
        {
            // Read before what it stands for: a change between the two is taken up twice rather than never.
            var mark = await engine.ReadAsync(db => ReleaseTable.Mark(db), ct);
            if (mark == seen)
                return false;
            await publication.TakeUpMailsAsync(ct);
            await catalog.RefreshAsync(ct);
            seen = mark;
            return true;
        }
        finally
        {
            running.Release();
        }
    }

    public override void Dispose()
    {
        running.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await engine.PrepareAsync(stoppingToken);
        using var beat = new PeriodicTimer(Poll);
        while (!stoppingToken.IsCancellationRequested)
            try
            {
                await RunOnceAsync(stoppingToken);
                await beat.WaitForNextTickAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                log.LogError(failure, "What another node published could not be taken up yet; it is tried again.");
                await Task.WhenAny(Task.Delay(Poll, stoppingToken));
            }
    }
}
