using AfterSales.Engine.Commits;
using AfterSales.Engine.Search;

namespace AfterSales.Engine.Messages;

/// <summary>Publishes messages and shows who waits for which.</summary>
public sealed class MessageApi
{
    private readonly EngineCore _core;

    internal MessageApi(EngineCore core) => _core = core;

    /// <summary>
    /// Publishes a message. When the task completes the message is on disk; receivers are moved by commands of their own right
    /// after, each exactly once.
    /// </summary>
    /// <returns>The message key, or a Conflict when a message with the same id still lives.</returns>
    public Task<Outcome<long>> PublishAsync(PublishMessage message, string? actor = null, Action<CommitContext>? alongside = null, CancellationToken ct = default) =>
        _core.Commands.SendAsync("message.publish", actor, x => MessageTransitions.Publish(x, message, alongside), ct);

    /// <summary>
    /// Hands a message to whoever waits for it now; it is not kept. When the task completes that is on disk, and the receivers are moved
    /// by commands of their own right after. NotFound when nobody waits.
    /// </summary>
    public Task<Outcome<CorrelatedMessage>> CorrelateAsync(
        PublishMessage message, string? actor = null, Action<CommitContext>? alongside = null, CancellationToken ct = default) =>
        _core.Commands.SendAsync("message.correlate", actor, x => MessageTransitions.CorrelateNow(x, message, alongside), ct);

    /// <summary>Publishes a message from inside another commit: it exists if, and only if, that commit succeeds.</summary>
    public static Outcome<long> Publish(CommitContext commit, PublishMessage message) => MessageTransitions.Publish(commit.Execution, message, null);

    public Task<Outcome<SearchPage<MessageRow>>> SearchAsync(SearchRequest request, CancellationToken ct = default) =>
        _core.Reads.SearchAsync(Entities.Messages, request, ct);

    /// <summary>Messages that instances received or began with.</summary>
    public Task<Outcome<SearchPage<CorrelatedMessageRow>>> SearchCorrelatedAsync(SearchRequest request, CancellationToken ct = default) =>
        _core.Reads.SearchAsync(Entities.CorrelatedMessages, request, ct);

    public Task<Outcome<SearchPage<MessageSubscriptionRow>>> SearchSubscriptionsAsync(SearchRequest request, CancellationToken ct = default) =>
        _core.Reads.SearchAsync(Entities.MessageSubscriptions, request, ct);
}
