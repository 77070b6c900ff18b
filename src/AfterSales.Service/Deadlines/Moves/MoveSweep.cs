using AfterSales.Engine;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AfterSales.Service.Deadlines.Moves;

/// <summary>
/// Lets everything open follow edited calendars and policies: at once after an edit, and every few seconds for what another node edited or
/// counted by an older version meanwhile. A failed run is tried again.
/// </summary>
internal sealed class MoveSweep(ProcessEngine engine, IEnumerable<IPendingMoves> rules, MoveWake wake, ILogger<MoveSweep> log) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim running = new(1, 1);

    /// <summary>Does everything that is pending; how much was looked at.</summary>
    public async Task<int> RunOnceAsync(CancellationToken ct)
    {
        await running.WaitAsync(ct);
        try
        {
            var done = 0;
            foreach (var rule in rules)
                done += await rule.RunAsync(ct);
            return done;
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
        while (!stoppingToken.IsCancellationRequested)
        {
            var woken = wake.Next;
            try
            {
                await RunOnceAsync(stoppingToken);
                await woken.WaitAsync(Poll, stoppingToken);
            }
            catch (TimeoutException)
            {
                // Nobody called: look again.
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                log.LogError(failure, "Open limits could not follow an edited calendar or policy yet; it is tried again.");
                await Task.WhenAny(woken, Task.Delay(Poll, stoppingToken));
            }
        }
    }
}
