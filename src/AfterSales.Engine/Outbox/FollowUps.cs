using AfterSales.Engine.Broadcasting;
using AfterSales.Engine.Commits;
using AfterSales.Engine.Conditionals;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Messages;
using AfterSales.Engine.Operations;
using Microsoft.Extensions.Logging;

namespace AfterSales.Engine.Outbox;

/// <summary>
/// Carries out what instances ask of each other. In the normal course each item becomes a command right after the commit that
/// wrote it; what a crash or a failure left over is picked up by the sweep. Applying and removing an item are one commit.
/// </summary>
internal sealed class FollowUps(EngineCore core, ILogger log)
{
    private const int SweepBatch = 500;

    private static readonly Dictionary<string, Action<Execution, string>> Kinds = new(StringComparer.Ordinal)
    {
        [ChildTransitions.StartKind] = ChildTransitions.Start,
        [ChildTransitions.CancelKind] = ChildTransitions.Cancel,
        // Before the end of the same child: swept in this order.
        [ChildTransitions.EscalateKind] = ChildTransitions.Escalate,
        [ChildTransitions.FinishKind] = ChildTransitions.Finish,
        [ChildTransitions.FailKind] = ChildTransitions.Fail,
        [SuspensionTransitions.SuspendKind] = SuspensionTransitions.SuspendChild,
        [SuspensionTransitions.ResumeKind] = SuspensionTransitions.ResumeChild,
        [MessageTransitions.CorrelateKind] = MessageTransitions.Correlate,
        [MessageTransitions.StartKind] = MessageTransitions.Start,
        [SignalTransitions.DistributeKind] = SignalTransitions.Distribute,
        [SignalTransitions.CatchKind] = SignalTransitions.Catch,
        [SignalTransitions.StartKind] = SignalTransitions.Start,
        [ConditionTransitions.StartKind] = ConditionTransitions.Start,
    };

    public void Dispatch(OutboxItem item) => _ = ApplyAsync(item);

    /// <summary>Takes up items that are due and not done: after a crash, or when an earlier try failed.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> SweepAsync(CancellationToken ct)
    {
        var count = 0;
        foreach (var kind in Kinds.Keys)
        {
            var items = await core.Reads.RunAsync(db => OutboxQueries.Pending(db, kind, core.Clock.GetUtcNow(), SweepBatch), ct).ConfigureAwait(false);
            count += items.Count;
            await Task.WhenAll(items.Select(ApplyAsync)).ConfigureAwait(false);
        }
        return count;
    }

    private async Task ApplyAsync(OutboxItem item)
    {
        try
        {
            await core.Commands.SendInternal(item.Kind, x => Apply(x, item)).ConfigureAwait(false);
        }
        catch (CommandFailedException failure)
        {
            log.LogError(failure, "{Kind} {Key} could not be applied and will be tried again.", item.Kind, item.Key);
            await PostponeAsync(item, failure).ConfigureAwait(false);
        }
    }

    private static Outcome<Done> Apply(Execution x, OutboxItem item)
    {
        if (x.Session.Outbox.Take(item.Key))
            Kinds[item.Kind](x, item.Payload);
        return default(Done);
    }

    private async Task PostponeAsync(OutboxItem item, Exception failure)
    {
        try
        {
            await core.Commands.SendInternal("outbox.postpone", x =>
            {
                x.Session.Outbox.Retry(item.Key, x.Now + core.Backoff(item.Attempt), failure.Message);
                return (Outcome<Done>)default(Done);
            }).ConfigureAwait(false);
        }
        catch (CommandFailedException again)
        {
            log.LogError(again, "{Kind} {Key} could not even be postponed; it stays due.", item.Kind, item.Key);
        }
    }
}
