using AfterSales.Engine.Clock;
using AfterSales.Engine;
using AfterSales.Service.Deadlines;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AfterSales.Service.Escalation;

/// <summary>
/// Runs the sweeps over missed due times, rungs and notices whenever one of them is due: woken by new plans and by a moved clock, and
/// never asleep longer than the poll interval. A failed run is tried again; what was told is never told twice.
/// </summary>
internal sealed class EscalationSweep(
    ProcessEngine engine, DeadlineSweep breaches, RungSweep rungs, NoticeSweep notices, EscalationWake wake,
    ILogger<EscalationSweep> log) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private readonly SemaphoreSlim running = new(1, 1);

    /// <summary>Does everything that is due now; the number of mails queued.</summary>
    public async Task<int> RunOnceAsync(CancellationToken ct)
    {
        await running.WaitAsync(ct);
        try
        {
            await breaches.RunAsync(ct);
            await rungs.RunAsync(ct);
            return await notices.RunAsync(ct);
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
        if (engine.Clock is ControllableTimeProvider clock)
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
                log.LogError(failure, "Reminders and escalations could not be looked at; they are tried again.");
                await WaitAsync(woken, Poll, stoppingToken);
            }
        }
    }

    private async Task<TimeSpan> UntilNextAsync(CancellationToken ct)
    {
        var rung = await engine.ReadAsync(EscalationTable.Next, ct);
        var due = await breaches.NextAsync(ct);
        var next = rung is null || due < rung ? due : rung;
        // A millisecond after it: a due time is missed when it has passed.
        var wait = next is { } at ? at - engine.Clock.GetUtcNow() + TimeSpan.FromMilliseconds(1) : Poll;
        // A clock that stands exactly at a due time never passes it: look again, but not without pause.
        return wait < Shortest ? Shortest : wait < Poll ? wait : Poll;
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
