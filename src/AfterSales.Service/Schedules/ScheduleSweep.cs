using AfterSales.Engine;
using AfterSales.Service.Sweeps;
using Microsoft.Extensions.Logging;

namespace AfterSales.Service.Schedules;

/// <summary>
/// Plans what has come round and does it, whenever it is woken: by Quartz's tick, by a moved clock, by somebody who runs a schedule by
/// hand. Reads no clock but the service's own, so that tests and <c>PUT /v2/clock</c> drive it (ADR 0008).
/// </summary>
internal sealed class ScheduleSweep(
    ProcessEngine engine, SchedulePlanner planner, ScheduleActions actions, ScheduleWake wake, AfterSalesOptions options, ILogger<ScheduleSweep> log)
    : WokenSweep(engine, wake, TimeSpan.FromMinutes(1), log)
{
    private const int Batch = 50;
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromHours(6);

    protected override string Failed => "Schedules could not be looked at; they are tried again.";

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await Engine.PrepareAsync(cancellationToken);
        await Engine.WriteAsync(ScheduleTable.Seed, ct: cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => options.RunSchedules ? base.ExecuteAsync(stoppingToken) : Task.CompletedTask;

    /// <summary>Plans and does everything that is due now; how many runs were done.</summary>
    protected override async Task<int> SweepAsync(CancellationToken ct)
    {
        await planner.RunAsync(ct);
        return await DoAsync(ct);
    }

    private async Task<int> DoAsync(CancellationToken ct)
    {
        var done = 0;
        while (true)
        {
            var now = Engine.Clock.GetUtcNow();
            var waiting = await Engine.ReadAsync(db => ScheduleRunTable.Waiting(db, now, Batch), ct);
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
        await Engine.WriteAsync(commit => ScheduleRunTable.Failed(commit, run.Key, problem, commit.Now + (wait < LongestRetry ? wait : LongestRetry)), ct: ct);
        return false;
    }
}
