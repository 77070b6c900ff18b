using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Compilation.Elements;
using AfterSales.Bpmn.Model;

namespace AfterSales.Bpmn.Lint.Soundness;

/// <summary>Makes the net of a part: a node per element, an outcome per way an element can be left.</summary>
internal sealed partial class NetBuilder(CompiledProcess process, Func<CompiledElement, bool> canComplete, Thrown thrown, ToldEscalations told)
{
    /// <summary>Of so many flows that may be taken beside others each combination is a way out.</summary>
    private const int MostSpelledOut = 3;

    private readonly NetNumbers numbers = new(process);

    public TokenNet Build(CompiledElement scope, ScopePart part)
    {
        var (beginnings, events) = (part.Beginnings, part.Events);
        // What begins instances without a start event is entered like an activity of an ad-hoc sub-process.
        var isEntered = beginnings.Any(index => process.Elements[index].Type is not (ElementType.StartEvent or ElementType.BoundaryEvent));
        var net = new TokenNet { AdHoc = isEntered ? RulesOf(scope) : null };
        var inner = part.Elements.Where(index => (isEntered || !beginnings.Contains(index)) && IsNode(process.Elements[index])).Order().ToList();
        foreach (var index in inner)
            net.Nodes[index] = Node(process.Elements[index]);
        net.Nodes[0] = new NetNode
        {
            Index = 0,
            Element = beginnings[0],
            Blamed = beginnings[0],
            Outcomes = [.. beginnings.Select(index => isEntered ? new NetOutcome([], [numbers.FlowInto(net.AdHoc is null ? index : Idle(net, index))]) : new NetOutcome([index], process.Elements[index].Outgoing))],
        };
        foreach (var index in inner)
            if (told.Of(process.Elements[index]) is { } behaviour && behaviour.States.Count < NetNumbers.MostStates / inner.Count)
                AddStates(net, process.Elements[index], behaviour, events);
            else
                net.Nodes[index].Outcomes = [.. OutcomesOf(net, process.Elements[index], events)];
        foreach (var index in inner.Where(index => net.Nodes[index].Reset is not null))
            net.Nodes[numbers.ResetOf(index)] = Node(process.Elements[index], index: numbers.ResetOf(index), outcomes: PhaseOutcomes(net, process.Elements[index], waitingForStart: false));
        Connect(net);
        NoteReach(net);
        if (net.AdHoc is { HasCondition: true })
            MarkEnds(net);
        return net;
    }

    /// <summary>Boundary events and what follows an event-based gateway are ways out of the element that waits.</summary>
    private bool IsNode(CompiledElement element) => element.Type != ElementType.BoundaryEvent
        && !element.Incoming.Any(flow => process.Elements[process.Flows[flow].SourceIndex] is { Type: ElementType.EventBasedGateway, WantsAll: false });

