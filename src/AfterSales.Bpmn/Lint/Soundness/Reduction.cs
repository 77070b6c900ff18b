namespace AfterSales.Bpmn.Lint.Soundness;

/// <summary>
/// Makes a net smaller without changing whether it is sound, by putting together what cannot go wrong by itself: regions in
/// which one token moves from a single entry (sequences, choices, loops), and branches that begin and end alike. A process of
/// nested blocks becomes a single node; what is left of others is explored. After the reduction rules of workflow nets
/// (Murata; van Dongen, Mendling and van der Aalst), with each rule kept from changing what inclusive joins see.
/// </summary>
internal sealed partial class Reduction(TokenNet net)
{
    /// <summary>What each node sees of inclusive joins; forgotten when one of them or a flow into one goes.</summary>
    private readonly Dictionary<int, HashSet<int>> seen = [];

    public static void Apply(TokenNet net)
    {
        var reduction = new Reduction(net);
        while (reduction.Once())
        {
        }
    }

    private bool Once()
    {
        var changed = false;
        foreach (var node in net.Nodes.Values.ToList())
            if (net.Nodes.ContainsKey(node.Index))
                changed |= OpenJoin(node) | IsWhole(node) | DropEnds(node) | PassOn(node) | Simplify(node) | Collapse(node) | MergeAll(node) | MergeRace(node);
        return changed;
    }

    /// <summary>A join of one flow waits for nothing.</summary>
    private bool OpenJoin(NetNode node)
    {
        if (node.Entry is NetEntry.Each or NetEntry.Some || node.Incoming.Count != 1 || net.Flows[node.Incoming[0]].From == NetFlow.Nowhere)
            return false;
        node.Entry = NetEntry.Each;
        seen.Clear();
        return true;
    }

    /// <summary>An activity of whose states one is left is a node like any other: a second token finds the first there.</summary>
    private bool IsWhole(NetNode node)
    {
        if (node.Host is not { } host || net.Nodes.Values.Any(other => other != node && other.Host == host))
            return false;
        node.Host = null;
        return true;
    }

    /// <summary>What only ends tokens needs no node: any number may come there.</summary>
    private bool DropEnds(NetNode node)
    {
        if (node.Index == 0 || node.IsReset || node.IsHold || node.Entry != NetEntry.Each || node.End != NetEnd.None || node.Outcomes.Count == 0 || node.Outcomes.Exists(outcome => outcome.Flows.Count > 0 || !outcome.IsPlain || outcome.IsWayEnd))
            return false;
        foreach (var flow in node.Incoming.ToList())
        {
            var source = net.Nodes[net.Flows[flow].From];
            var way = Join(net.Flows[flow].Way, node.Way, node.Outcomes[0].Way);
            source.Covers.UnionWith(node.Covers);
            source.Covers.UnionWith(node.Way);
            source.Covers.UnionWith(node.Outcomes.SelectMany(outcome => outcome.Way));
            source.Covers.UnionWith(net.Flows[flow].Way);
            source.Outcomes = [.. source.Outcomes.SelectMany(outcome => WithoutEnd(outcome, flow, way))];
            net.RemoveFlow(flow);
        }
        net.Nodes.Remove(node.Index);
        return true;
    }

    /// <summary>What lies between two nodes and neither waits nor chooses belongs to the flow.</summary>
    private bool PassOn(NetNode node)
    {
        if (node is not { Index: not 0, IsHold: false, IsReset: false, Reset: null, Host: null, Entry: NetEntry.Each, End: NetEnd.None, Incoming: [var into], Outcomes: [{ IsPlain: true, IsSubset: false, Flows: [var onward] } only] }
            || net.Nodes[net.Flows[into].From] is not { } source || source == node)
            return false;
        source.Covers.UnionWith(node.Covers);
        net.Flows[onward].Way = Join(net.Flows[into].Way, node.Way, only.Way, net.Flows[onward].Way);
        net.Flows[onward].From = source.Index;
        source.Outcomes = [.. source.Outcomes.Select(outcome => outcome with { Flows = [.. outcome.Flows.Select(flow => flow == into ? onward : flow)] })];
        net.Flows.Remove(into);
        net.Nodes.Remove(node.Index);
        return true;
    }

    private static IEnumerable<NetOutcome> WithoutEnd(NetOutcome outcome, int flow, List<int> way)
    {
        if (!outcome.Flows.Contains(flow))
            return [outcome];
        List<int> rest = [.. outcome.Flows.Where(other => other != flow)];
        var ends = outcome with { Way = Join(outcome.Way, way), Flows = [], IsSubset = false };
        if (rest.Count == 0)
            return [ends];
        // Of an inclusive split the flow to the end may be the only one taken.
        return outcome.IsSubset
            ? [outcome with { Flows = rest, IsSubset = rest.Count > 1 }, ends]
            : [outcome with { Way = Join(outcome.Way, way), Flows = rest }];
    }

