using AfterSales.Engine.Storage;
using Dapper;
using Microsoft.Extensions.Logging;

namespace AfterSales.Engine.Timers;

/// <summary>
/// Fires due timers in bounded batches, each timer as a command of its own, and sleeps until the next one is due, an earlier one is
/// written or the clock moves. Between two batches other commands get their turn.
/// </summary>
internal sealed class TimerSweep(EngineCore core, ILogger log)
{
    public async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var woken = core.Signals.Timers.Next;
            var due = await DueAsync(ct).ConfigureAwait(false);
            if (due.Count > 0)
                await Task.WhenAll(due.Select(FireAsync)).ConfigureAwait(false);
            if (due.Count < core.Options.TimerBatch)
                await Waiting.AnyAsync(woken, await UntilNextAsync(ct).ConfigureAwait(false), ct).ConfigureAwait(false);
        }
    }

    private Task<IReadOnlyList<long>> DueAsync(CancellationToken ct) => core.Store.Node is { } node ? ClaimAsync(node.Epoch, ct) : core.Reads.RunAsync<IReadOnlyList<long>>(
        db => [.. db.Query<long>(
            "SELECT timer_key FROM engine_timers WHERE next_try_at <= @now ORDER BY next_try_at LIMIT @limit",
            new { now = core.Clock.GetUtcNow().Ms(), limit = core.Options.TimerBatch })], ct);

    /// <summary>Asks first whether there is anything: looking costs the writers of all nodes nothing.</summary>
    private async Task<IReadOnlyList<long>> ClaimAsync(long epoch, CancellationToken ct)
    {
        var any = await core.Reads.RunAsync(
            db => db.ExecuteScalar<long?>(
                "SELECT timer_key FROM engine_timers WHERE next_try_at <= @now AND (claimed_by IS NULL OR claimed_by = @epoch) ORDER BY next_try_at LIMIT 1",
                new { now = core.Clock.GetUtcNow().Ms(), epoch }),
            ct).ConfigureAwait(false);
        if (any is null)
            return [];
        var claimed = await core.Commands.SendInternal(
            "timer.claim", x => (Outcome<List<long>>)x.Session.Timers.Claim(core.Epoch, x.Now, core.Options.TimerBatch)).ConfigureAwait(false);
        return claimed.Value;
    }

    private async Task FireAsync(long key)
    {
        try
        {
            await core.Commands.SendInternal("timer.fire", x => TimerTransitions.Fire(x, key)).ConfigureAwait(false);
        }
        catch (CommandFailedException failure)
        {
            log.LogError(failure, "Timer {Timer} could not be fired and will be tried again.", key);
            await PostponeAsync(key).ConfigureAwait(false);
        }
    }

    private async Task PostponeAsync(long key)
    {
        try
        {
            await core.Commands.SendInternal("timer.postpone", x =>
            {
                x.Session.Timers.Postpone(key, x.Now + core.Options.MaxBackoff);
                return (Outcome<Done>)default(Done);
            }).ConfigureAwait(false);
        }
        catch (CommandFailedException again)
        {
            log.LogError(again, "Timer {Timer} could not even be postponed; it stays due.", key);
        }
    }

    // Never longer than the poll interval: a clock that somebody else moves does not tell.
    private async Task<TimeSpan> UntilNextAsync(CancellationToken ct)
    {
        // What another node has claimed is not waited for: it would be due all the time that node works on it.
        var next = await core.Reads.RunAsync(
            db => core.Store.Node is { } node
                ? db.ExecuteScalar<long?>("SELECT MIN(next_try_at) FROM engine_timers WHERE claimed_by IS NULL OR claimed_by = @Epoch", new { node.Epoch })
                : db.ExecuteScalar<long?>("SELECT MIN(next_try_at) FROM engine_timers"),
            ct).ConfigureAwait(false);
        var wait = next is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) - core.Clock.GetUtcNow() : core.Options.PollInterval;
        return wait < core.Options.PollInterval ? wait : core.Options.PollInterval;
    }
}
