using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Compilation.Elements;
using AfterSales.Bpmn.Model;

namespace AfterSales.Bpmn.Lint.Soundness;

/// <summary>Makes the net of a part: a node per element, an outcome per way an element can be left.</summary>
internal sealed class NetBuilder(CompiledProcess process, Func<CompiledElement, bool> canComplete, ThrownErrors errors)
{
    /// <param name="beginnings">Start events or activities of an ad-hoc sub-process, of which one begins; or the event that begins the part beside the others.</param>
    /// <param name="events">The non-interrupting events explored together with this part.</param>
    public TokenNet Build(IReadOnlyList<int> beginnings, IReadOnlyCollection<int> elements, IReadOnlyCollection<int> events)
    {
        var net = new TokenNet();
        var isAdHoc = beginnings.Any(index => process.Elements[index].Type is not (ElementType.StartEvent or ElementType.BoundaryEvent));
        var inner = elements.Where(index => (isAdHoc || !beginnings.Contains(index)) && IsNode(process.Elements[index])).Order().ToList();
        foreach (var index in inner)
            net.Nodes[index] = Node(process.Elements[index]);
        net.Nodes[0] = new NetNode
        {
            Index = 0,
            Element = beginnings[0],
            Blamed = beginnings[0],
            Outcomes = [.. beginnings.Select(index => isAdHoc ? new NetOutcome([], [FlowInto(index)]) : new NetOutcome([index], process.Elements[index].Outgoing))],
        };
        foreach (var index in inner)
            net.Nodes[index].Outcomes = [.. OutcomesOf(process.Elements[index], events)];
        Connect(net);
        NoteReach(net);
        return net;
    }

    /// <summary>What begins by itself in an ad-hoc sub-process is entered by a flow that no file has.</summary>
    private int FlowInto(int element) => process.Flows.Count + element;

    private int TargetOf(int flow) => flow < process.Flows.Count ? process.Flows[flow].TargetIndex : flow - process.Flows.Count;

    /// <summary>Boundary events and what follows an event-based gateway are ways out of the element that waits.</summary>
    private bool IsNode(CompiledElement element) => element.Type != ElementType.BoundaryEvent
        && !element.Incoming.Any(flow => process.Elements[process.Flows[flow].SourceIndex].Type == ElementType.EventBasedGateway);

    /// <summary>Flows between what can be reached. A join also waits for flows by which nothing can come.</summary>
    private void Connect(TokenNet net)
    {
        var reached = new HashSet<int>();
        var open = new Stack<int>([0]);
        while (open.TryPop(out var index))
            if (reached.Add(index))
                foreach (var flow in net.Nodes[index].Outcomes.SelectMany(outcome => outcome.Flows))
                    open.Push(TargetOf(flow));
        foreach (var index in net.Nodes.Keys.Except(reached).ToList())
            net.Nodes.Remove(index);
        foreach (var node in net.Nodes.Values)
        {
            foreach (var flow in node.Outcomes.SelectMany(outcome => outcome.Flows).Distinct())
                Add(flow, node.Index);
            if (node.Entry != NetEntry.Each)
                foreach (var flow in process.Elements[node.Element].Incoming)
                    Add(flow, NetFlow.Nowhere);
        }

        void Add(int flow, int from)
        {
            if (net.Flows.TryGetValue(flow, out var known))
            {
                if (from != NetFlow.Nowhere)
                    known.From = from;
                return;
            }
            net.Flows[flow] = new NetFlow { From = from, To = TargetOf(flow) };
            net.Target(flow).Incoming.Add(flow);
        }
    }

    /// <summary>Activities and events that wait hold a token; gateways and everything else pass it on at once.</summary>
    private static bool HoldsToken(CompiledElement element) => element.Type.IsActivity() || element.Job is not null
        || element.Type is ElementType.IntermediateCatchEvent && element.Event is not LinkEvent || element.Type is ElementType.EventBasedGateway
        || element is { Event: CompensateEvent, Type: ElementType.IntermediateThrowEvent or ElementType.EndEvent };

