using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Model;

namespace AfterSales.Bpmn.Lint.Soundness;

/// <summary>Where one step of the game can lead.</summary>
/// <param name="Entered">Indexes of the elements entered, in order.</param>
/// <param name="Fault">What went wrong; the marking means nothing then.</param>
/// <param name="Blamed">The element the fault is about.</param>
/// <param name="HasEnded">No token is left, or an event ended the whole scope.</param>
/// <param name="IsError">It ended by an error that leaves the scope, not by completing it.</param>
/// <param name="NeedsOthers">The order of steps makes a difference here: a token went back in the order of ranks, so that a loop may have closed, or an event ended what other tokens might still have done.</param>
internal sealed record Reached(Marking Marking, IReadOnlyList<int> Entered, FaultKind? Fault, int Blamed, bool HasEnded, bool IsError, bool NeedsOthers);

/// <summary>
/// The token game of a part: what the interpreter does between two waits, with every condition a free choice. An element
/// that is entered while it holds a token is a fault, so that markings stay sets.
/// </summary>
internal sealed class TokenGame(Net net)
{
    /// <summary>More ways out of one inclusive gateway than this are not tried in all combinations.</summary>
    private const int MostCombined = 10;

    /// <summary>Set when some combinations of an inclusive gateway were left out.</summary>
    public bool IsIncomplete { get; private set; }

    /// <summary>Elements that were entered in some step.</summary>
    public HashSet<int> Visited { get; } = [];

    public IEnumerable<Reached> Begin(IReadOnlyList<int> elements)
    {
        var begin = new Branch(Marking.Empty(net.Words));
        foreach (var element in elements)
            begin.Queue.Enqueue(element);
        return Finish(begin, int.MinValue);
    }

    /// <summary>A token leaves an element in one way.</summary>
    public IEnumerable<Reached> Leave(Marking marking, int element, Outcome outcome)
    {
        var branch = new Branch(marking.Copy());
        if (!outcome.KeepsToken)
            branch.Marking.Clear(net.BitOf(element));
        if (outcome.Event is { } happened)
        {
            if (net.EventBits.TryGetValue(happened.Index, out var bit))
                branch.Marking.Set(bit);
            Enter(branch, happened.Index);
        }
        Take(branch, outcome.Flows);
        return Finish(branch, net.Ranks[element]);
    }

    public bool HasTokens(Marking marking) => net.Holders.Exists(element => marking[net.BitOf(element)]);

    /// <summary>Joins where tokens wait.</summary>
    public IReadOnlyList<int> Waiting(Marking marking) =>
        [.. net.ArrivalBits.Where(arrival => marking[arrival.Value]).Select(arrival => net.Process.Flows[arrival.Key].TargetIndex).Distinct().Order()];

    private List<Reached> Finish(Branch first, int from)
    {
        var ends = new List<Reached>();
        var open = new Stack<Branch>();
        open.Push(first);
        // A loop of gateways comes back to where it was: each situation is worked on once.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (open.TryPop(out var branch))
        {
            while (branch is { HasEnded: false, Fault: null } && branch.Queue.TryDequeue(out var index))
                Pass(branch, index, open);
            if (branch.IsDropped)
                continue;
            if (branch is { HasEnded: false, Fault: null } && Release(branch))
            {
                open.Push(branch);
                continue;
            }
            ends.Add(new Reached(branch.Marking, branch.Entered, branch.Fault, branch.Blamed, branch.HasEnded || branch.Fault is null && IsEmpty(branch.Marking), branch.IsError,
                branch.HasEnded || branch.Entered.Exists(index => net.Ranks[index] <= from) || branch.Arrived.Exists(index => net.Ranks[index] <= from)));
        }
        return ends;

        void Pass(Branch branch, int index, Stack<Branch> others)
        {
            if (branch.Entered.Count > 4 * net.Elements.Count)
            {
                branch.IsDropped = true;
                branch.Queue.Clear();
                return;
            }
            Enter(branch, index);
            var element = net.Process.Elements[index];
            if (Net.HoldsToken(element))
                Hold(branch, index);
            else if (element.Type == ElementType.EndEvent)
                End(branch, element);
            else if (element.Type is ElementType.ExclusiveGateway or ElementType.InclusiveGateway)
                Choose(branch, element, others, seen);
            else
                Take(branch, element.Outgoing);
        }
    }

    private void Enter(Branch branch, int index)
    {
        Visited.Add(index);
        branch.Entered.Add(index);
    }

    private void Hold(Branch branch, int index)
    {
        var bit = net.BitOf(index);
        if (branch.Marking[bit])
            branch.Fail(FaultKind.Unsynchronised, index);
        else
            branch.Marking.Set(bit);
    }

    private static void End(Branch branch, CompiledElement element)
    {
        if (element.Event is null)
            return;
        // A terminate event ends its scope; an error leaves it.
        branch.Marking.ClearAll();
        branch.Queue.Clear();
        branch.HasEnded = true;
        branch.IsError = element.Event is ErrorEvent;
    }

