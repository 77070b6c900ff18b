namespace AfterSales.Bpmn.Lint.Soundness;

/// <summary>Where one step of the game can lead.</summary>
/// <param name="Entered">Indexes of the elements entered, in order.</param>
/// <param name="Fault">What went wrong; the marking means nothing then.</param>
/// <param name="Blamed">The element the fault is about.</param>
/// <param name="HasEnded">No token is left, or an event ended the whole scope.</param>
/// <param name="IsError">It ended by an error that leaves the scope, not by completing it.</param>
internal sealed record Reached(Marking Marking, IReadOnlyList<int> Entered, FaultKind? Fault, int Blamed, bool HasEnded, bool IsError);

/// <summary>
/// The token game of a part: what the interpreter does between two waits, with every condition a free choice. An element
/// that is entered while it holds a token is a fault, so that markings stay sets.
/// </summary>
internal sealed class TokenGame
{
    /// <summary>More ways out of one inclusive gateway than this are not tried in all combinations.</summary>
    private const int MostCombined = 10;

    private readonly TokenNet net;
    private readonly Dictionary<int, int> arrivals = [];
    private readonly Dictionary<int, int> events = [];
    private readonly Dictionary<int, int> holds = [];
    private readonly Dictionary<int, int> taken = [];
    private readonly List<NetNode> holding = [];
    private readonly List<NetNode> awaited = [];
    private readonly List<NetNode> inclusive;
    private readonly ComplexPhases complex;
    private readonly PastEvents pastEvents;
    private readonly int words;

    public TokenGame(TokenNet net)
    {
        this.net = net;
        foreach (var node in net.Nodes.Values.Where(node => node.IsHold))
        {
            holds[node.Index] = holds.Count;
            holding.Add(node);
        }
        foreach (var flow in net.Nodes.Values.Where(node => node.Entry != NetEntry.Each).SelectMany(node => node.Incoming))
        {
            arrivals[flow] = holds.Count + arrivals.Count;
            awaited.Add(net.Target(flow));
        }
        foreach (var happened in net.Nodes.Values.SelectMany(node => node.Outcomes).Select(outcome => outcome.Event).OfType<int>())
            events[happened] = holds.Count + arrivals.Count + events.Count;
        List<NetNode> joins = [.. net.Nodes.Values.Where(node => node.Entry == NetEntry.Some)];
        foreach (var flow in joins.SelectMany(node => node.Incoming))
            taken[flow] = holds.Count + arrivals.Count + events.Count + taken.Count;
        complex = new ComplexPhases(joins, arrivals, taken);
        words = (holds.Count + arrivals.Count + events.Count + taken.Count + 63) / 64;
        inclusive = [.. net.Nodes.Values.Where(node => node.Entry == NetEntry.Possible)];
        pastEvents = new PastEvents(
            net, events, [.. holds.Select(hold => (hold.Value, hold.Key)), .. arrivals.Concat(taken).Select(flow => (flow.Value, net.Flows[flow.Key].To))], words);
    }

    /// <summary>Set when some combinations of an inclusive gateway were left out.</summary>
    public bool IsIncomplete { get; private set; }

    /// <summary>Elements that were entered in some step, or could have been.</summary>
    public HashSet<int> Visited { get; } = [];

    public IEnumerable<Reached> Begin()
    {
        var begin = new Branch(Marking.Empty(words));
        begin.Queue.Enqueue(net.Beginning.Index);
        return Finish(new Stack<Branch>([begin]), net.Beginning);
    }

    /// <summary>A token leaves a node in every way it can.</summary>
    public IEnumerable<Reached> Leave(Marking marking, NetNode node)
    {
        foreach (var outcome in node.Outcomes)
        {
            var branch = new Branch(marking.Copy());
            if (outcome.Event is not { } happened)
                branch.Marking.Clear(holds[node.Index]);
            else if (marking[events[happened]])
                continue;
            else
                branch.Marking.Set(events[happened]);
            var open = new Stack<Branch>();
            foreach (var flows in Choices(outcome))
            {
                var choice = branch.Copy();
                Take(choice, outcome, flows, open);
                open.Push(choice);
            }
            foreach (var reached in Finish(open, node))
                yield return reached;
        }
    }