    /// <summary>Ways out that lead to the same, and ways back to the node itself beside others, make no difference.</summary>
    private bool Simplify(NetNode node)
    {
        var kept = new List<NetOutcome>();
        foreach (var outcome in node.Outcomes.OrderBy(Length))
            if (!kept.Exists(other => IsAlike(outcome, other)))
                kept.Add(outcome);
        if (node.Entry == NetEntry.Each && kept.Exists(outcome => !IsBack(outcome)))
            kept.RemoveAll(IsBack);
        if (kept.Count == node.Outcomes.Count)
            return false;
        foreach (var outcome in node.Outcomes.Except(kept))
        {
            node.Covers.UnionWith(outcome.Way);
            node.Covers.UnionWith(outcome.Flows.SelectMany(flow => net.Flows[flow].Way));
        }
        var gone = node.Outcomes.SelectMany(outcome => outcome.Flows).Except(kept.SelectMany(outcome => outcome.Flows)).Distinct().ToList();
        node.Outcomes = kept;
        foreach (var flow in gone)
            net.RemoveFlow(flow);
        return true;

        bool IsBack(NetOutcome outcome) => outcome is { IsPlain: true, Flows.Count: 1 } && net.Flows[outcome.Flows[0]].To == node.Index;
    }

    private bool IsAlike(NetOutcome one, NetOutcome other)
    {
        if (!one.IsPlain || !other.IsPlain || one.IsWayEnd != other.IsWayEnd || one.IsSubset != other.IsSubset || one.Flows.Count != other.Flows.Count)
            return false;
        if (one.Flows.Count == 1 && net.Target(one.Flows[0]).Entry == NetEntry.Each)
            return net.Flows[one.Flows[0]].To == net.Flows[other.Flows[0]].To;
        return one.Flows.All(other.Flows.Contains);
    }

    private int Length(NetOutcome outcome) => outcome.Way.Count + outcome.Flows.Sum(flow => net.Flows[flow].Way.Count);

    /// <summary>
    /// A region that is entered at one node and in which a token is always alone, with a way out from everywhere, becomes
    /// that node: where in the region the token is makes no difference to others. If a second token can come while it is
    /// there, it can as well find it at the entry.
    /// </summary>
    private bool Collapse(NetNode entry)
    {
        if (entry.End != NetEnd.None || HasEvents(entry))
            return false;
        var region = Region(entry);
        if (region.Count < 2)
            return false;
        var ways = Ways(entry, region);
        var outcomes = new List<NetOutcome>();
        foreach (var node in region.Values)
        {
            entry.Covers.UnionWith(node.Covers);
            entry.Covers.UnionWith(node.Way);
            foreach (var outcome in node.Outcomes)
            {
                entry.Covers.UnionWith(outcome.Way);
                if (Inner(outcome) is { } next && region.ContainsKey(next) && next != entry.Index)
                    entry.Covers.UnionWith(net.Flows[outcome.Flows[0]].Way);
                else
                    outcomes.Add(outcome with { Way = Join(ways[node.Index], outcome.Way) });
            }
        }
        if (!entry.IsHold && FirstHold(entry, region) is { } hold)
            (entry.IsHold, entry.Blamed) = (true, hold.Blamed);
        entry.IsAutomatic = region.Values.Where(node => node.IsHold).All(node => node.IsAutomatic) && entry.IsHold;
        foreach (var flow in region.Values.SelectMany(node => node.Incoming).Where(flow => region.ContainsKey(net.Flows[flow].From) && net.Flows[flow].To != entry.Index).ToList())
            net.Flows.Remove(flow);
        foreach (var index in region.Keys.Where(index => index != entry.Index))
            net.Nodes.Remove(index);
        entry.Outcomes = outcomes;
        foreach (var flow in outcomes.SelectMany(outcome => outcome.Flows))
            net.Flows[flow].From = entry.Index;
        return true;
    }

    private SortedDictionary<int, NetNode> Region(NetNode entry)
    {
        var region = new SortedDictionary<int, NetNode> { [entry.Index] = entry };
        var open = new Stack<NetNode>([entry]);
        while (open.TryPop(out var node))
            foreach (var next in node.Outcomes.Select(Inner).OfType<int>().Select(index => net.Nodes[index]))
                if (!region.ContainsKey(next.Index) && MayBeInside(next, entry))
                {
                    region[next.Index] = next;
                    open.Push(next);
                }
        // Whoever can be entered from outside is outside, and with it whoever can only be entered from there.
        while (region.Values.FirstOrDefault(node => node != entry && node.Incoming.Exists(flow => !IsInside(flow))) is { } outside)
            region.Remove(outside.Index);
        return HasWaysOut() ? region : new SortedDictionary<int, NetNode> { [entry.Index] = entry };

        bool IsInside(int flow) => region.TryGetValue(net.Flows[flow].From, out var source)
            && source.Outcomes.Where(outcome => outcome.Flows.Contains(flow)).All(outcome => Inner(outcome) is not null);

        bool HasWaysOut()
        {
            var reaching = new HashSet<int>();
            while (region.Values.Any(node => node.Outcomes.Exists(outcome => Inner(outcome) is not { } next || !region.ContainsKey(next) || reaching.Contains(next)) && reaching.Add(node.Index)))
            {
            }
            return reaching.Count == region.Count;
        }
    }

