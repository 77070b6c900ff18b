namespace AfterSales.Bpmn.Lint.Soundness;

/// <summary>Where one step of the game can lead.</summary>
/// <param name="Entered">Indexes of the elements entered, in order.</param>
/// <param name="Fault">What went wrong; the marking means nothing then.</param>
/// <param name="Blamed">The element the fault is about.</param>
/// <param name="HasEnded">No token is left, or an event ended the whole scope.</param>
/// <param name="IsError">It ended by an error that leaves the scope, not by completing it.</param>
/// <param name="Thrown">Events further out that happen, in this order.</param>
internal sealed record Reached(Marking Marking, IReadOnlyList<int> Entered, FaultKind? Fault, int Blamed, bool HasEnded, bool IsError, IReadOnlyList<int> Thrown);

/// <summary>
/// The token game of a part: what the interpreter does between two waits, with every condition a free choice. An element
/// that is entered while it holds a token is a fault, so that markings stay sets.
/// </summary>
internal sealed partial class TokenGame
{
    /// <summary>More ways out of one inclusive gateway than this are not tried in all combinations.</summary>
    private const int MostCombined = 10;

    /// <summary>What is thrown more often in one step makes no difference.</summary>
    private const int MostThrown = 6;

    private readonly TokenNet net;
    private readonly MarkingLayout layout;
    private readonly List<NetNode> inclusive;
    private readonly ComplexPhases complex;
    private readonly PastEvents pastEvents;

    public TokenGame(TokenNet net)
    {
        this.net = net;
        layout = new MarkingLayout(net);
        complex = layout.ComplexPhases();
        inclusive = [.. net.Nodes.Values.Where(node => node.Entry == NetEntry.Possible)];
        pastEvents = layout.PastEvents();
    }

    /// <summary>Set when some combinations of an inclusive gateway were left out.</summary>
    public bool IsIncomplete { get; private set; }

    /// <summary>Elements that were entered in some step, or could have been.</summary>
    public HashSet<int> Visited { get; } = [];

    public IEnumerable<Reached> Begin()
    {
        if (net.AdHoc is not null)
            return BeginAdHoc();
        var begin = new StepBranch(layout.Empty());
        begin.Queue.Enqueue(net.Beginning.Index);
        return Finish(new Stack<StepBranch>([begin]), net.Beginning);
    }