    /// <summary>Nodes with a token that can move.</summary>
    public IEnumerable<NetNode> Tokens(Marking marking) => marking.Bits(0, holding.Count).Select(bit => holding[bit]);

    /// <summary>Complex gateways with tokens that go on when data let them.</summary>
    public IEnumerable<NetNode> Undecided(Marking marking) => complex.Undecided(marking);

    /// <summary>Data let a complex gateway go on.</summary>
    public IEnumerable<Reached> Start(Marking marking, NetNode join)
    {
        var branch = new Branch(marking.Copy());
        Start(branch, join);
        return Finish(new Stack<Branch>([branch]), join);
    }

    public bool HasTokens(Marking marking) => marking.HasAny(0, holding.Count) || Undecided(marking).Any();

    /// <summary>Joins where tokens wait, by their elements.</summary>
    public IReadOnlyList<NetNode> Waiting(Marking marking) =>
        [.. marking.Bits(holding.Count, holding.Count + awaited.Count).Select(bit => awaited[bit - holding.Count]).Distinct().OrderBy(join => join.Index)];

    private List<Reached> Finish(Stack<Branch> open, NetNode from)
    {
        var ends = new List<Reached>();
        var turns = new Turns(from);
        while (open.TryPop(out var branch))
        {
            while (branch is { HasEnded: false, Fault: null } && branch.Queue.TryDequeue(out var index))
                Pass(branch, net.Nodes[index], open, turns);
            if (branch.IsDropped)
                continue;
            if (branch is { HasEnded: false, Fault: null } && Release(branch))
            {
                open.Push(branch);
                continue;
            }
            turns.End(branch.Turn);
            pastEvents.Forget(branch.Marking);
            ends.Add(new Reached(branch.Marking, branch.Entered, branch.Fault, branch.Blamed, branch.HasEnded || branch.Fault is null && IsEmpty(branch.Marking), branch.IsError));
        }
        if (turns.Endless() is var (at, entered))
            ends.Add(new Reached(Marking.Empty(words), entered, FaultKind.Endless, at, false, false));
        return ends;
    }

    private void Pass(Branch branch, NetNode node, Stack<Branch> others, Turns turns)
    {
        // Nothing passes so many nodes in one step but what goes round without a choice.
        if (branch.Passed++ > 2 * net.Nodes.Count)
        {
            turns.GoRound(branch, node);
            branch.Drop();
            return;
        }
        if (node.Outcomes.Count > 1 && !node.IsHold && !turns.Take(branch, node, new Situation(node.Index, [.. branch.Queue], branch.Marking.Copy())))
        {
            branch.Drop();
            return;
        }
        Enter(branch, node.Way);
        Visited.UnionWith(node.Covers);
        if (node.End != NetEnd.None)
            End(branch, node);
        else if (node.IsHold)
            Hold(branch, node);
        else
            Choose(branch, node, others);
    }

    private void Enter(Branch branch, IReadOnlyList<int> way)
    {
        Visited.UnionWith(way);
        branch.Entered.AddRange(way);
    }

    private void Hold(Branch branch, NetNode node)
    {
        var bit = holds[node.Index];
        if (branch.Marking[bit])
        {
            // Of what was put together, both tokens can be in the element that holds them first.
            if (!node.Way.Contains(node.Blamed))
                branch.Entered.AddRange([node.Blamed, node.Blamed]);
            branch.Fail(FaultKind.Unsynchronised, node.Blamed);
        }
        else
            branch.Marking.Set(bit);
    }

    private static void End(Branch branch, NetNode node)
    {
        branch.Marking.ClearAll();
        branch.Queue.Clear();
        branch.HasEnded = true;
        branch.IsError = node.End == NetEnd.Fails;
    }

    private void Choose(Branch branch, NetNode node, Stack<Branch> others)
    {
        var choices = node.Outcomes.SelectMany(outcome => Choices(outcome).Select(flows => (outcome, flows))).ToList();
        foreach (var (outcome, flows) in choices.Skip(1))
        {
            var other = branch.Copy();
            Take(other, outcome, flows, others);
            others.Push(other);
        }
        if (choices.Count > 0)
            Take(branch, choices[0].outcome, choices[0].flows, others);
    }