    private void Choose(Branch branch, CompiledElement gateway, Stack<Branch> others, HashSet<string> seen)
    {
        if (!seen.Add(branch.Situation(gateway.Index, net)))
        {
            branch.IsDropped = true;
            branch.Queue.Clear();
            return;
        }
        var choices = Choices(gateway).ToList();
        foreach (var choice in choices.Skip(1))
        {
            var other = branch.Copy();
            Take(other, choice);
            others.Push(other);
        }
        if (choices.Count > 0)
            Take(branch, choices[0]);
    }

    private IEnumerable<IReadOnlyList<int>> Choices(CompiledElement gateway)
    {
        if (gateway.Type == ElementType.ExclusiveGateway || gateway.Outgoing.Count < 2)
            return gateway.Outgoing.Select(flow => (IReadOnlyList<int>)[flow]);
        var conditional = gateway.Outgoing.Where(flow => flow != gateway.DefaultFlow).ToList();
        IEnumerable<IReadOnlyList<int>> otherwise = gateway.DefaultFlow is { } flow ? [[flow]] : [];
        if (conditional.Count > MostCombined)
        {
            IsIncomplete = true;
            return [.. conditional.Select(one => (IReadOnlyList<int>)[one]), conditional, .. otherwise];
        }
        return Enumerable.Range(1, (1 << conditional.Count) - 1)
            .Select(subset => (IReadOnlyList<int>)[.. conditional.Where((_, position) => (subset >> position & 1) != 0)])
            .Concat(otherwise);
    }

    private void Take(Branch branch, IReadOnlyList<int> flows)
    {
        foreach (var flow in flows)
        {
            var target = net.Process.Elements[net.Process.Flows[flow].TargetIndex];
            if (!Net.IsJoin(target))
            {
                branch.Queue.Enqueue(target.Index);
                continue;
            }
            branch.Arrived.Add(target.Index);
            var bit = net.ArrivalBits[flow];
            if (branch.Marking[bit])
            {
                branch.Fail(FaultKind.Unsynchronised, target.Index);
                return;
            }
            branch.Marking.Set(bit);
            if (target.Type == ElementType.ParallelGateway && target.Incoming.All(incoming => IsWaiting(branch.Marking, incoming)))
                PassJoin(branch, target);
        }
    }

    private void PassJoin(Branch branch, CompiledElement join)
    {
        foreach (var incoming in join.Incoming)
            if (net.ArrivalBits.TryGetValue(incoming, out var bit))
                branch.Marking.Clear(bit);
        branch.Queue.Enqueue(join.Index);
    }

    /// <summary>As <c>Interpretation.Joins.ReleaseInclusive</c>: joins that no other token can still reach go on; of joins that only wait for each other, the first.</summary>
    private bool Release(Branch branch)
    {
        if (net.InclusiveJoins.Count == 0)
            return false;
        var marking = branch.Marking;
        var tokens = net.Holders.Where(element => marking[net.BitOf(element)]).ToList();
        if (tokens.Exists(net.IsAutomatic))
            return false;
        var waiting = Waiting(marking);
        var joins = net.InclusiveJoins.Where(waiting.Contains).Select(index => net.Process.Elements[index]).ToList();
        var ready = joins.FindAll(join => IsReady(join, marking, [.. tokens, .. waiting.Where(other => other != join.Index)]));
        if (ready.Count == 0 && joins.Count > 0 && tokens.Count == 0)
            ready = [joins[0]];
        foreach (var join in ready)
            PassJoin(branch, join);
        return ready.Count > 0;
    }

    private bool IsReady(CompiledElement join, Marking marking, List<int> tokens)
    {
        var filled = join.Incoming.Where(flow => IsWaiting(marking, flow)).ToList();
        var empty = join.Incoming.Where(flow => !IsWaiting(marking, flow)).ToList();
        return !tokens.Exists(token => CanComeBy(empty, token) && !CanComeBy(filled, token));

        bool CanComeBy(List<int> flows, int token) => flows.Exists(flow => net.Process.Reachability.CanReach(token, flow));
    }

    private bool IsWaiting(Marking marking, int flow) => net.ArrivalBits.TryGetValue(flow, out var bit) && marking[bit];

    private bool IsEmpty(Marking marking) => !HasTokens(marking) && !net.ArrivalBits.Values.Any(bit => marking[bit]);

    /// <summary>A step that is not finished: tokens on their way, and what happened so far.</summary>
    private sealed class Branch(Marking marking)
    {
        public Marking Marking { get; } = marking;

        public Queue<int> Queue { get; private init; } = new();

        public List<int> Entered { get; private init; } = [];

        public List<int> Arrived { get; private init; } = [];

        public FaultKind? Fault { get; private set; }

        public int Blamed { get; private set; }

        public bool HasEnded { get; set; }

        public bool IsError { get; set; }

        /// <summary>The branch came back to where it was: others carry on from there.</summary>
        public bool IsDropped { get; set; }

        public void Fail(FaultKind fault, int element)
        {
            if (Fault is null)
                (Fault, Blamed) = (fault, element);
            Queue.Clear();
        }

        public Branch Copy() => new(Marking.Copy()) { Queue = new Queue<int>(Queue), Entered = [.. Entered], Arrived = [.. Arrived] };

        public string Situation(int at, Net net) =>
            $"{at} {string.Join(',', Queue)} {string.Join(',', net.Holders.Where(element => Marking[net.BitOf(element)]))} {string.Join(',', net.ArrivalBits.Values.Where(bit => Marking[bit]))}";
    }
}
