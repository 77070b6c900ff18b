using AfterSales.Engine;
using AfterSales.Engine.Clock;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AfterSales.Service.Sweeps;

/// <summary>
/// Does what is due whenever it is woken, and never sleeps longer than its poll interval. Only one run at a time; a run that fails is logged
/// and made again after the poll interval or the next call. Reads no clock but the engine's own.
/// </summary>
internal abstract class WokenSweep(ProcessEngine engine, SweepWake wake, TimeSpan poll, ILogger log) : BackgroundService
{
    private readonly SemaphoreSlim running = new(1, 1);

    protected ProcessEngine Engine => engine;

    /// <summary>What the log says when a run failed.</summary>
    protected abstract string Failed { get; }

    /// <summary>Whether what is due depends on the time, so that a moved clock wakes the sweep.</summary>
    protected virtual bool FollowsClock => true;

    /// <summary>Does everything that is due now; how much was done.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    public async Task<int> RunOnceAsync(CancellationToken ct)
    {
        await running.WaitAsync(ct);
        try
        {
            return await SweepAsync(ct);
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

    /// <summary>One run; nothing else runs beside it.</summary>
    protected abstract Task<int> SweepAsync(CancellationToken ct);

    /// <summary>How long to sleep when nobody calls.</summary>
    protected virtual Task<TimeSpan> UntilNextAsync(CancellationToken ct) => Task.FromResult(poll);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await engine.PrepareAsync(stoppingToken);
        if (FollowsClock && engine.Clock is ControllableTimeProvider clock)
            clock.Moved += wake.Set;
        while (!stoppingToken.IsCancellationRequested)
        {
            var woken = wake.Next;
            try
            {
                await RunOnceAsync(stoppingToken);
                await WaitAsync(woken, await UntilNextAsync(stoppingToken), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                log.LogError(failure, "{Problem}", Failed);
                await WaitAsync(woken, poll, stoppingToken);
            }
        }
    }

    private static async Task WaitAsync(Task woken, TimeSpan atMost, CancellationToken ct)
    {
        try
        {
            await woken.WaitAsync(atMost, ct);
        }
        catch (TimeoutException)
        {
            // Looking again is the answer to both.
        }
    }
}