    private IEnumerable<IReadOnlyList<int>> Choices(NetOutcome outcome)
    {
        if (!outcome.IsSubset)
            return [outcome.Flows];
        if (outcome.Flows.Count > MostCombined)
        {
            IsIncomplete = true;
            return [.. outcome.Flows.Select(one => (IReadOnlyList<int>)[one]), outcome.Flows];
        }
        return Enumerable.Range(1, (1 << outcome.Flows.Count) - 1)
            .Select(subset => (IReadOnlyList<int>)[.. outcome.Flows.Where((_, position) => (subset >> position & 1) != 0)]);
    }

    private void Take(Branch branch, NetOutcome outcome, IReadOnlyList<int> flows, Stack<Branch> others)
    {
        Enter(branch, outcome.Way);
        TakeFrom(branch, flows, 0, others);
    }

    private void TakeFrom(Branch branch, IReadOnlyList<int> flows, int first, Stack<Branch> others)
    {
        for (var next = first; next < flows.Count; next++)
        {
            var flow = flows[next];
            Enter(branch, net.Flows[flow].Way);
            var target = net.Target(flow);
            if (target.Entry == NetEntry.Each)
            {
                branch.Queue.Enqueue(target.Index);
                continue;
            }
            var bit = arrivals[flow];
            if (branch.Marking[bit])
            {
                branch.Fail(FaultKind.Unsynchronised, target.Element);
                return;
            }
            branch.Marking.Set(bit);
            if (target.Entry == NetEntry.All && target.Incoming.TrueForAll(incoming => branch.Marking[arrivals[incoming]]))
                PassJoin(branch, target);
            if (target.Entry != NetEntry.Some || complex.IsResetting(target, branch.Marking))
                continue;
            var activates = complex.Activates(target, branch.Marking);
            if (activates == true)
                Start(branch, target);
            if (activates is not null)
                continue;
            var other = branch.Copy();
            Start(other, target);
            TakeFrom(other, flows, next + 1, others);
            others.Push(other);
        }
    }

    private void Start(Branch branch, NetNode join)
    {
        complex.Take(join, branch.Marking);
        branch.Queue.Enqueue(join.Index);
    }

    private void Reset(Branch branch, NetNode join)
    {
        complex.Reset(join, branch.Marking);
        branch.Queue.Enqueue(join.Reset!.Value);
    }

    private void PassJoin(Branch branch, NetNode join)
    {
        foreach (var incoming in join.Incoming)
            branch.Marking.Clear(arrivals[incoming]);
        branch.Queue.Enqueue(join.Index);
    }

    /// <summary>As <c>Interpretation.Joins.Release</c>: joins that no other token can still reach go on or reset; of those that only wait for each other, the first.</summary>
    private bool Release(Branch branch)
    {
        if (inclusive.Count + complex.Joins.Count == 0 || !HasWaiting(branch.Marking))
            return false;
        var tokens = Tokens(branch.Marking).ToList();
        if (tokens.Exists(node => node.IsAutomatic))
            return false;
        var starting = complex.Joins.Where(join => !complex.IsResetting(join, branch.Marking) && complex.Activates(join, branch.Marking) == true).ToList();
        foreach (var join in starting)
            Start(branch, join);
        var resetting = complex.Joins.Where(join => complex.IsResetting(join, branch.Marking) && !starting.Contains(join)).ToList();
        List<NetNode> waiting = [.. Waiting(branch.Marking).Union(resetting).Union(starting)];
        List<NetNode> joins = [.. inclusive.Where(waiting.Contains), .. resetting];
        var ready = joins.FindAll(join => IsReady(join, branch.Marking, [.. tokens, .. waiting.Where(other => other != join)]));
        if (ready.Count == 0 && joins.Count > 0 && tokens.Count == 0)
            ready = [joins[0]];
        foreach (var join in ready)
            if (join.Entry == NetEntry.Some)
                Reset(branch, join);
            else
                PassJoin(branch, join);
        return ready.Count + starting.Count > 0;
    }