    /// <summary>A token leaves a node in every way it can.</summary>
    public IEnumerable<Reached> Leave(Marking marking, NetNode node)
    {
        foreach (var outcome in node.Outcomes)
        {
            var branch = new StepBranch(marking.Copy());
            if (outcome.Event is not { } happened)
                branch.Marking.Clear(layout.Hold(node));
            else if (marking[layout.Event(happened)])
                continue;
            else
                branch.Marking.Set(layout.Event(happened));
            var open = new Stack<StepBranch>();
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
    public IEnumerable<NetNode> Tokens(Marking marking) => layout.Tokens(marking);

    /// <summary>Complex gateways with tokens that go on when data let them.</summary>
    public IEnumerable<NetNode> Undecided(Marking marking) => complex.Undecided(marking);

    /// <summary>Data let a complex gateway go on.</summary>
    public IEnumerable<Reached> Start(Marking marking, NetNode join)
    {
        var branch = new StepBranch(marking.Copy());
        Start(branch, join);
        return Finish(new Stack<StepBranch>([branch]), join);
    }

    public bool HasTokens(Marking marking) => layout.HasTokens(marking) || Undecided(marking).Any();

    /// <summary>Joins where tokens wait, by their elements.</summary>
    public IReadOnlyList<NetNode> Waiting(Marking marking) => layout.Waiting(marking);

    private List<Reached> Finish(Stack<StepBranch> open, NetNode from)
    {
        var ends = new List<Reached>();
        var turns = new StepTurns(from);
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
            if (net.AdHoc is not null && branch is { HasEnded: false, Fault: null } && layout.IsEmpty(branch.Marking))
                Rest(branch, open);
            turns.End(branch.Turn);
            pastEvents.Forget(branch.Marking);
            // One that begins when nothing else is active finds the same, whichever were done before.
            if (net.AdHoc is { IsSequential: true } && !branch.HasEnded)
                branch.Marking.Include(layout.AllIdle());
            var hasEnded = branch.HasEnded || branch.Fault is null && net.AdHoc is null && layout.IsEmpty(branch.Marking);
            ends.Add(new Reached(branch.Marking, branch.Entered, branch.Fault, branch.Blamed, hasEnded, branch.IsError, branch.Thrown));
        }
        if (turns.Endless() is var (at, entered))
            ends.Add(new Reached(layout.Empty(), entered, FaultKind.Endless, at, false, false, []));
        return ends;
    }

    private void Pass(StepBranch branch, NetNode node, Stack<StepBranch> others, StepTurns turns)
    {
        // Nothing passes so many nodes in one step but what goes round without a choice.
        if (branch.Passed++ > 2 * net.Nodes.Count)
        {
            turns.GoRound(branch, node);
            branch.Drop();
            return;
        }
        if (node.Outcomes.Count > 1 && !node.IsHold && !turns.Take(branch, node, new Situation(node.Index, [.. branch.Queue], branch.Marking.Copy(), [.. branch.Thrown])))
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

    private void Enter(StepBranch branch, IReadOnlyList<int> way)
    {
        Visited.UnionWith(way);
        branch.Entered.AddRange(way);
    }

    private void Hold(StepBranch branch, NetNode node)
    {
        var bit = layout.Hold(node);
        if (branch.Marking[bit])
        {
            // Of what was put together, both tokens can be in the element that holds them first.
            if (!node.Way.Contains(node.Blamed))
                branch.Entered.AddRange([node.Blamed, node.Blamed]);
            branch.Fail(FaultKind.Unsynchronised, node.Blamed);
        }
        else if (layout.IsInOtherState(branch.Marking, node))
            branch.Fail(FaultKind.Unsynchronised, node.Blamed);
        else
            branch.Marking.Set(bit);
    }

    private static void End(StepBranch branch, NetNode node)
    {
        branch.Marking.ClearAll();
        branch.Queue.Clear();
        branch.HasEnded = true;
        branch.IsError = node.End == NetEnd.Fails;
    }

    private void Choose(StepBranch branch, NetNode node, Stack<StepBranch> others)
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

    private void Take(StepBranch branch, NetOutcome outcome, IReadOnlyList<int> flows, Stack<StepBranch> others)
    {
        Enter(branch, outcome.Way);
        branch.Thrown.AddRange(outcome.Throws.Take(MostThrown - branch.Thrown.Count));
        if (outcome.IsWayEnd && net.AdHoc is { HasCondition: true } && !branch.Marking[layout.Met])
            others.Push(Meet(branch.Copy()));
        TakeFrom(branch, flows, 0, others);
    }

    private void TakeFrom(StepBranch branch, IReadOnlyList<int> flows, int first, Stack<StepBranch> others)
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
            var bit = layout.Arrival(flow);
            if (branch.Marking[bit])
            {
                branch.Fail(FaultKind.Unsynchronised, target.Element);
                return;
            }
            branch.Marking.Set(bit);
            if (target.Entry == NetEntry.All && target.Incoming.TrueForAll(incoming => branch.Marking[layout.Arrival(incoming)]))
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

    private void Start(StepBranch branch, NetNode join)
    {
        complex.Take(join, branch.Marking);
        branch.Queue.Enqueue(join.Index);
    }

    private void Reset(StepBranch branch, NetNode join)
    {
        complex.Reset(join, branch.Marking);
        branch.Queue.Enqueue(join.Reset!.Value);
    }

    private void PassJoin(StepBranch branch, NetNode join)
    {
        foreach (var incoming in join.Incoming)
            branch.Marking.Clear(layout.Arrival(incoming));
        branch.Queue.Enqueue(join.Index);
    }

    /// <summary>As <c>Interpretation.Joins.Release</c>: joins that no other token can still reach go on or reset; of those that only wait for each other, the first.</summary>
    private bool Release(StepBranch branch)
    {
        if (inclusive.Count + complex.Joins.Count == 0 || !layout.HasWaiting(branch.Marking))
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
        var filled = join.Incoming.Where(flow => layout.HasBrought(marking, flow)).ToList();
        var empty = join.Incoming.Except(filled).ToList();
        return !tokens.Exists(token => empty.Exists(token.Reaches.Contains) && !filled.Exists(token.Reaches.Contains));
    }
}
