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
/// Walks through every marking of a net, breadth first, so that the way to a fault is a shortest one in steps. Without a fault, and with
/// all markings seen, the net is sound.
/// </summary>
/// <param name="tells">Whether it is asked afterwards what was thrown on the way (<see cref="Behaviour"/>).</param>
internal sealed class Exploration(TokenNet net, Budget budget, bool tells = false)
{
    /// <summary>More faults of one part than this are not told.</summary>
    private const int MostFaults = 20;

    /// <summary>With a fault the answer is known: beyond so many states other faults are no longer looked for.</summary>
    private const int MostStatesBesideFault = 1_000;

    private readonly TokenGame game = new(net);
    private readonly List<PartFault> faults = [];
    private readonly HashSet<(FaultKind, string)> told = [];
    private readonly Dictionary<Marking, int> numbers = [];
    private readonly List<(Marking Marking, int From, IReadOnlyList<int> Entered)> states = [];
    private readonly List<(int From, int To)> steps = [];
    private readonly HashSet<int> settled = [];
    private readonly List<(int From, ToldStep Step)> toldSteps = [];

    public IReadOnlyList<PartFault> Faults => faults;

    public IReadOnlyCollection<int> Visited => game.Visited;

    /// <summary>Every marking was seen, or enough of them to know a fault.</summary>
    public bool IsDecided { get; private set; }

    /// <summary>The scope can complete: in one way at least all tokens come to an end.</summary>
    public bool CanComplete { get; private set; }

    /// <summary>What can be seen of it from outside; null when there is too much of it, or it is not right in itself.</summary>
    public Behaviour? Told() => tells && IsDecided && faults.Count == 0 ? Behaviour.Of(states.Count, toldSteps) : null;

    public Exploration Run(int mostStates)
    {
        var isComplete = Walk(mostStates) && !game.IsIncomplete;
        IsDecided = isComplete || faults.Count > 0;
        if (isComplete && !faults.Exists(fault => fault.Kind == FaultKind.Unsynchronised))
            FindEndless();
        return this;
    }

    private bool Walk(int most)
    {
        foreach (var reached in game.Begin())
            Add(-1, reached);
        for (var state = 0; state < states.Count; state++)
        {
            if (states.Count > (faults.Count > 0 ? Math.Min(most, MostStatesBesideFault) : most) || !budget.Spend())
                return false;
            foreach (var token in game.Tokens(states[state].Marking).ToList())
                foreach (var reached in game.Leave(states[state].Marking, token))
                    Add(state, reached);
            foreach (var activity in game.Idle(states[state].Marking).ToList())
                foreach (var reached in game.Leave(states[state].Marking, activity))
                    Add(state, reached);
            foreach (var join in game.Undecided(states[state].Marking).ToList())
                foreach (var reached in game.Start(states[state].Marking, join))
                    Add(state, reached);
        }
        return true;
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
            Note(from, reached, reached.IsError ? ToldStep.Failed : ToldStep.Completed);
            return;
        }
        // An ad-hoc sub-process in which nothing is active waits for somebody.
        if (!game.HasTokens(reached.Marking) && game.Waiting(reached.Marking) is { Count: > 0 } joins)
        {
            Tell(FaultKind.Deadlock, joins[0].Element, [.. joins.Select(join => join.Element)], from, reached.Entered);
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
        Note(from, reached, number);
    }

    private void Note(int from, Reached reached, int to)
    {
        if (tells)
            toldSteps.Add((from, new ToldStep(reached.Thrown, to)));
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
                Tell(FaultKind.Endless, game.Tokens(states[state].Marking).Concat(game.Undecided(states[state].Marking)).Concat(game.Idle(states[state].Marking)).First().Blamed, [], states[state].From, states[state].Entered);
                return;
            }
    }

    private void Tell(FaultKind kind, int blamed, IReadOnlyList<int> places, int from, IReadOnlyList<int> entered)
    {
        if (faults.Count >= MostFaults || !told.Add((kind, kind == FaultKind.Deadlock ? string.Join(' ', places) : $"{blamed}")))
            return;
        var ways = new List<IReadOnlyList<int>> { entered };
        for (var state = from; state >= 0; state = states[state].From)
            ways.Add(states[state].Entered);
        ways.Reverse();
        faults.Add(new PartFault(kind, blamed, places, [.. ways.SelectMany(way => way)]));
    }
}

/// <summary>A fault by the indexes of its elements; see <see cref="SoundnessFault"/>.</summary>
internal sealed record PartFault(FaultKind Kind, int Element, IReadOnlyList<int> Places, IReadOnlyList<int> Trace)
{
    public SoundnessFault Of(Compilation.CompiledProcess process)
    {
        return new SoundnessFault(Kind, Id(Element), [.. Places.Select(Id)], [.. Trace.Select(Id)]);

        string Id(int element) => process.Elements[element].Id;
    }
}
