using AfterSales.Engine.Commits;
using AfterSales.Engine.Deployments;

namespace AfterSales.Engine.Messages;

/// <summary>
/// Of instances that a message with a correlation key begins one per process and key runs at a time, as in Camunda 8. A message that comes meanwhile is kept
/// for its time to live, and begins the next when that one has ended. Messages without a correlation key begin one each.
/// </summary>
internal static class MessageStarts
{
    /// <summary>Whether a message may begin an instance here. One of several that must all come is judged when its turn has come: the instance may wait for it by then.</summary>
    public static bool MayBegin(Execution x, MessageStart start, StoredMessage message) =>
        message.CorrelationKey.Length == 0 || IsOneOfSeveral(x, start) || x.Session.MessageInstances.Holder(start.ProcessId, message.CorrelationKey) == 0;

    /// <summary>Holds the place of an instance that is asked for in the same commit.</summary>
    public static void Hold(Execution x, MessageStart start, StoredMessage message, long instanceKey)
    {
        if (message.CorrelationKey.Length > 0 && !IsOneOfSeveral(x, start))
            x.Session.MessageInstances.Hold(start.ProcessId, message.CorrelationKey, instanceKey);
    }

    /// <summary>The instance takes the place it holds, or a free one; false when another has it.</summary>
    public static bool Begin(Execution x, string processId, string correlationKey, long instanceKey)
    {
        if (correlationKey.Length == 0)
            return true;
        var holder = x.Session.MessageInstances.Holder(processId, correlationKey);
        if (holder == 0)
            x.Session.MessageInstances.Hold(processId, correlationKey, instanceKey);
        return holder == 0 || holder == instanceKey;
    }

    /// <summary>An instance has ended: the oldest message that waits to begin another does.</summary>
    public static void Ended(Execution x, long instanceKey)
    {
        if (x.Session.MessageInstances.HeldBy(instanceKey) is not { } held)
            return;
        x.Session.MessageInstances.Release(instanceKey);
        var next = x.Session.Subscriptions.StartsOf(held.ProcessId)
            .Select(start => (Start: start.Start, Message: x.Session.Messages.Buffered(start.MessageName, held.CorrelationKey, held.ProcessId, x.Now)))
            .Where(waiting => waiting.Message is not null).OrderBy(waiting => waiting.Message!.Key).FirstOrDefault();
        if (next.Message is { } message)
            MessageTransitions.Begin(x, message, next.Start);
    }

    private static bool IsOneOfSeveral(Execution x, MessageStart start) => x.Core.Definitions.Find(start.DefinitionKey, x.Session) is { } definition && IsOneOfSeveral(definition, start.ElementId);

    /// <summary>An element of those that must all come, see <see cref="Bpmn.Compilation.MessageStart"/>.</summary>
    public static bool IsOneOfSeveral(DeployedProcess definition, string elementId) =>
        definition.Process.StartTriggers.Messages.Any(message => message.ElementId == elementId && message.IsOneOfSeveral);
}
