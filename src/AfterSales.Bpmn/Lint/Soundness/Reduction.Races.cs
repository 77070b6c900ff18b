namespace AfterSales.Bpmn.Lint.Soundness;

internal sealed partial class Reduction
{
    /// <summary>
    /// Branches of one split that meet in one complex gateway, and of which those that come late leave no trace but a way to an end, are one
    /// branch: one token goes on, at a time of its own choice. The late ones can be in nobody's way unless the split comes again
    /// while they are under way; where the gateway leads back to it, may never go on, or something may end the whole scope before the late ones have come, all is left as it is.
    /// </summary>
    private bool MergeRace(NetNode gateway)
    {
        if (gateway is not { Entry: NetEntry.Some, Reset: { } index } || net.Nodes[index] is not { } reset || reset.Outcomes.Exists(outcome => outcome.Flows.Count > 0)
            || gateway.Activates!(gateway.Incoming.ToHashSet()) == false || Split(gateway) is not { } split || Reaches(gateway, split)
            || net.Nodes.Values.Any(node => node.End != NetEnd.None))
            return false;
        var branches = gateway.Incoming.ConvertAll(flow => Branch.From(net, First(flow))!);
        if (branches.Exists(branch => branch.Node is { } node && (node.Outcomes.Count > 1 || !SeesBehind(node, gateway))))
            return false;
        var kept = branches.Find(branch => branch.Node is not null) ?? branches[0];
        foreach (var gone in branches.Where(branch => branch != kept))
            Merge(split, kept, gone);
        gateway.Entry = NetEntry.Each;
        gateway.Covers.UnionWith(reset.Covers);
        gateway.Covers.UnionWith(reset.Way);
        gateway.Covers.UnionWith(reset.Outcomes.SelectMany(way => way.Way));
        net.Nodes.Remove(index);
        seen.Clear();
        return true;
    }

    /// <summary>The node that all branches come from, by one outcome that takes all of them.</summary>
    private NetNode? Split(NetNode gateway)
    {
        if (gateway.Incoming.Exists(flow => net.Flows[flow].From == NetFlow.Nowhere))
            return null;
        var beginnings = gateway.Incoming.ConvertAll(First);
        return beginnings.Select(flow => net.Flows[flow].From).Distinct().ToList() is [var index]
            && net.Nodes[index].Outcomes.FindAll(outcome => outcome.Flows.Intersect(beginnings).Any()) is [{ IsSubset: false, IsPlain: true } only] && beginnings.TrueForAll(only.Flows.Contains)
            ? net.Nodes[index]
            : null;
    }

    /// <summary>The flow that begins the branch which ends with this one: the same, or the one into the node in between.</summary>
    private int First(int last) => net.Nodes[net.Flows[last].From] is { Incoming: [var first] } && net.Flows[first].From != NetFlow.Nowhere && Branch.From(net, first)?.Last == last ? first : last;

    /// <summary>A late token holds other joins up as one in the gateway does.</summary>
    private bool SeesBehind(NetNode node, NetNode gateway) => Seen(node).Except(gateway.Incoming).ToHashSet().SetEquals(Seen(gateway).Except(gateway.Incoming));

    private bool Reaches(NetNode from, NetNode to)
    {
        var reached = new HashSet<int>();
        var open = new Stack<NetNode>([from]);
        while (open.TryPop(out var node))
            foreach (var next in node.Outcomes.SelectMany(outcome => outcome.Flows).Select(net.Target))
            {
                if (next == to)
                    return true;
                if (!reached.Add(next.Index))
                    continue;
                open.Push(next);
                if (next.Reset is { } reset && next.Entry == NetEntry.Some)
                    open.Push(net.Nodes[reset]);
            }
        return false;
    }
}
