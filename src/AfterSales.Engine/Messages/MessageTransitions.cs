using System.Text.Json;
using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.State;
using AfterSales.Engine.Commits;
using AfterSales.Engine.Deployments;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Operations;
using AfterSales.Feel.Values;

namespace AfterSales.Engine.Messages;

/// <summary>
/// Brings messages to those who wait. A message reaches each process id at most once. Handing it over is an outbox item of the
/// publishing command and a command of the receiver; meanwhile the subscription is marked, so that a second message waits its turn.
/// </summary>
internal static class MessageTransitions
{
    public const string CorrelateKind = "engine:correlate-message";
    public const string StartKind = "engine:start-by-message";

    public static Outcome<long> Publish(Execution x, PublishMessage publish, Action<CommitContext>? alongside)
    {
        x.Alongside = alongside ?? x.Alongside;
        if (string.IsNullOrWhiteSpace(publish.Name))
            return Failure.Invalid("Expected a message name, but it is empty.");
        if (publish.TimeToLive < TimeSpan.Zero)
            return Failure.Invalid("Expected the time to live not to be negative.");
        if (publish.MessageId is { Length: > 0 } id && x.Session.Messages.IsAlive(publish.Name, publish.CorrelationKey, id, x.Now))
            return Failure.Conflict($"Expected to publish message '{publish.Name}' with id '{id}', but a message with that id was already published.");
        var message = new StoredMessage(
            x.Core.Keys.Next(), publish.Name, publish.CorrelationKey, FeelJson.ToJson(publish.Variables ?? FeelContext.Empty), x.Now + publish.TimeToLive);
        if (publish.TimeToLive > TimeSpan.Zero)
            x.Session.Messages.Insert(message, publish.MessageId, x.Now);
        Distribute(x, message);
        return message.Key;
    }

    /// <summary>A message of an instance to others. One whose id another living message has is not published again.</summary>
    public static void Send(Execution x, MessageSent sent) => Publish(
        x,
        new PublishMessage(sent.MessageName, sent.CorrelationKey)
        {
            MessageId = sent.MessageId,
            TimeToLive = sent.TimeToLive > TimeSpan.Zero ? sent.TimeToLive : TimeSpan.Zero,
            Variables = sent.Variables,
        },
        null);

    /// <summary>Hands a message to the first who waits for it or begins with it; nothing happens when there is nobody.</summary>
    public static Outcome<CorrelatedMessage> CorrelateNow(Execution x, PublishMessage publish, Action<CommitContext>? alongside)
    {
        x.Alongside = alongside;
        if (string.IsNullOrWhiteSpace(publish.Name))
            return Failure.Invalid("Expected a message name, but it is empty.");
        var message = new StoredMessage(x.Core.Keys.Next(), publish.Name, publish.CorrelationKey, FeelJson.ToJson(publish.Variables ?? FeelContext.Empty), x.Now);
        return Distribute(x, message) is not 0 and var instance
            ? new CorrelatedMessage(message.Key, instance)
            : Failure.NotFound($"Expected somebody to wait for message '{publish.Name}' with correlation key '{publish.CorrelationKey}', but nobody does.");
    }

    /// <summary>Gives an instance that has just begun to wait the oldest message that waits for it.</summary>
    public static void OfferBuffered(Execution x, long subscriptionKey)
    {
        if (x.Session.Subscriptions.Find(subscriptionKey) is { Correlating: null } subscription
            && x.Session.Messages.Buffered(subscription.MessageName, subscription.CorrelationKey, subscription.ProcessId, x.Now) is { } message)
            HandOver(x, message, subscription);
    }

    public static void Correlate(Execution x, string payload)
    {
        var handed = JsonSerializer.Deserialize<Handover>(payload)!;
        if (x.Session.Subscriptions.Find(handed.SubscriptionKey) is { } waiting && SuspensionTransitions.Keep(x, waiting.InstanceKey, CorrelateKind, payload))
            return;
        if (x.Session.Subscriptions.Find(handed.SubscriptionKey) is { } subscription && x.Load(subscription.InstanceKey) is { } instance
            && x.Advance(instance, new CorrelateMessage(
                handed.SubscriptionKey, subscription.ElementInstanceKey, handed.MessageKey, (FeelContext)FeelJson.Parse(handed.Variables))) is null)
        {
            Received(x, instance, handed.MessageKey, subscription);
            // Still open means a non-interrupting event: it is free for the next message.
            if (x.Session.Subscriptions.Find(handed.SubscriptionKey) is not null)
            {
                x.Session.Subscriptions.SetCorrelating(handed.SubscriptionKey, null);
                OfferBuffered(x, handed.SubscriptionKey);
            }
            return;
        }
        // The instance stopped waiting in between: the message goes to the next one, as long as it lives.
        x.Session.Messages.ForgetCorrelation(handed.MessageKey, handed.ProcessId);
        if (x.Session.Messages.Find(handed.MessageKey) is { } message && message.ExpiresAt > x.Now)
            Distribute(x, message, handed.ProcessId);
    }

