namespace AfterSales.Bpmn.Lint.Soundness;

/// <summary>
/// Which bit of a marking stands for what, in this order: nodes that hold a token, flows on which one waits at a join, events that have happened, flows
/// of complex gateways of which a token was taken, activities of an ad-hoc sub-process that are not begun, and whether its condition was true.
/// </summary>
internal sealed class MarkingLayout
{
    private readonly TokenNet net;
    private readonly Dictionary<int, int> holds = [];
    private readonly Dictionary<int, int> arrivals = [];
    private readonly Dictionary<int, int> events = [];
    private readonly Dictionary<int, int> taken = [];
    private readonly List<NetNode> holding = [];
    private readonly List<NetNode> awaited = [];
    private readonly List<NetNode> complex;
    private readonly int behindArrivals;
    private readonly int behindEvents;
    private readonly int behindTaken;
    private readonly List<NetNode> idle = [];
    private readonly Dictionary<int, int[]> besides = [];
    private readonly int end;

    public MarkingLayout(TokenNet net)
    {
        this.net = net;
        foreach (var node in net.Nodes.Values.Where(node => node is { IsHold: true, IsIdle: false }))
        {
            holds[node.Index] = holds.Count;
            holding.Add(node);
        }
        foreach (var flow in net.Nodes.Values.Where(node => node.Entry != NetEntry.Each).SelectMany(node => node.Incoming))
        {
            arrivals[flow] = holds.Count + arrivals.Count;
            awaited.Add(net.Target(flow));
        }
        behindArrivals = holds.Count + arrivals.Count;
        foreach (var happened in net.Nodes.Values.SelectMany(node => node.Outcomes).Select(outcome => outcome.Event).OfType<int>().Distinct())
            events[happened] = behindArrivals + events.Count;
        behindEvents = behindArrivals + events.Count;
        complex = [.. net.Nodes.Values.Where(node => node.Entry == NetEntry.Some)];
        foreach (var flow in complex.SelectMany(node => node.Incoming))
            taken[flow] = behindEvents + taken.Count;
        behindTaken = behindEvents + taken.Count;
        foreach (var node in net.Nodes.Values.Where(node => node.IsIdle))
        {
            holds[node.Index] = behindTaken + idle.Count;
            idle.Add(node);
        }
        end = behindTaken + idle.Count + (net.AdHoc is null ? 0 : 1);
        foreach (var states in holding.Where(node => node.Host is not null).GroupBy(node => node.Host))
            foreach (var state in states)
                besides[state.Index] = [.. states.Where(other => other != state).Select(other => holds[other.Index])];
    }

    private int Words => (end + 63) / 64;

    /// <summary>The condition of the ad-hoc sub-process was true.</summary>
    public int Met => end - 1;

    public Marking Empty() => Marking.Empty(Words);

    public int Hold(NetNode node) => holds[node.Index];

    public int Arrival(int flow) => arrivals[flow];

    public int Event(int element) => events[element];

    /// <summary>Nodes with a token that can move.</summary>
    public IEnumerable<NetNode> Tokens(Marking marking) => marking.Bits(0, holding.Count).Select(bit => holding[bit]);

    /// <summary>Activities of an ad-hoc sub-process that are not begun.</summary>
    public IEnumerable<NetNode> Idle(Marking marking) => marking.Bits(behindTaken, behindTaken + idle.Count).Select(bit => idle[bit - behindTaken]);

    /// <summary>Nothing is begun, and nothing has happened yet.</summary>
    public Marking AllIdle()
    {
        var marking = Empty();
        foreach (var node in idle)
            marking.Set(holds[node.Index]);
        return marking;
    }

    public void ForgetEvents(Marking marking)
    {
        for (var bit = behindArrivals; bit < behindEvents; bit++)
            marking.Clear(bit);
    }

    /// <summary>A token is in another state of the same activity.</summary>
    public bool IsInOtherState(Marking marking, NetNode node) => besides.TryGetValue(node.Index, out var others) && Array.Exists(others, bit => marking[bit]);

    public bool HasTokens(Marking marking) => marking.HasAny(0, holding.Count);

    /// <summary>Joins where tokens wait, by their elements.</summary>
    public IReadOnlyList<NetNode> Waiting(Marking marking) =>
        [.. marking.Bits(holding.Count, behindArrivals).Select(bit => awaited[bit - holding.Count]).Distinct().OrderBy(join => join.Index)];

    /// <summary>Tokens wait at a join, or were taken by a complex gateway that has not reset.</summary>
    public bool HasWaiting(Marking marking) => marking.HasAny(holding.Count, behindArrivals) || marking.HasAny(behindEvents, behindTaken);

    /// <summary>A token waits on the flow, or was taken there.</summary>
    public bool HasBrought(Marking marking, int flow) => marking[arrivals[flow]] || taken.TryGetValue(flow, out var bit) && marking[bit];

    public bool IsEmpty(Marking marking) => !HasTokens(marking) && !HasWaiting(marking);

    public ComplexPhases ComplexPhases() => new(complex, arrivals, taken);

    public PastEvents PastEvents() => new(
        net, events, [.. holds.Select(hold => (hold.Value, hold.Key)), .. arrivals.Concat(taken).Select(flow => (flow.Value, net.Flows[flow.Key].To))], Words);
}
