namespace AfterSales.Bpmn.Lint.Soundness;

/// <summary>
/// That a non-interrupting event has happened is part of a marking only as long as its element holds a token or can be entered again: behind it
/// nothing asks. Otherwise each event on the way would double the markings of everything that follows.
/// </summary>
internal sealed class PastEvents
{
    private readonly List<(int Event, IReadOnlyList<Marking> Before)> events = [];

    /// <param name="net">The part.</param>
    /// <param name="eventBits">The bit of each event.</param>
    /// <param name="tokens">The bits of tokens, each with the node that a token there is in or goes to next.</param>
    /// <param name="words">How long a marking is.</param>
    public PastEvents(TokenNet net, IReadOnlyDictionary<int, int> eventBits, IReadOnlyCollection<(int Bit, int Node)> tokens, int words)
    {
        if (eventBits.Count == 0)
            return;
        var before = net.Nodes.Values.SelectMany(node => Next(net, node).Select(next => (From: node.Index, To: next))).ToLookup(step => step.To, step => step.From);
        var at = net.Nodes.Values.SelectMany(node => node.Outcomes.Select(outcome => outcome.Event).OfType<int>().Distinct().Select(happened => (Event: happened, node.Index)));
        // An activity that has states has the event in each of them.
        foreach (var nodes in at.GroupBy(one => one.Event, one => one.Index))
            events.Add((eventBits[nodes.Key], [.. nodes.Select(node => Leading(node, before, tokens, words))]));
    }

    public void Forget(Marking marking)
    {
        foreach (var (happened, before) in events)
            if (marking[happened] && !before.Any(marking.Meets))
                marking.Clear(happened);
    }

    /// <summary>Where a token can go from a node; of a complex gateway also its second phase.</summary>
    private static IEnumerable<int> Next(TokenNet net, NetNode node)
    {
        var next = node.Outcomes.SelectMany(outcome => outcome.Flows).Select(flow => net.Flows[flow].To);
        return node.Reset is { } reset && net.Nodes.ContainsKey(reset) ? next.Append(reset) : next;
    }

    private static Marking Leading(int to, ILookup<int, int> before, IReadOnlyCollection<(int Bit, int Node)> tokens, int words)
    {
        var leading = new HashSet<int>();
        var open = new Stack<int>([to]);
        while (open.TryPop(out var node))
            if (leading.Add(node))
                foreach (var from in before[node])
                    open.Push(from);
        var bits = Marking.Empty(words);
        foreach (var (bit, _) in tokens.Where(token => leading.Contains(token.Node)))
            bits.Set(bit);
        return bits;
    }
}