    private bool MayBeInside(NetNode node, NetNode entry) => node.Entry == NetEntry.Each && node.End == NetEnd.None && node.Index != 0
        && !HasEvents(node) && (node.Host is null || node.Host == entry.Host) && SeesAlike(node, entry);

    /// <summary>Inclusive joins wait for tokens of both alike.</summary>
    private bool SeesAlike(NetNode one, NetNode other) => Seen(one).SetEquals(Seen(other));

    private HashSet<int> Seen(NetNode node) => seen.TryGetValue(node.Index, out var known)
        ? known
        : seen[node.Index] = [.. node.Reaches.Where(flow => net.Flows.ContainsKey(flow) && net.Target(flow).Entry is NetEntry.Possible or NetEntry.Some)];

    private static bool HasEvents(NetNode node) => node.IsIdle || node.Outcomes.Exists(outcome => !outcome.IsPlain);

    /// <summary>The node a single token goes to; null for several tokens, none, and for joins.</summary>
    private int? Inner(NetOutcome outcome) => outcome is { IsPlain: true, Flows.Count: 1 } && net.Target(outcome.Flows[0]).Entry == NetEntry.Each ? net.Flows[outcome.Flows[0]].To : null;

    /// <summary>What is entered between the entry and each node of the region, on a shortest way.</summary>
    private Dictionary<int, List<int>> Ways(NetNode entry, SortedDictionary<int, NetNode> region)
    {
        var ways = new Dictionary<int, List<int>> { [entry.Index] = [] };
        var open = new PriorityQueue<NetNode, int>([(entry, 0)]);
        while (open.TryDequeue(out var node, out _))
            foreach (var outcome in node.Outcomes)
                if (Inner(outcome) is { } next && region.TryGetValue(next, out var target) && next != entry.Index)
                {
                    var way = Join(ways[node.Index], outcome.Way, net.Flows[outcome.Flows[0]].Way, target.Way);
                    if (ways.TryGetValue(next, out var known) && known.Count <= way.Count)
                        continue;
                    ways[next] = way;
                    open.Enqueue(target, way.Count);
                }
        return ways;
    }

    private NetNode? FirstHold(NetNode entry, SortedDictionary<int, NetNode> region)
    {
        var seen = new HashSet<int>();
        var open = new Queue<NetNode>([entry]);
        while (open.TryDequeue(out var node))
        {
            if (!seen.Add(node.Index))
                continue;
            if (node.IsHold)
                return node;
            foreach (var next in node.Outcomes.Select(Inner).OfType<int>().Where(region.ContainsKey))
                open.Enqueue(region[next]);
        }
        return null;
    }

    private bool MergeAll(NetNode split)
    {
        var changed = false;
        while (MergeBranches(split))
            changed = true;
        return changed;
    }

    /// <summary>Two branches from one split to one join, or to ends, are one branch.</summary>
    private bool MergeBranches(NetNode split)
    {
        var branches = split.Outcomes.SelectMany(outcome => outcome.Flows).Distinct().Select(flow => Branch.From(net, flow)).OfType<Branch>().Where(branch => branch.To != split.Index).ToList();
        foreach (var group in branches.GroupBy(branch => branch.To))
            foreach (var (one, other) in group.SelectMany((one, index) => group.Skip(index + 1).Select(other => (one, other))))
                if (MayMerge(split, one, other))
                {
                    // The one with a wait stays; if both have none, the first does.
                    if (one.Node is null && other.Node is not null)
                        Merge(split, other, one);
                    else
                        Merge(split, one, other);
                    return true;
                }
        return false;
    }