    /// <summary>Flows between what can be reached. A join also waits for flows by which nothing can come.</summary>
    private void Connect(TokenNet net)
    {
        var reached = new HashSet<int>();
        var open = new Stack<int>([0]);
        while (open.TryPop(out var index))
            if (reached.Add(index))
            {
                foreach (var flow in net.Nodes[index].Outcomes.SelectMany(outcome => outcome.Flows))
                    open.Push(numbers.TargetOf(flow));
                if (net.Nodes[index].Reset is { } reset)
                    open.Push(reset);
            }
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
            net.Flows[flow] = new NetFlow { From = from, To = numbers.TargetOf(flow) };
            net.Target(flow).Incoming.Add(flow);
        }
    }

    /// <summary>Activities and events that wait hold a token; gateways and everything else pass it on at once.</summary>
    private static bool HoldsToken(CompiledElement element) => element.Type.IsActivity() || element.Job is not null
        || element.Type is ElementType.IntermediateCatchEvent && element.Event is not LinkEvent || element.Type is ElementType.EventBasedGateway
        || element is { Event: CompensateEvent, Type: ElementType.IntermediateThrowEvent or ElementType.EndEvent };

    private static NetNode Node(CompiledElement element, int index, List<NetOutcome> outcomes, NetEnd end = NetEnd.None) => new()
    {
        Index = index,
        Element = element.Index,
        Blamed = element.Index,
        Way = element.Type == ElementType.ComplexGateway && end == NetEnd.None ? [element.Index] : [],
        IsReset = element.Type == ElementType.ComplexGateway && end == NetEnd.None,
        Outcomes = outcomes,
        End = end,
    };

    private NetNode Node(CompiledElement element) => new()
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
            ElementType.ComplexGateway => NetEntry.Some,
            _ => NetEntry.Each,
        },
        Reset = element is { Type: ElementType.ComplexGateway, Incoming.Count: > 1 } ? numbers.ResetOf(element.Index) : null,
        Activates = element is { Type: ElementType.ComplexGateway, Incoming.Count: > 1 } ? filled => GatewayPhases.Activates(process, element, filled) : null,
        End = EndOf(element),
    };

    private NetEnd EndOf(CompiledElement element) => element switch
    {
        { Type: ElementType.EndEvent, Event: ErrorEvent } => NetEnd.Fails,
        // Without an event that catches it the transaction completes.
        { Type: ElementType.EndEvent, Event: CancelEvent } => thrown.CatchesCancel(process.Elements[element.ScopeIndex]) ? NetEnd.Fails : NetEnd.Terminates,
        { Type: ElementType.EndEvent, Event: TerminateEvent } => NetEnd.Terminates,
        { Type: ElementType.EndEvent or ElementType.IntermediateThrowEvent, Event: EscalationEvent } when thrown.IsInterruptedByEscalation(element) => NetEnd.Fails,
        _ => NetEnd.None,
    };

    private IEnumerable<NetOutcome> OutcomesOf(TokenNet net, CompiledElement element, IReadOnlyCollection<int> events)
    {
        switch (element.Type)
        {
            case ElementType.ComplexGateway:
                return PhaseOutcomes(net, element, waitingForStart: true);
            case ElementType.EventBasedGateway when !element.WantsAll:
                return element.Outgoing.Select(flow => process.Elements[process.Flows[flow].TargetIndex]).Select(target => new NetOutcome([target.Index], target.Outgoing));
            case ElementType.ExclusiveGateway when element.Outgoing.Count > 0:
                return element.Outgoing.Select(flow => new NetOutcome([], [flow]));
            case ElementType.InclusiveGateway when element.Outgoing.Count > 1:
                var conditional = element.Outgoing.Where(flow => flow != element.DefaultFlow).ToList();
                var some = new NetOutcome([], conditional, IsSubset: conditional.Count > 1);
                return element.DefaultFlow is { } otherwise ? [some, new NetOutcome([], [otherwise])] : [some];
            default:
                var thrownHere = told.ThrownBy(element);
                return thrownHere.Count == 0 ? Endings(net, element, events) : Endings(net, element, events).Select(outcome => outcome with { Throws = thrownHere });
        }
    }

    private List<NetOutcome> PhaseOutcomes(TokenNet net, CompiledElement gateway, bool waitingForStart)
    {
        var others = gateway.Outgoing.Where(flow => flow != gateway.DefaultFlow).ToLookup(flow => GatewayPhases.Takes(process.Flows[flow].Condition, waitingForStart));
        var always = others[true].Select(flow => Relay(net, gateway, flow, waitingForStart)).ToList();
        var perhaps = others[null].Select(flow => Relay(net, gateway, flow, waitingForStart)).ToList();
        if (always.Count > 0)
            return Beside(net, gateway, always, perhaps, waitingForStart ? numbers.ChoiceOf(gateway.Index) : numbers.ChoiceOf(numbers.ResetOf(gateway.Index)));
        List<NetOutcome> some = perhaps.Count == 0 ? [] : [new NetOutcome([], perhaps, IsSubset: perhaps.Count > 1)];
        if (gateway.DefaultFlow is { } otherwise)
            return [.. some, new NetOutcome([], [Relay(net, gateway, otherwise, waitingForStart)])];
        return waitingForStart && some.Count > 0 ? some : [.. some, new NetOutcome([], [])];
    }

    private int Relay(TokenNet net, CompiledElement gateway, int flow, bool waitingForStart)
    {
        if (gateway.Incoming.Count < 2)
            return flow;
        net.Nodes[numbers.RelayOf(flow)] = new NetNode { Index = numbers.RelayOf(flow), Element = gateway.Index, Blamed = gateway.Index, Outcomes = [new NetOutcome([], [flow])] };
        return numbers.FlowIntoRelay(flow, waitingForStart);
    }

    /// <summary>
    /// Some flows are always taken, and any of the others or none: as ways out of their own, which can be reduced like others, as long as they are
    /// few; beyond, by a node that chooses.
    /// </summary>
    private List<NetOutcome> Beside(TokenNet net, CompiledElement element, List<int> always, List<int> perhaps, int choice)
    {
        if (perhaps.Count <= MostSpelledOut)
            return [.. Enumerable.Range(0, 1 << perhaps.Count).Select(subset => new NetOutcome([], [.. always, .. perhaps.Where((_, position) => (subset >> position & 1) != 0)]))];
        net.Nodes[choice] = new NetNode
        {
            Index = choice,
            Element = element.Index,
            Blamed = element.Index,
            Outcomes = [new NetOutcome([], perhaps, IsSubset: true), new NetOutcome([], [])],
        };
        return [new NetOutcome([], [.. always, numbers.FlowInto(choice)])];
    }

    private IEnumerable<NetOutcome> Endings(TokenNet net, CompiledElement element, IReadOnlyCollection<int> events)
    {
        if (canComplete(element))
        {
            foreach (var outcome in Completions(net, element))
                yield return outcome;
        }
        else if (thrown.Escapes(element))
        {
            // What always fails in it, and is caught further out, ends the scope around it.
            net.Nodes[numbers.FailureOf(element.Index)] = Node(element, numbers.FailureOf(element.Index), [], NetEnd.Fails);
            yield return new NetOutcome([], [numbers.FlowInto(numbers.FailureOf(element.Index))]);
        }
        foreach (var boundary in element.BoundaryEvents.Select(index => process.Elements[index]))
            if (boundary.Event is CompensateEvent)
                continue;
            else if (boundary.IsInterrupting && thrown.CanHappen(element, boundary))
                yield return new NetOutcome([boundary.Index], boundary.Outgoing);
            else if (!boundary.IsInterrupting && events.Contains(boundary.Index))
                yield return new NetOutcome([boundary.Index], boundary.Outgoing, Event: boundary.Index);
    }

    /// <summary>Flows without a condition are always taken, those with one perhaps, the default flow when no condition is true.</summary>
    private List<NetOutcome> Completions(TokenNet net, CompiledElement element)
    {
        if (!element.HasConditionalFlows)
            return [new NetOutcome([], element.Outgoing)];
        var conditional = element.Outgoing.Where(flow => process.Flows[flow].Condition is not null).ToList();
        var always = element.Outgoing.Where(flow => flow != element.DefaultFlow && process.Flows[flow].Condition is null).ToList();
        if (always.Count > 0)
            return Beside(net, element, always, conditional, numbers.ChoiceOf(element.Index));
        var some = new NetOutcome([], conditional, IsSubset: conditional.Count > 1);
        return element.DefaultFlow is { } otherwise ? [some, new NetOutcome([], [otherwise])] : [some];
    }

    private void NoteReach(TokenNet net)
    {
        foreach (var join in net.Nodes.Values.Where(node => node.Entry is NetEntry.Possible or NetEntry.Some))
            foreach (var flow in process.Elements[join.Element].Incoming)
                foreach (var node in net.Nodes.Values.Where(node => node.Index != 0 && process.Reachability.CanReach(node.Element, flow)))
                    node.Reaches.Add(flow);
        // What is no element sees what its own flows lead to: the second phase of a gateway not what the first leads to.
        foreach (var node in net.Nodes.Values.Where(node => node.Index >= process.Elements.Count && node.Host is null).Reverse())
        {
            node.Reaches.Clear();
            node.Reaches.UnionWith(node.Outcomes.SelectMany(outcome => outcome.Flows).SelectMany(flow => net.Target(flow) is { Entry: not NetEntry.Each } ? [flow] : net.Target(flow).Reaches));
        }
        // The beginning sees what its first steps see, itself never holding a token for longer than that.
        net.Beginning.Reaches.UnionWith(net.Beginning.Outcomes.SelectMany(outcome => outcome.Flows).SelectMany(flow => net.Target(flow) is { Entry: not NetEntry.Each } ? [flow] : net.Target(flow).Reaches));
    }
}