    private static NetNode Node(CompiledElement element) => new()
    {
        Index = element.Index,
        Element = element.Index,
        Blamed = element.Index,
        Way = [element.Index],
        IsHold = HoldsToken(element),
        IsAutomatic = element is { Job: null, Type: ElementType.ManualTask or ElementType.ScriptTask or ElementType.BusinessRuleTask },
        Entry = element.Incoming.Count < 2 ? NetEntry.Each : element.Type switch
        {
            ElementType.ParallelGateway => NetEntry.All,
            ElementType.InclusiveGateway => NetEntry.Possible,
            _ => NetEntry.Each,
        },
        End = element is not { Type: ElementType.EndEvent, Event: { } end } ? NetEnd.None : end switch
        {
            ErrorEvent or CancelEvent => NetEnd.Fails,
            TerminateEvent => NetEnd.Terminates,
            _ => NetEnd.None,
        },
    };

    private IEnumerable<NetOutcome> OutcomesOf(CompiledElement element, IReadOnlyCollection<int> events)
    {
        switch (element.Type)
        {
            case ElementType.EventBasedGateway:
                return element.Outgoing.Select(flow => process.Elements[process.Flows[flow].TargetIndex]).Select(target => new NetOutcome([target.Index], target.Outgoing));
            case ElementType.ExclusiveGateway when element.Outgoing.Count > 0:
                return element.Outgoing.Select(flow => new NetOutcome([], [flow]));
            case ElementType.InclusiveGateway when element.Outgoing.Count > 1:
                var conditional = element.Outgoing.Where(flow => flow != element.DefaultFlow).ToList();
                var some = new NetOutcome([], conditional, IsSubset: conditional.Count > 1);
                return element.DefaultFlow is { } otherwise ? [some, new NetOutcome([], [otherwise])] : [some];
            default:
                return Endings(element, events);
        }
    }

    private IEnumerable<NetOutcome> Endings(CompiledElement element, IReadOnlyCollection<int> events)
    {
        if (canComplete(element))
            foreach (var outcome in Completions(element))
                yield return outcome;
        foreach (var boundary in element.BoundaryEvents.Select(index => process.Elements[index]))
            if (boundary.Event is CompensateEvent)
                continue;
            else if (boundary.Events.All(definition => definition is ErrorEvent) ? errors.CanCatch(element, boundary) : boundary.IsInterrupting)
                yield return new NetOutcome([boundary.Index], boundary.Outgoing);
            else if (!boundary.IsInterrupting && events.Contains(boundary.Index))
                yield return new NetOutcome([boundary.Index], boundary.Outgoing, Event: boundary.Index);
    }

    /// <summary>Flows without a condition are always taken, those with one perhaps, the default flow when no condition is true.</summary>
    private IEnumerable<NetOutcome> Completions(CompiledElement element)
    {
        if (!element.HasConditionalFlows)
            return [new NetOutcome([], element.Outgoing)];
        var conditional = element.Outgoing.Where(flow => process.Flows[flow].Condition is not null).ToList();
        var always = element.Outgoing.Where(flow => flow != element.DefaultFlow && process.Flows[flow].Condition is null).ToList();
        var some = always.Count == 0
            ? [new NetOutcome([], conditional, IsSubset: conditional.Count > 1)]
            : Subsets(conditional).Select(subset => new NetOutcome([], [.. always, .. subset]));
        return element.DefaultFlow is { } otherwise && always.Count == 0 ? some.Append(new NetOutcome([], [otherwise])) : some;
    }

    /// <summary>All of them up to eight flows; beyond that none, each, and all together.</summary>
    private static IEnumerable<List<int>> Subsets(List<int> flows) => flows.Count <= 8
        ? Enumerable.Range(0, 1 << flows.Count).Select(mask => flows.Where((_, index) => (mask >> index & 1) == 1).ToList())
        : flows.Select(flow => new List<int> { flow }).Append([]).Append(flows);

    private void NoteReach(TokenNet net)
    {
        foreach (var join in net.Nodes.Values.Where(node => node.Entry == NetEntry.Possible))
            foreach (var flow in process.Elements[join.Element].Incoming)
                foreach (var node in net.Nodes.Values.Where(node => node.Index != 0 && process.Reachability.CanReach(node.Element, flow)))
                    node.Reaches.Add(flow);
        // The beginning sees what its first steps see, itself never holding a token for longer than that.
        net.Beginning.Reaches.UnionWith(net.Beginning.Outcomes.SelectMany(outcome => outcome.Flows).SelectMany(flow => net.Target(flow) is { Entry: not NetEntry.Each } ? [flow] : net.Target(flow).Reaches));
    }
}
