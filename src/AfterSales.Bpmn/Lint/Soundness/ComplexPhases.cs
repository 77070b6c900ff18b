namespace AfterSales.Bpmn.Lint.Soundness;

/// <summary>
/// Where complex gateways that join are in their two phases, read from a marking: tokens that have come, and flows of which tokens were taken already.
/// What a gateway's condition says of the tokens on certain flows is worked out once.
/// </summary>
internal sealed class ComplexPhases
{
    private readonly Dictionary<int, Gateway> gateways;

    public ComplexPhases(IReadOnlyList<NetNode> joins, IReadOnlyDictionary<int, int> arrivals, IReadOnlyDictionary<int, int> taken)
    {
        Joins = joins;
        gateways = joins.ToDictionary(join => join.Index, join => new Gateway(join, [.. join.Incoming.Select(flow => arrivals[flow])], [.. join.Incoming.Select(flow => taken[flow])]));
    }

    public IReadOnlyList<NetNode> Joins { get; }

    /// <summary>Joins with tokens that go on when data let them.</summary>
    public IEnumerable<NetNode> Undecided(Marking marking)
    {
        foreach (var join in Joins)
            if (!IsResetting(join, marking) && Activates(join, marking) is null)
                yield return join;
    }

    /// <summary>Some of its tokens were taken, and the others are waited for.</summary>
    public bool IsResetting(NetNode join, Marking marking)
    {
        foreach (var bit in gateways[join.Index].Taken)
            if (marking[bit])
                return true;
        return false;
    }

    /// <summary>Whether the tokens that have come let it go on; null when data decide. False also when no token has come.</summary>
    public bool? Activates(NetNode join, Marking marking)
    {
        var gateway = gateways[join.Index];
        var (filled, any) = (0UL, false);
        for (var position = 0; position < gateway.Arrivals.Length; position++)
            if (marking[gateway.Arrivals[position]])
                (filled, any) = (filled | 1UL << (position & 63), true);
        if (!any)
            return false;
        // Of more flows than a number has bits two sets could look alike.
        if (gateway.Arrivals.Length > 64)
            return Ask();
        if (!gateway.Answers.TryGetValue(filled, out var answer))
            gateway.Answers[filled] = answer = Ask();
        return answer;

        bool? Ask() => join.Activates!(join.Incoming.Where((_, position) => marking[gateway.Arrivals[position]]).ToHashSet());
    }

    /// <summary>As <c>Interpretation.ComplexJoins.Start</c>: the tokens that have come are taken.</summary>
    public void Take(NetNode join, Marking marking)
    {
        var gateway = gateways[join.Index];
        for (var position = 0; position < gateway.Arrivals.Length; position++)
            if (marking[gateway.Arrivals[position]])
            {
                marking.Clear(gateway.Arrivals[position]);
                marking.Set(gateway.Taken[position]);
            }
    }

    /// <summary>The second phase is over: tokens that have come late go with it, and all flows count anew.</summary>
    public void Reset(NetNode join, Marking marking)
    {
        var gateway = gateways[join.Index];
        for (var position = 0; position < gateway.Arrivals.Length; position++)
            marking.Clear(marking[gateway.Taken[position]] ? gateway.Taken[position] : gateway.Arrivals[position]);
    }

    private sealed record Gateway(NetNode Join, int[] Arrivals, int[] Taken)
    {
        public Dictionary<ulong, bool?> Answers { get; } = [];
    }
}
