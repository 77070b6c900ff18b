using AfterSales.Engine.Batches;
using AfterSales.Engine.Clock;
using AfterSales.Engine.Jobs;
using AfterSales.Engine.Nodes;
using AfterSales.Engine.Outbox;
using AfterSales.Engine.Timers;
using Microsoft.Extensions.Logging;

namespace AfterSales.Engine;

/// <summary>What runs by itself while the engine is started: timers, job handlers, deliveries, left-overs, and tidying up.</summary>
internal sealed class EngineWorkers(EngineCore core) : IAsyncDisposable
{
    private readonly List<Task> _running = [];
    private CancellationTokenSource? _stop;

    public void Start()
    {
        _stop = new CancellationTokenSource();
        if (core.Clock is ControllableTimeProvider clock)
            clock.Moved += core.Signals.All;
        var log = core.Parts.Logging;
        Keep("timers", new TimerSweep(core, log.CreateLogger<TimerSweep>()).RunAsync);
        Keep("left-overs", SweepFollowUpsAsync);
        Keep("tidying", TidyAsync);
        Keep("batches", new BatchWorker(core, log.CreateLogger<BatchWorker>()).RunAsync);
        if (core.Store.IsShared)
            Keep("nodes", new NodeWatch(core, log.CreateLogger<NodeWatch>()).RunAsync);
        foreach (var handler in Unique(core.Parts.JobHandlers(), handler => handler.JobType, "job handler"))
            Keep($"jobs of type {handler.JobType}", new JobWorker(core, handler, log.CreateLogger<JobWorker>()).RunAsync);
        foreach (var handler in Unique(core.Parts.OutboxHandlers(), handler => handler.Kind, "outbox handler"))
            Keep($"outbox of kind {handler.Kind}", new OutboxDelivery(core, handler, log.CreateLogger<OutboxDelivery>()).RunAsync);
    }

    public async ValueTask DisposeAsync() => await StopAsync().ConfigureAwait(false);

    public async Task StopAsync()
    {
        if (_stop is null)
            return;
        if (core.Clock is ControllableTimeProvider clock)
            clock.Moved -= core.Signals.All;
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_running).ConfigureAwait(false);
        _running.Clear();
        _stop.Dispose();
        _stop = null;
    }

    /// <summary>Runs a loop until the stop; a loop that fails begins anew after a moment, because nobody else would do its work.</summary>
    private void Keep(string what, Func<CancellationToken, Task> loop)
    {
        var ct = _stop!.Token;
        _running.Add(Task.Run(async () =>
        {
            while (!ct.IsCancellationRequested)
                try
                {
                    await loop(ct).ConfigureAwait(false);
                }
                catch (OperationCanceledException) when (ct.IsCancellationRequested)
                {
                    return;
                }
                catch (Exception failure)
                {
                    core.Log.LogError(failure, "The {Worker} worker failed and begins anew.", what);
                    await Waiting.AnyAsync(Task.Delay(Timeout.Infinite, ct), core.Options.PollInterval, ct).ConfigureAwait(false);
                }
        }, CancellationToken.None));
    }

    // In the normal course there is nothing to find: items are applied right after their commit.
    private async Task SweepFollowUpsAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var woken = core.Signals.Tidying.Next;
            await core.FollowUps.SweepAsync(ct).ConfigureAwait(false);
            await Waiting.AnyAsync(woken, core.Options.PollInterval, ct).ConfigureAwait(false);
        }
    }

    private async Task TidyAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var woken = core.Signals.Tidying.Next;
            await core.Commands.SendInternal("tidy", x =>
            {
                x.Session.Messages.RemoveExpired(x.Now);
                x.Session.Outbox.Purge(x.Now - core.Options.OutboxRetention);
                return (Outcome<Done>)default(Done);
            }).ConfigureAwait(false);
            await Waiting.AnyAsync(woken, TimeSpan.FromMinutes(1), ct).ConfigureAwait(false);
        }
    }

    private static IEnumerable<T> Unique<T>(IEnumerable<T> handlers, Func<T, string> name, string what)
    {
        var byName = handlers.GroupBy(name, StringComparer.Ordinal).ToList();
        foreach (var twice in byName.Where(group => group.Count() > 1))
            throw new InvalidOperationException($"Expected one {what} for '{twice.Key}', but there are {twice.Count()}.");
        return byName.Select(group => group.Single());
    }
}