    private bool MayMerge(NetNode split, Branch one, Branch other)
    {
        var outcomes = split.Outcomes.Where(outcome => outcome.Flows.Contains(one.First) || outcome.Flows.Contains(other.First)).ToList();
        if (outcomes.Exists(outcome => !outcome.IsPlain) || one.Outcome is { IsWayEnd: true } != other.Outcome is { IsWayEnd: true })
            return false;
        if (one.Node?.Host is { } host && other.Node?.Host is { } another && host != another)
            return false;
        // A complex gateway counts.
        if (one.To is { } at && net.Nodes[at].Entry == NetEntry.Some)
            return false;
        // Ends and inclusive joins do not ask which of the two came; a parallel join wants both.
        if (one.To is { } to && net.Nodes[to].Entry == NetEntry.All && !outcomes.TrueForAll(outcome => !outcome.IsSubset && outcome.Flows.Contains(one.First) && outcome.Flows.Contains(other.First)))
            return false;
        // An inclusive join does not wait for a token that could come by the other's flow as well.
        if (Sees(one, other.Last) || Sees(other, one.Last))
            return false;
        return one.Node is null || other.Node is null || one.To is null || SeesElse(one).SetEquals(SeesElse(other));

        bool Sees(Branch branch, int? flow) => branch.Node is { } node && flow is { } last && Seen(node).Contains(last);

        HashSet<int> SeesElse(Branch branch) => [.. Seen(branch.Node!).Where(flow => flow != branch.Last)];
    }

    private void Merge(NetNode split, Branch kept, Branch gone)
    {
        var together = split.Outcomes.Exists(outcome => !outcome.IsSubset && outcome.Flows.Contains(kept.First) && outcome.Flows.Contains(gone.First));
        split.Covers.UnionWith(net.Flows[gone.First].Way);
        if (gone.Node is { } node)
        {
            split.Covers.UnionWith(node.Covers);
            split.Covers.UnionWith(node.Way);
            split.Covers.UnionWith(node.Outcomes.SelectMany(outcome => outcome.Way));
            split.Covers.UnionWith(node.Outcomes.SelectMany(outcome => outcome.Flows).SelectMany(flow => net.Flows[flow].Way));
        }
        if (together)
            net.Flows[kept.First].Way = Join(net.Flows[kept.First].Way, gone.Way(net));
        split.Outcomes = [.. split.Outcomes.Select(outcome => outcome.Flows.Contains(gone.First) ? Replaced(outcome) : outcome)];
        if (gone.Node is { } removed)
        {
            kept.Node!.IsAutomatic &= removed.IsAutomatic;
            // A second token that enters the activity while one of the two is under way can meet it at the join.
            kept.Node.Host ??= removed.Host;
            // What ends the whole scope from within the branch still can.
            foreach (var outcome in removed.Outcomes.Where(outcome => outcome != gone.Outcome))
            {
                kept.Node.Outcomes = [.. kept.Node.Outcomes, outcome];
                foreach (var flow in outcome.Flows)
                    net.Flows[flow].From = kept.Node.Index;
            }
            net.RemoveFlow(gone.First);
            net.Nodes.Remove(removed.Index);
        }
        if (gone.Last is { } last)
            net.RemoveFlow(last);
        seen.Clear();

        NetOutcome Replaced(NetOutcome outcome)
        {
            List<int> flows = [.. outcome.Flows.Select(flow => flow == gone.First ? kept.First : flow).Distinct()];
            return outcome with { Flows = flows, IsSubset = outcome.IsSubset && flows.Count > 1 };
        }
    }

    private static List<int> Join(params ReadOnlySpan<IReadOnlyList<int>> ways)
    {
        var joined = new List<int>();
        foreach (var way in ways)
            joined.AddRange(way);
        return joined;
    }

    /// <summary>A flow out of a split that leads to a join, or by one node in between to a join or an end.</summary>
    /// <param name="First">The flow that leaves the split.</param>
    /// <param name="Node">The node in between; null when the flow leads to the join itself.</param>
    /// <param name="Outcome">The way out of that node that does not end the whole scope.</param>
    /// <param name="Last">The flow into the join; null for an end.</param>
    /// <param name="To">The join; null for an end.</param>
    private sealed record Branch(int First, NetNode? Node, NetOutcome? Outcome, int? Last, int? To)
    {
        public static Branch? From(TokenNet net, int flow)
        {
            var target = net.Target(flow);
            if (target.Entry != NetEntry.Each)
                return new Branch(flow, null, null, flow, target.Index);
            if (target is not { Index: not 0, IsHold: true, IsIdle: false, End: NetEnd.None, Incoming.Count: 1 } || target.Outcomes.Exists(outcome => !outcome.IsPlain))
                return null;
            var goesOn = target.Outcomes.FindAll(outcome => outcome.Flows.Count != 1 || net.Target(outcome.Flows[0]).End == NetEnd.None);
            if (goesOn is not [{ Flows.Count: < 2 } only])
                return null;
            if (only.Flows.Count == 0)
                return new Branch(flow, target, only, null, null);
            var join = net.Target(only.Flows[0]);
            return join.Entry == NetEntry.Each ? null : new Branch(flow, target, only, only.Flows[0], join.Index);
        }

        public List<int> Way(TokenNet net) => Node is null
            ? net.Flows[First].Way
            : Reduction.Join(net.Flows[First].Way, Node.Way, Outcome!.Way, Last is { } last ? net.Flows[last].Way : []);
    }
}