    private bool IsReady(NetNode join, Marking marking, List<NetNode> tokens)
    {
        var filled = join.Incoming.Where(flow => marking[arrivals[flow]] || taken.TryGetValue(flow, out var bit) && marking[bit]).ToList();
        var empty = join.Incoming.Except(filled).ToList();
        return !tokens.Exists(token => empty.Exists(token.Reaches.Contains) && !filled.Exists(token.Reaches.Contains));
    }

    private bool IsEmpty(Marking marking) => !marking.HasAny(0, holding.Count) && !HasWaiting(marking);

    /// <summary>Tokens wait at a join, or were taken by a complex gateway that has not reset.</summary>
    private bool HasWaiting(Marking marking)
    {
        var behindEvents = holding.Count + awaited.Count + events.Count;
        return marking.HasAny(holding.Count, holding.Count + awaited.Count) || marking.HasAny(behindEvents, behindEvents + taken.Count);
    }

    /// <summary>A step that is not finished: tokens on their way, and what happened so far.</summary>
    private sealed class Branch(Marking marking)
    {
        public Marking Marking { get; } = marking;

        public Queue<int> Queue { get; private init; } = new();

        public List<int> Entered { get; private init; } = [];

        public FaultKind? Fault { get; private set; }

        public int Blamed { get; private set; }

        public bool HasEnded { get; set; }

        public bool IsError { get; set; }

        /// <summary>How many nodes were passed so far.</summary>
        public int Passed { get; set; }

        /// <summary>The last choice it made; see <see cref="Turns"/>.</summary>
        public int Turn { get; set; }

        /// <summary>The branch came back to where it was: others carry on from there.</summary>
        public bool IsDropped { get; private set; }

        public void Fail(FaultKind fault, int element)
        {
            if (Fault is null)
                (Fault, Blamed) = (fault, element);
            Queue.Clear();
        }

        public void Drop()
        {
            IsDropped = true;
            Queue.Clear();
        }

        public Branch Copy() => new(Marking.Copy()) { Queue = new Queue<int>(Queue), Entered = [.. Entered], Passed = Passed, Turn = Turn };
    }

    /// <summary>A node that chooses, the nodes still to be passed in the same step, and where all other tokens are.</summary>
    private readonly record struct Situation(int At, int[] Queue, Marking Marking)
    {
        public bool Equals(Situation other) => At == other.At && Queue.AsSpan().SequenceEqual(other.Queue) && Marking.Equals(other.Marking);

        public override int GetHashCode() => HashCode.Combine(At, Queue.Length, Marking);
    }

    /// <summary>
    /// The choices met within one step. A loop of gateways comes back to where it was, so each situation is worked on once; one
    /// from which nothing comes to a wait or an end is a loop without a way out.
    /// </summary>
    private sealed class Turns(NetNode from)
    {
        private readonly Dictionary<Situation, int> numbers = [];
        private readonly List<(int Element, IReadOnlyList<int> Entered)> met = [(from.Blamed, [])];
        private readonly List<(int From, int To)> steps = [];
        private readonly HashSet<int> ending = [];

        /// <summary>False when the situation is known.</summary>
        public bool Take(Branch branch, NetNode node, Situation situation)
        {
            var isNew = !numbers.TryGetValue(situation, out var number);
            if (isNew)
            {
                numbers[situation] = number = met.Count;
                met.Add((node.Element, [.. branch.Entered, .. node.Way]));
            }
            steps.Add((branch.Turn, number));
            branch.Turn = number;
            return isNew;
        }

        /// <summary>The branch goes round without a choice for ever.</summary>
        public void GoRound(Branch branch, NetNode node)
        {
            steps.Add((branch.Turn, met.Count));
            met.Add((node.Element, [.. branch.Entered.Distinct()]));
        }

        public void End(int turn) => ending.Add(turn);

        public (int Element, IReadOnlyList<int> Entered)? Endless()
        {
            while (steps.Exists(step => ending.Contains(step.To) && ending.Add(step.From)))
            {
            }
            var without = Enumerable.Range(0, met.Count).Where(turn => !ending.Contains(turn)).ToList();
            return without.Count == 0 ? null : met[without[^1]];
        }
    }
}
