using System.Globalization;

namespace AfterSales.Bpmn.Lint.Soundness;

/// <summary>One step of an activity as it is seen from outside.</summary>
/// <param name="Thrown">Events further out that happen with it, in this order.</param>
/// <param name="To">The state it leads to, or one of the ends.</param>
internal sealed record ToldStep(IReadOnlyList<int> Thrown, int To)
{
    public const int Completed = -1;

    /// <summary>Left by an error, an escalation that interrupts, or a cancellation.</summary>
    public const int Failed = -2;
}

/// <summary>
/// What of the inside of an activity can be seen from outside: which escalations it throws, in which order, and before which of its ends. States that cannot
/// be told apart are one (branching bisimulation), so that little is left of what happens in between.
/// </summary>
internal sealed record Behaviour(IReadOnlyList<ToldStep> Begin, IReadOnlyList<IReadOnlyList<ToldStep>> States)
{
    private const int MostStates = 5_000;
    private const int MostTold = 100;

    /// <param name="count">How many states there are.</param>
    /// <param name="steps">The steps, those that begin from -1.</param>
    public static Behaviour? Of(int count, IReadOnlyList<(int From, ToldStep Step)> steps)
    {
        if (count > MostStates)
            return null;
        var from = steps.ToLookup(step => step.From, step => step.Step);
        var blocks = new int[count];
        for (var known = Math.Min(count, 1); ;)
        {
            var numbers = new Dictionary<(int, string), int>();
            var next = new int[count];
            for (var state = 0; state < count; state++)
            {
                var key = (blocks[state], string.Join(' ', Seen(state, blocks, from).Select(Text).Order(StringComparer.Ordinal)));
                if (!numbers.TryGetValue(key, out var number))
                    numbers[key] = number = numbers.Count;
                next[state] = number;
            }
            if (numbers.Count > MostTold)
                return null;
            (blocks, var before) = (next, known);
            known = numbers.Count;
            if (known == before)
                break;
        }
        var states = Enumerable.Range(0, count).GroupBy(state => blocks[state]).OrderBy(block => block.Key)
            .Select(block => (IReadOnlyList<ToldStep>)[.. Distinct(Seen(block.First(), blocks, from))]).ToList();
        return new Behaviour([.. Distinct(from[-1].Select(step => In(blocks, step)))], states);
    }

    /// <summary>The same, with an end that can come at any time before the other ones: an event takes the place of everything inside.</summary>
    public Behaviour OrCompleted()
    {
        var ending = new ToldStep([], States.Count);
        return this with { States = [.. States.Select(steps => (IReadOnlyList<ToldStep>)[.. steps, ending]), [new ToldStep([], ToldStep.Completed)]] };
    }

    /// <summary>The steps out of a block, from any of its states that a state comes to unseen.</summary>
    private static IEnumerable<ToldStep> Seen(int state, int[] blocks, ILookup<int, ToldStep> from)
    {
        var met = new HashSet<int> { state };
        var open = new Stack<int>([state]);
        while (open.TryPop(out var at))
            foreach (var step in from[at])
                if (step is { Thrown.Count: 0, To: >= 0 } && blocks[step.To] == blocks[state])
                {
                    if (met.Add(step.To))
                        open.Push(step.To);
                }
                else
                    yield return In(blocks, step);
    }

    private static ToldStep In(int[] blocks, ToldStep step) => step.To < 0 ? step : step with { To = blocks[step.To] };

    private static IEnumerable<ToldStep> Distinct(IEnumerable<ToldStep> steps) => steps.DistinctBy(Text).OrderBy(Text, StringComparer.Ordinal);

    private static string Text(ToldStep step) => string.Create(CultureInfo.InvariantCulture, $"{string.Join(',', step.Thrown)}>{step.To}");
}
