using AfterSales.Engine.Commits;

namespace AfterSales.Engine.Nodes;

/// <summary>What becomes of the work that a node had claimed when it goes.</summary>
internal static class NodeTransitions
{
    /// <summary>Frees what nodes had claimed whose lease has ended.</summary>
    public static Outcome<IReadOnlyList<DepartedNode>> TakeOver(Execution x) => Release(x, x.Session.Nodes.RemoveExpired());

    /// <summary>Frees what this node has claimed; it writes nothing after this.</summary>
    public static Outcome<IReadOnlyList<DepartedNode>> Leave(Execution x, long epoch) => Release(x, x.Session.Nodes.Remove(epoch));

    private static List<DepartedNode> Release(Execution x, List<DepartedNode> departed)
    {
        foreach (var node in departed)
        {
            x.Session.Jobs.ReleaseAllLocks(node.Worker, x.Now);
            x.Session.Timers.ReleaseClaims(node.Node.Epoch);
            x.Session.Outbox.ReleaseClaims(node.Node.Epoch);
        }
        if (departed.Count > 0)
            x.AfterCommit.Add(x.Core.Signals.All);
        return departed;
    }
}
