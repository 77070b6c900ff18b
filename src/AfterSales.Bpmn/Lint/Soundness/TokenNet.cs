namespace AfterSales.Bpmn.Lint.Soundness;

/// <summary>What a token meets on its way into a node.</summary>
internal enum NetEntry
{
    /// <summary>Each token goes in by itself.</summary>
    Each,

    /// <summary>Tokens wait until every incoming flow brought one: a parallel join.</summary>
    All,

    /// <summary>Tokens wait for those that can still come: an inclusive join.</summary>
    Possible,

    /// <summary>Some of the tokens are enough, and the others are waited for afterwards: a complex gateway.</summary>
    Some,
}

/// <summary>What a token that comes here does to its scope.</summary>
internal enum NetEnd
{
    None,

    /// <summary>Ends everything else; the scope completes.</summary>
    Terminates,

    /// <summary>Ends everything; the scope is left by an error.</summary>
    Fails,
}

/// <summary>One way in which a node can be left.</summary>
/// <param name="Way">Elements entered on the way out, before any flow is taken: a boundary event; after a reduction, what was put together.</param>
/// <param name="Flows">Where tokens go; none: the token ends here.</param>
/// <param name="IsSubset">Any of the flows, one at least, are taken: an inclusive split. Otherwise all.</param>
/// <param name="Event">A non-interrupting event that happens once, by the index of its element; the node keeps its token.</param>
internal sealed record NetOutcome(IReadOnlyList<int> Way, IReadOnlyList<int> Flows, bool IsSubset = false, int? Event = null)
{
    /// <summary>Events on the border of a scope further out that happen with it: an escalation is thrown here.</summary>
    public IReadOnlyList<int> Throws { get; init; } = [];

    /// <summary>A way through an ad-hoc sub-process has come to its end: its completion condition is asked.</summary>
    public bool IsWayEnd { get; init; }

    /// <summary>Nothing but a token that goes on.</summary>
    public bool IsPlain => Event is null && Throws.Count == 0;
}

/// <summary>What holds for the whole of an ad-hoc sub-process.</summary>
/// <param name="IsSequential">One activity at a time; otherwise any of them side by side.</param>
/// <param name="HasCondition">A condition, a free choice, is asked at the end of each way. Otherwise it is done when nothing in it is active.</param>
/// <param name="CancelsRemaining">When the condition is true what is still active ends.</param>
internal sealed record AdHocRules(bool IsSequential, bool HasCondition, bool CancelsRemaining);

/// <summary>An element, or what a reduction put together to one.</summary>
internal sealed class NetNode
{
    public required int Index { get; init; }

    /// <summary>The element of the process; of several the one that a token enters first.</summary>
    public required int Element { get; init; }

    public NetEntry Entry { get; set; }

    public NetEnd End { get; init; }

    /// <summary>Tokens stay here for a while; otherwise they pass at once.</summary>
    public bool IsHold { get; set; }

    /// <summary>An activity of an ad-hoc sub-process that is not begun: its token is none for joins, and need never move.</summary>
    public bool IsIdle { get; init; }

    /// <summary>The activity of which this is a state, alone or with what follows it; a token can be in one state only.</summary>
    public int? Host { get; set; }

    /// <summary>The interpreter passes it without waiting, before it asks whether an inclusive join may go on.</summary>
    public bool IsAutomatic { get; set; }

    /// <summary>The element to blame when a second token comes while one is here.</summary>
    public int Blamed { get; set; }

    /// <summary>Elements entered with the node.</summary>
    public List<int> Way { get; set; } = [];

    /// <summary>Elements that can be entered because the node can.</summary>
    public HashSet<int> Covers { get; } = [];

    /// <summary>Flows into inclusive joins by which a token of this node can come there.</summary>
    public HashSet<int> Reaches { get; init; } = [];

    /// <summary>For a complex gateway: the node that a token of its second phase enters.</summary>
    public int? Reset { get; init; }

    /// <summary>For a complex gateway: whether tokens on these flows let it go on; null when data decide.</summary>
    public Func<IReadOnlySet<int>, bool?>? Activates { get; init; }

    /// <summary>The second phase of a complex gateway: entered by no flow.</summary>
    public bool IsReset { get; init; }

    public List<int> Incoming { get; } = [];

    public List<NetOutcome> Outcomes { get; set; } = [];
}

/// <summary>Where a flow leads from and to.</summary>
internal sealed class NetFlow
{
    /// <summary>The source of a flow by which no token can come.</summary>
    public const int Nowhere = -1;

    public required int From { get; set; }

    public required int To { get; set; }

    /// <summary>Elements entered on the way; only after a reduction.</summary>
    public List<int> Way { get; set; } = [];
}

/// <summary>
/// A part of one scope as a game of tokens: what its start events reach, or what a non-interrupting event begins beside it.
/// Tokens of a part never meet those of another. Node 0 is where it begins.
/// </summary>
internal sealed class TokenNet
{
    public SortedDictionary<int, NetNode> Nodes { get; } = [];

    public Dictionary<int, NetFlow> Flows { get; } = [];

    /// <summary>Set for a part of an ad-hoc sub-process.</summary>
    public AdHocRules? AdHoc { get; init; }

    public NetNode Beginning => Nodes[0];

    public NetNode Target(int flow) => Nodes[Flows[flow].To];

    /// <summary>Takes a flow away from the node it leads to; the outcomes that have it are the caller's affair.</summary>
    public void RemoveFlow(int flow)
    {
        Target(flow).Incoming.Remove(flow);
        Flows.Remove(flow);
    }
}
