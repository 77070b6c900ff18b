using AfterSales.Engine.Commits;

namespace AfterSales.Engine.Outbox;

/// <summary>What becomes of outbox items.</summary>
internal static class OutboxTransitions
{
    public static Outcome<Done> TryAgain(Execution x, long key)
    {
        if (x.Session.Outbox.Find(key) is not { } item)
            return Failure.NotFound($"Expected outbox item {key} to exist, but it does not.");
        if (!x.Session.Outbox.TryAgain(key, x.Now))
            return Failure.Conflict($"Expected outbox item {key} to be pending or failed, but it is delivered.");
        x.AfterCommit.Add(x.Core.Signals.Outbox(item.Kind).Set);
        return default(Done);
    }
}
