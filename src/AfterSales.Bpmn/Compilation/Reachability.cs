using AfterSales.Bpmn.Model;

namespace AfterSales.Bpmn.Compilation;

/// <summary>
/// Which elements can still send a token along a given flow without going through the gateway it leads to: the question
/// of inclusive joins (BPMN 2.0.2, 13.4.3). Answered once per gateway, when it is first asked.
/// </summary>
internal sealed class Reachability(CompiledProcess process)
{
    private readonly Lock gate = new();
    private readonly Dictionary<int, HashSet<int>> sources = [];

    /// <summary>Whether a token in <paramref name="element"/> can come along <paramref name="flow"/>.</summary>
    public bool CanReach(int element, int flow)
    {
        lock (gate)
        {
            if (!sources.TryGetValue(flow, out var found))
                sources[flow] = found = Sources(process.Flows[flow]);
            return found.Contains(element);
        }
    }

    private HashSet<int> Sources(CompiledFlow flow)
    {
        var found = new HashSet<int>();
        var open = new Stack<int>();
        Add(flow.SourceIndex);
        while (open.TryPop(out var index))
        {
            var element = process.Elements[index];
            foreach (var incoming in element.Incoming)
                Add(process.Flows[incoming].SourceIndex);
            // A token in an activity may leave it by one of its boundary events.
            if (element.AttachedTo is { } host)
                Add(host);
        }
        return found;

        void Add(int index)
        {
            if (index != flow.TargetIndex && found.Add(index))
                open.Push(index);
        }
    }
}
