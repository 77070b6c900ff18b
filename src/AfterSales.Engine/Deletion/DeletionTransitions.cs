using AfterSales.Engine.Commits;
using AfterSales.Engine.Instances;

namespace AfterSales.Engine.Deletion;

/// <summary>Deletes what has ended. Nothing that runs, and nothing that a guard keeps, is ever deleted.</summary>
internal static class DeletionTransitions
{
    /// <summary>An ended instance that nobody called, with all it has called.</summary>
    public static Outcome<Done> DeleteInstance(Execution x, long key, Action<CommitContext>? alongside)
    {
        x.Alongside = alongside;
        if (x.Session.Instances.Find(key) is not { } head)
            return Failure.NotFound($"Expected process instance {key} to exist, but it does not.");
        if (head.ParentInstanceKey is not null)
            return Failure.Conflict($"Expected process instance {key} to be one that nobody called, but it belongs to {head.RootKey}; delete that one.");
        var family = x.Session.Deletions.Family(key);
        foreach (var (instance, state) in family)
            if (state == InstanceStates.Active)
                return Failure.Conflict($"Expected process instance {instance} to have ended, but it is active. Cancel it first.");
            else if (Refusal(x, instance) is { } refusal)
                return Failure.Conflict(refusal);
        foreach (var (instance, _) in family)
            x.Session.Deletions.Delete(instance);
        return default(Done);
    }

    /// <summary>An evaluation with all decisions evaluated in it, of an instance that has ended.</summary>
    public static Outcome<Done> DeleteDecision(Execution x, long evaluationKey, Action<CommitContext>? alongside)
    {
        x.Alongside = alongside;
        if (x.Session.Deletions.InstanceOfDecision(evaluationKey) is not (not 0 and var instance))
            return Failure.NotFound($"Expected decision evaluation {evaluationKey} to exist, but it does not.");
        if (x.Session.Instances.Find(instance) is { State: InstanceStates.Active })
            return Failure.Conflict($"Expected process instance {instance} of decision evaluation {evaluationKey} to have ended, but it is active.");
        if (Refusal(x, instance) is { } refusal)
            return Failure.Conflict(refusal);
        x.Session.Deletions.DeleteDecision(evaluationKey);
        return default(Done);
    }

    private static string? Refusal(Execution x, long instance) =>
        x.Core.Parts.HistoryGuards.Select(guard => guard.Refusal(x.Commit, instance)).FirstOrDefault(refusal => refusal is not null);
}
