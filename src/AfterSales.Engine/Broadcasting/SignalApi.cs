using AfterSales.Engine.Commits;
using AfterSales.Engine.Search;

namespace AfterSales.Engine.Broadcasting;

/// <summary>Broadcasts signals and shows who waits for which.</summary>
public sealed class SignalApi
{
    private readonly EngineCore _core;

    internal SignalApi(EngineCore core) => _core = core;

    /// <summary>
    /// Broadcasts a signal. When the task completes it is on disk who is to hear it; each instance is moved by a command of its own right
    /// after, exactly once. Start events of the latest versions begin one instance each.
    /// </summary>
    /// <returns>The signal key, or Invalid when the name is empty.</returns>
    public Task<Outcome<long>> BroadcastAsync(BroadcastSignal signal, string? actor = null, Action<CommitContext>? alongside = null, CancellationToken ct = default) =>
        _core.Commands.SendAsync("signal.broadcast", actor, x => SignalTransitions.Broadcast(x, signal, alongside), ct);

    /// <summary>Broadcasts a signal from inside another commit: it is heard if, and only if, that commit succeeds.</summary>
    public static Outcome<long> Broadcast(CommitContext commit, BroadcastSignal signal) => SignalTransitions.Broadcast(commit.Execution, signal, null);

    public Task<Outcome<SearchPage<SignalSubscriptionRow>>> SearchSubscriptionsAsync(SearchRequest request, CancellationToken ct = default) =>
        _core.Reads.SearchAsync(Entities.SignalSubscriptions, request, ct);
}