    public static void Start(Execution x, string payload)
    {
        var start = JsonSerializer.Deserialize<StartByMessage>(payload)!;
        if (x.Core.Definitions.Find(start.DefinitionKey, x.Session) is not { } definition)
            return;
        // One that was asked for by an earlier version of the program does not say which message it was.
        if (start.MessageKey is { } message)
        {
            if (WhoWaits(x, definition.Process, start) is { } subscription)
            {
                x.Session.Messages.ForgetCorrelation(message, subscription.ProcessId);
                HandOver(x, x.Session.Messages.Find(message) ?? new StoredMessage(message, subscription.MessageName, start.CorrelationKey, start.Variables, x.Now), subscription);
                return;
            }
            if (!MessageStarts.Begin(x, definition.Process.Id, start.CorrelationKey, start.InstanceKey))
            {
                // It waits, as long as it lives, until the one that runs has ended.
                x.Session.Messages.ForgetCorrelation(message, definition.Process.Id);
                return;
            }
            Began(x, start, message, definition);
        }
        InstanceTransitions.Start(x, definition, new NewInstance
        {
            ProcessInstanceKey = start.InstanceKey,
            ProcessDefinitionKey = start.DefinitionKey,
            BusinessKey = start.CorrelationKey.Length > 0 ? start.CorrelationKey : null,
        }, (FeelContext)FeelJson.Parse(start.Variables), start.ElementId, start.MessageName);
    }

    /// <summary>
    /// Of messages that must all come, another may have begun the instance since this one was published: then that instance waits for it.
    /// </summary>
    private static StoredSubscription? WhoWaits(Execution x, CompiledProcess process, StartByMessage start) =>
        process.StartTriggers.Messages.FirstOrDefault(message => message.ElementId == start.ElementId && (start.MessageName is null || message.MessageName == start.MessageName)) is { IsOneOfSeveral: true } awaited
            ? x.Session.Subscriptions.Matching(awaited.MessageName, start.CorrelationKey).Find(subscription => subscription.ProcessId == process.Id)
            : null;

    /// <param name="onlyProcessId">When given, only this process is offered the message; the others have had their chance.</param>
    /// <returns>The first instance that gets it; 0 when there is none.</returns>
    private static long Distribute(Execution x, StoredMessage message, string? onlyProcessId = null)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var first = 0L;
        foreach (var subscription in x.Session.Subscriptions.Matching(message.Name, message.CorrelationKey))
            if ((onlyProcessId is null || subscription.ProcessId == onlyProcessId) && reached.Add(subscription.ProcessId))
            {
                HandOver(x, message, subscription);
                first = first == 0 ? subscription.InstanceKey : first;
            }
        foreach (var start in x.Session.Subscriptions.Starts(message.Name))
            if ((onlyProcessId is null || start.ProcessId == onlyProcessId) && MessageStarts.MayBegin(x, start, message) && reached.Add(start.ProcessId))
            {
                var key = Begin(x, message, start);
                first = first == 0 ? key : first;
            }
        return first;
    }

    /// <summary>Asks for an instance that the message begins.</summary>
    /// <returns>Its key.</returns>
    public static long Begin(Execution x, StoredMessage message, MessageStart start)
    {
        var key = x.Core.Keys.Next();
        MessageStarts.Hold(x, start, message, key);
        Remember(x, message, start.ProcessId, key);
        x.FollowUp(StartKind, JsonSerializer.Serialize(new StartByMessage(
            key, start.DefinitionKey, start.ElementId, message.CorrelationKey, message.VariablesJson, message.Key, message.Name)));
        return key;
    }

    private static void Received(Execution x, LoadedInstance instance, long messageKey, StoredSubscription subscription) => x.Session.Correlations.Insert(new CorrelatedMessageRow
    {
        CorrelationRow = x.Core.Keys.Next(),
        SubscriptionKey = subscription.Key,
        MessageKey = messageKey,
        MessageName = subscription.MessageName,
        CorrelationKey = subscription.CorrelationKey,
        ProcessInstanceKey = subscription.InstanceKey,
        ProcessDefinitionKey = instance.Definition.Row.ProcessDefinitionKey,
        ProcessDefinitionId = subscription.ProcessId,
        ElementId = subscription.ElementId,
        ElementInstanceKey = subscription.ElementInstanceKey,
        CorrelationTime = x.Now,
    });

    private static void Began(Execution x, StartByMessage start, long messageKey, DeployedProcess definition)
    {
        var key = x.Core.Keys.Next();
        x.Session.Correlations.Insert(new CorrelatedMessageRow
        {
            CorrelationRow = key,
            SubscriptionKey = key,
            MessageKey = messageKey,
            MessageName = start.MessageName ?? "",
            CorrelationKey = start.CorrelationKey,
            ProcessInstanceKey = start.InstanceKey,
            ProcessDefinitionKey = start.DefinitionKey,
            ProcessDefinitionId = definition.Process.Id,
            ElementId = start.ElementId,
            CorrelationTime = x.Now,
        });
    }

    private static void HandOver(Execution x, StoredMessage message, StoredSubscription subscription)
    {
        Remember(x, message, subscription.ProcessId, subscription.InstanceKey);
        x.Session.Subscriptions.SetCorrelating(subscription.Key, message.Key);
        x.FollowUp(CorrelateKind, JsonSerializer.Serialize(new Handover(subscription.Key, message.Key, subscription.ProcessId, message.VariablesJson)));
    }

    // A message that does not live beyond this commit cannot be offered twice: there is nothing to remember.
    private static void Remember(Execution x, StoredMessage message, string processId, long instanceKey)
    {
        if (message.ExpiresAt > x.Now)
            x.Session.Messages.Correlate(message.Key, processId, instanceKey);
    }

    private sealed record Handover(long SubscriptionKey, long MessageKey, string ProcessId, string Variables);

    private sealed record StartByMessage(long InstanceKey, long DefinitionKey, string ElementId, string CorrelationKey, string Variables, long? MessageKey = null, string? MessageName = null);
}
