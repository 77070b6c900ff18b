namespace AfterSales.Bpmn.Lint.Soundness;

/// <summary>A node that chooses, the nodes still to be passed in the same step, where all other tokens are, and what was thrown.</summary>
internal readonly record struct Situation(int At, int[] Queue, Marking Marking, int[] Thrown)
{
    public bool Equals(Situation other) => At == other.At && Thrown.AsSpan().SequenceEqual(other.Thrown) && Queue.AsSpan().SequenceEqual(other.Queue) && Marking.Equals(other.Marking);

    public override int GetHashCode() => HashCode.Combine(At, Queue.Length, Marking);
}

/// <summary>
/// The choices met within one step. A loop of gateways comes back to where it was, so each situation is worked on once; one
/// from which nothing comes to a wait or an end is a loop without a way out.
/// </summary>
internal sealed class StepTurns(NetNode from)
{
    private readonly Dictionary<Situation, int> numbers = [];
    private readonly List<(int Element, IReadOnlyList<int> Entered)> met = [(from.Blamed, [])];
    private readonly List<(int From, int To)> steps = [];
    private readonly HashSet<int> ending = [];

    /// <summary>False when the situation is known.</summary>
    public bool Take(StepBranch branch, NetNode node, Situation situation)
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
    public void GoRound(StepBranch branch, NetNode node)
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
