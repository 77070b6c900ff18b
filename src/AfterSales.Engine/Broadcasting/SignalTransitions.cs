using System.Text.Json;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.State;
using AfterSales.Engine.Commits;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Operations;
using AfterSales.Feel.Values;

namespace AfterSales.Engine.Broadcasting;

/// <summary>
/// Brings a signal to everyone who waits for it. Handing it over is an outbox item of the broadcasting command and a command of the
/// receiver. Of many receivers each command takes a batch, so that a broadcast to a hundred thousand instances holds nobody up; who
/// begins to wait after the broadcast does not hear it.
/// </summary>
internal static class SignalTransitions
{
    public const string DistributeKind = "engine:distribute-signal";
    public const string CatchKind = "engine:catch-signal";
    public const string StartKind = "engine:start-by-signal";

    private const int Batch = 500;

    public static Outcome<long> Broadcast(Execution x, BroadcastSignal signal, Action<CommitContext>? alongside)
    {
        x.Alongside = alongside ?? x.Alongside;
        if (string.IsNullOrWhiteSpace(signal.Name))
            return Failure.Invalid("Expected a signal name, but it is empty.");
        var variables = FeelJson.ToJson(signal.Variables ?? FeelContext.Empty);
        foreach (var (definitionKey, elementId) in x.Session.Signals.Starts(signal.Name))
            x.FollowUp(StartKind, JsonSerializer.Serialize(new StartBySignal(x.Core.Keys.Next(), definitionKey, elementId, variables)));
        Distribute(x, new Distribution(signal.Name, 0, x.Session.Signals.Last(signal.Name), variables));
        return x.Core.Keys.Next();
    }

    public static void Distribute(Execution x, string payload) => Distribute(x, JsonSerializer.Deserialize<Distribution>(payload)!);

    public static void Catch(Execution x, string payload)
    {
        var handed = JsonSerializer.Deserialize<Handover>(payload)!;
        // Who stopped waiting in between does not hear it.
        if (x.Session.Signals.Find(handed.SubscriptionKey) is { } subscription && !SuspensionTransitions.Keep(x, subscription.InstanceKey, CatchKind, payload)
            && x.Load(subscription.InstanceKey) is { } instance)
            x.Advance(instance, new CatchSignal(subscription.Key, subscription.ElementInstanceKey, (FeelContext)FeelJson.Parse(handed.Variables)));
    }

    public static void Start(Execution x, string payload)
    {
        var start = JsonSerializer.Deserialize<StartBySignal>(payload)!;
        if (x.Core.Definitions.Find(start.DefinitionKey, x.Session) is not { } definition)
            return;
        InstanceTransitions.Start(x, definition, new NewInstance
        {
            ProcessInstanceKey = start.InstanceKey,
            ProcessDefinitionKey = start.DefinitionKey,
        }, (FeelContext)FeelJson.Parse(start.Variables), start.ElementId);
    }

    private static void Distribute(Execution x, Distribution signal)
    {
        var batch = x.Session.Signals.Matching(signal.Name, signal.After, signal.Last, Batch);
        foreach (var subscription in batch)
            x.FollowUp(CatchKind, JsonSerializer.Serialize(new Handover(subscription.Key, signal.Variables)));
        if (batch.Count == Batch && batch[^1].Key < signal.Last)
            x.FollowUp(DistributeKind, JsonSerializer.Serialize(signal with { After = batch[^1].Key }));
    }

    /// <param name="After">The subscription that was reached last.</param>
    /// <param name="Last">The youngest one when the signal was broadcast.</param>
    private sealed record Distribution(string Name, long After, long Last, string Variables);

    private sealed record Handover(long SubscriptionKey, string Variables);

    private sealed record StartBySignal(long InstanceKey, long DefinitionKey, string ElementId, string Variables);
}
