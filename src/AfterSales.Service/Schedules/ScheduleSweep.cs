using AfterSales.Engine;
using AfterSales.Engine.Clock;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AfterSales.Service.Schedules;

/// <summary>
/// Plans what has come round and does it, whenever it is woken: by Quartz's tick, by a moved clock, by somebody who runs a schedule by
/// hand. Reads no clock but the service's own, so that tests and <c>PUT /v2/clock</c> drive it (ADR 0008).
/// </summary>
internal sealed class ScheduleSweep(
    ProcessEngine engine, SchedulePlanner planner, ScheduleActions actions, ScheduleWake wake, AfterSalesOptions options, ILogger<ScheduleSweep> log)
    : BackgroundService
{
    private const int Batch = 50;
    private static readonly TimeSpan Poll = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromHours(6);
    private readonly SemaphoreSlim running = new(1, 1);

    /// <summary>Plans and does everything that is due now; how many runs were done.</summary>
    public async Task<int> RunOnceAsync(CancellationToken ct)
    {
        await running.WaitAsync(ct);
        try
        {
            await planner.RunAsync(ct);
            return await DoAsync(ct);
        }
        finally
        {
            running.Release();
        }
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await engine.PrepareAsync(cancellationToken);
        await engine.WriteAsync(ScheduleTable.Seed, ct: cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        running.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.RunSchedules)
            return;
        if (engine.Clock is ControllableTimeProvider clock)
            clock.Moved += wake.Set;
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
                // Looking again is the answer.
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                log.LogError(failure, "Schedules could not be looked at; they are tried again.");
                await Task.WhenAny(woken, Task.Delay(Poll, TimeProvider.System, stoppingToken));
            }
        }
    }

    private async Task<int> DoAsync(CancellationToken ct)
    {
        var done = 0;
        while (true)
        {
            var now = engine.Clock.GetUtcNow();
            var waiting = await engine.ReadAsync(db => ScheduleRunTable.Waiting(db, now, Batch), ct);
            foreach (var run in waiting)
                done += await DoAsync(run, ct) ? 1 : 0;
            // What fails is put off, what is done waits no more: a round that found nothing is the last.
            if (waiting.Count == 0)
                return done;
        }
    }

    private async Task<bool> DoAsync(ScheduleRun run, CancellationToken ct)
    {
        string? problem;
        try
        {
            problem = await actions.DoAsync(run, ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogError(failure, "The schedule {Schedule} failed for {Period}; it is tried again.", run.ScheduleId, run.Period.Id);
            problem = failure.Message;
        }
        if (problem is null)
            return true;
        var wait = FirstRetry * Math.Pow(2, Math.Min(run.Attempts, 10));
        await engine.WriteAsync(commit => ScheduleRunTable.Failed(commit, run.Key, problem, commit.Now + (wait < LongestRetry ? wait : LongestRetry)), ct: ct);
        return false;
    }
}
