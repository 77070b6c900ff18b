namespace AfterSales.Bpmn.Lint.Soundness;

/// <summary>How far an exploration may go; shared by all parts of a process.</summary>
internal sealed class Budget(int states, TimeSpan time, TimeProvider clock)
{
    private readonly long begun = clock.GetTimestamp();
    private int counter;

    public int Spent { get; private set; }

    public int MostStates => states;

    public TimeSpan Elapsed => clock.GetElapsedTime(begun);

    public bool IsTimeOver { get; private set; }

    /// <summary>Counts a state; the clock is asked now and then, since asking costs more than a state.</summary>
    public bool Spend()
    {
        Spent++;
        if ((++counter & 63) == 0 && Elapsed > time)
            IsTimeOver = true;
        return !IsTimeOver;
    }
}

/// <summary>
/// Walks through every marking of a part, breadth first, so that the way to a fault is a short one. Parts with many markings
/// are walked anew with a reduction: the order of independent steps makes no difference, so that one token moves at a time; where a
/// loop may close or a scope is ended, all move. What it finds is there, but it proves nothing sound: a part
/// too large for the whole walk and without a fault in the reduced one stays undecided. Joins in loops that look at other tokens (inclusive ones) rule the reduction out.
/// </summary>
internal sealed class Exploration(Net net, Budget budget)
{
    /// <summary>More faults of one part than this are not told.</summary>
    private const int MostFaults = 20;

    private readonly TokenGame game = new(net);
    private readonly List<SoundnessFault> faults = [];
    private readonly HashSet<(FaultKind, string)> told = [];
    private readonly Dictionary<Marking, int> numbers = [];
    private readonly List<(Marking Marking, int From, IReadOnlyList<int> Entered)> states = [];
    private readonly List<(int From, int To)> steps = [];
    private readonly HashSet<int> settled = [];

    public IReadOnlyList<SoundnessFault> Faults => faults;

    public IReadOnlyCollection<int> Visited => game.Visited;

    public bool IsDecided { get; private set; }

    /// <summary>The scope can complete: in one way at least all tokens come to an end.</summary>
    public bool CanComplete { get; private set; }

    public Exploration Run(int reduceAbove)
    {
        var reducible = CanReduce();
        if (!Walk(isReduced: false, reducible ? Math.Min(reduceAbove, budget.MostStates) : budget.MostStates) && reducible && !budget.IsTimeOver)
        {
            Forget();
            Walk(isReduced: true, budget.MostStates);
            // What the reduction finds is there; that there is nothing else it does not prove: now and then it passes by a token too many.
            IsDecided &= faults.Count > 0;
        }
        if (IsDecided && !faults.Exists(fault => fault.Kind == FaultKind.Unsynchronised))
            FindEndless();
        return this;
    }

    private bool Walk(bool isReduced, int most)
    {
        foreach (var beginning in net.Beginnings)
            foreach (var reached in game.Begin(beginning))
                Add(-1, reached);
        for (var state = 0; state < states.Count; state++)
        {
            if (states.Count > most || !budget.Spend())
                return false;
            var marking = states[state].Marking;
            var tokens = net.Holders.Where(element => marking[net.BitOf(element)]);
            if (!isReduced)
                foreach (var token in tokens)
                    Move(state, token);
            else
                MoveFew(state, [.. tokens]);
        }
        IsDecided = !game.IsIncomplete;
        return true;
    }

    /// <summary>
    /// Moves one token that no other can come to, the furthest back of them, if that is enough; else all. A token that another
    /// can come to waits for it: only so do two tokens meet that can.
    /// </summary>
    private void MoveFew(int state, List<int> tokens)
    {
        var others = tokens.Concat(game.Waiting(states[state].Marking)).ToList();
        var alone = tokens.FindIndex(token => !others.Exists(other => other != token && net.CanReach(other, token)));
        if (alone >= 0 && !Move(state, tokens[alone]))
            return;
        for (var index = 0; index < tokens.Count; index++)
            if (index != alone)
                Move(state, tokens[index]);
    }

    /// <summary>Leaves an element in every way it can be left; true when the other tokens must be tried from here too.</summary>
    private bool Move(int state, int token)
    {
        var marking = states[state].Marking;
        var needsOthers = false;
        foreach (var outcome in net.Outcomes[token])
        {
            if (outcome.Event is { } happened && net.EventBits.TryGetValue(happened.Index, out var bit) && marking[bit])
                continue;
            foreach (var reached in game.Leave(marking, token, outcome))
            {
                needsOthers |= reached.NeedsOthers;
                Add(state, reached);
            }
        }
        return needsOthers;
    }

    private void Add(int from, Reached reached)
    {
        if (reached.Fault is { } fault)
        {
            Tell(fault, reached.Blamed, [], from, reached.Entered);
            settled.Add(from);
            return;
        }
        if (reached.HasEnded)
        {
            CanComplete |= !reached.IsError;
            settled.Add(from);
            return;
        }
        if (!game.HasTokens(reached.Marking))
        {
            var joins = game.Waiting(reached.Marking);
            Tell(FaultKind.Deadlock, joins[0], [.. joins.Select(Id)], from, reached.Entered);
            settled.Add(from);
            return;
        }
        if (!numbers.TryGetValue(reached.Marking, out var number))
        {
            numbers[reached.Marking] = number = states.Count;
            states.Add((reached.Marking, from, reached.Entered));
        }
        if (from >= 0)
            steps.Add((from, number));
    }

    /// <summary>States from which no step leads to an end or to a fault that was told already.</summary>
    private void FindEndless()
    {
        var into = steps.ToLookup(step => step.To, step => step.From);
        var ends = new HashSet<int>();
        var open = new Stack<int>(settled.Where(state => state >= 0));
        while (open.TryPop(out var state))
            if (ends.Add(state))
                foreach (var from in into[state])
                    open.Push(from);
        for (var state = 0; state < states.Count; state++)
            if (!ends.Contains(state))
            {
                var marking = states[state].Marking;
                Tell(FaultKind.Endless, net.Holders.First(element => marking[net.BitOf(element)]), [], states[state].From, states[state].Entered);
                return;
            }
        // Nothing was ever held, and nothing ended: a loop of gateways without a way out.
        if (states.Count == 0 && settled.Count == 0)
            Tell(FaultKind.Endless, net.Beginnings[0][0], [], -1, []);
    }

    private void Tell(FaultKind kind, int blamed, IReadOnlyList<string> places, int from, IReadOnlyList<int> entered)
    {
        if (faults.Count >= MostFaults || !told.Add((kind, kind == FaultKind.Deadlock ? string.Join(' ', places) : Id(blamed))))
            return;
        var ways = new List<IReadOnlyList<int>> { entered };
        for (var state = from; state >= 0; state = states[state].From)
            ways.Add(states[state].Entered);
        ways.Reverse();
        faults.Add(new SoundnessFault(kind, Id(blamed), places, [.. ways.SelectMany(way => way).Select(Id)]));
    }

    private string Id(int element) => net.Process.Elements[element].Id;

    private bool CanReduce() => !net.InclusiveJoins.Any(join => net.Process.Elements[join].Incoming.Any(flow => net.Process.Elements[join].Outgoing
        .Select(outgoing => net.Process.Flows[outgoing].TargetIndex).Any(next => next == join || net.Process.Reachability.CanReach(next, flow))));

    private void Forget()
    {
        faults.Clear();
        told.Clear();
        numbers.Clear();
        states.Clear();
        steps.Clear();
        settled.Clear();
    }
}
