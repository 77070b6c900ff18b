using Microsoft.Extensions.Logging;

namespace AfterSales.Engine.Outbox;

/// <summary>Runs one <see cref="IOutboxHandler"/>: delivers due items, several at a time, and notes what became of each.</summary>
internal sealed class OutboxDelivery(EngineCore core, IOutboxHandler handler, ILogger log)
{
    private readonly Dictionary<long, Task> _running = [];

    public async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var woken = core.Signals.Outbox(handler.Kind).Next;
            Forget();
            var begun = _running.Count < core.Options.OutboxConcurrency ? await BeginAsync(ct).ConfigureAwait(false) : 0;
            if (begun == 0 || _running.Count >= core.Options.OutboxConcurrency)
                await Waiting.AnyAsync(_running.Count == 0 ? woken : Task.WhenAny([woken, .. _running.Values]), core.Options.PollInterval, ct).ConfigureAwait(false);
        }
        await Task.WhenAll(_running.Values).ConfigureAwait(false);
    }

    private async Task<int> BeginAsync(CancellationToken ct)
    {
        // What runs is still pending in the table: ask for as many more, so that it never hides the rest.
        var limit = core.Options.OutboxConcurrency + _running.Count;
        var due = core.Store.Node is { } node
            ? await ClaimAsync(node.Epoch, limit, ct).ConfigureAwait(false)
            : await core.Reads.RunAsync(db => OutboxQueries.Pending(db, handler.Kind, core.Clock.GetUtcNow(), limit), ct).ConfigureAwait(false);
        var begun = 0;
        foreach (var item in due)
        {
            if (_running.Count >= core.Options.OutboxConcurrency)
                break;
            if (_running.ContainsKey(item.Key))
                continue;
            _running.Add(item.Key, Task.Run(() => DeliverAsync(item, ct), CancellationToken.None));
            begun++;
        }
        return begun;
    }

    /// <summary>Asks first whether there is anything: looking costs the writers of all nodes nothing.</summary>
    private async Task<IReadOnlyList<OutboxItem>> ClaimAsync(long epoch, int limit, CancellationToken ct)
    {
        if (!await core.Reads.RunAsync(db => OutboxQueries.IsDue(db, handler.Kind, core.Clock.GetUtcNow(), epoch), ct).ConfigureAwait(false))
            return [];
        var claimed = await core.Commands.SendInternal(
            "outbox.claim", x => (Outcome<IReadOnlyList<OutboxItem>>)(OutboxItem[])[.. x.Session.Outbox.Claim(core.Epoch, handler.Kind, x.Now, limit)]).ConfigureAwait(false);
        return claimed.Value;
    }

    private async Task DeliverAsync(OutboxItem item, CancellationToken ct)
    {
        var outcome = await TryDeliverAsync(item, ct).ConfigureAwait(false);
        if (outcome is null)
            return;
        try
        {
            await core.Commands.SendInternal("outbox.note", x => Note(x, item, outcome)).ConfigureAwait(false);
        }
        catch (CommandFailedException failure)
        {
            log.LogError(failure, "What became of outbox item {Key} could not be stored; it will be delivered again.", item.Key);
        }
    }

    /// <summary>Null when the engine is stopping: the item stays as it is.</summary>
    private async Task<OutboxOutcome?> TryDeliverAsync(OutboxItem item, CancellationToken ct)
    {
        try
        {
            return await handler.DeliverAsync(item, ct).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception failure)
        {
            log.LogWarning(failure, "Outbox item {Key} of kind {Kind} could not be delivered.", item.Key, item.Kind);
            return OutboxOutcome.Retry(null, failure.Message);
        }
    }

    private Outcome<Done> Note(Commits.Execution x, OutboxItem item, OutboxOutcome outcome)
    {
        switch (outcome)
        {
            case OutboxOutcome.DeliveredOutcome:
                x.Session.Outbox.Delivered(item.Key, x.Now);
                break;
            case OutboxOutcome.RetryOutcome retry:
                x.Session.Outbox.Retry(item.Key, x.Now + (retry.After ?? core.Backoff(item.Attempt)), retry.Reason);
                break;
            case OutboxOutcome.GiveUpOutcome giveUp:
                x.Session.Outbox.GiveUp(item.Key, x.Now, giveUp.Reason);
                break;
        }
        return default(Done);
    }

    private void Forget()
    {
        foreach (var (key, task) in _running.ToList())
            if (task.IsCompleted)
                _running.Remove(key);
    }
}
