using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Compilation.Elements;
using AfterSales.Bpmn.Model;

namespace AfterSales.Bpmn.Lint.Soundness;

/// <summary>One way in which an element that holds a token can be left.</summary>
/// <param name="Event">The boundary event or the event after an event-based gateway that happens; null when the element completes.</param>
/// <param name="Flows">Where tokens go.</param>
/// <param name="KeepsToken">The element goes on: a non-interrupting event.</param>
internal sealed record Outcome(CompiledElement? Event, IReadOnlyList<int> Flows, bool KeepsToken);

/// <summary>
/// A part of one scope that is explored by itself: what its start events reach, or what a non-interrupting boundary event
/// begins beside it. Tokens of a part never meet those of another: parts that share elements are one.
/// </summary>
internal sealed class Net
{
    private readonly Dictionary<int, int> bits = [];
    private readonly Dictionary<int, HashSet<int>> reachable = [];

    public Net(CompiledProcess process, IReadOnlyList<IReadOnlyList<int>> beginnings, IReadOnlyCollection<int> elements, IReadOnlyCollection<int> events, Func<CompiledElement, bool> canComplete, ThrownErrors errors)
    {
        (Process, Beginnings, Elements) = (process, beginnings, elements);
        Ranks = Rank(beginnings.SelectMany(beginning => beginning));
        foreach (var index in elements.Where(index => HoldsToken(process.Elements[index])).OrderBy(index => Ranks[index]))
            Holders.Add(index);
        foreach (var index in Holders)
            bits[index] = bits.Count;
        foreach (var flow in process.Flows.Where(flow => elements.Contains(flow.TargetIndex) && IsJoin(process.Elements[flow.TargetIndex])))
            ArrivalBits[flow.Index] = bits.Count + ArrivalBits.Count;
        var first = bits.Count + ArrivalBits.Count;
        foreach (var index in events)
            EventBits[index] = first + EventBits.Count;
        Words = (first + EventBits.Count + 63) / 64;
        InclusiveJoins = [.. elements.Where(index => process.Elements[index].Type == ElementType.InclusiveGateway && IsJoin(process.Elements[index])).Order()];
        Outcomes = Holders.ToDictionary(index => index, IReadOnlyList<Outcome> (index) => [.. OutcomesOf(process.Elements[index], canComplete, errors)]);
    }

    public CompiledProcess Process { get; }

    /// <summary>The alternatives to begin with: elements entered at once.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Beginnings { get; }

    /// <summary>Indexes of the elements that belong to the part.</summary>
    public IReadOnlyCollection<int> Elements { get; }

    /// <summary>Elements that a token stays in, by rank.</summary>
    public List<int> Holders { get; } = [];

    /// <summary>Flows that lead to joins, with the bit for a token that waits there.</summary>
    public Dictionary<int, int> ArrivalBits { get; } = [];

    /// <summary>Non-interrupting events of this part, with the bit for "has happened".</summary>
    public Dictionary<int, int> EventBits { get; } = [];

    public IReadOnlyList<int> InclusiveJoins { get; }

    public IReadOnlyDictionary<int, IReadOnlyList<Outcome>> Outcomes { get; }

    /// <summary>An order of elements in which all flows but those that close loops lead forward.</summary>
    public IReadOnlyDictionary<int, int> Ranks { get; }

    /// <summary>How many 64-bit words a marking has.</summary>
    public int Words { get; }

    public int BitOf(int element) => bits[element];

    /// <summary>Tokens wait here for tokens of other incoming flows.</summary>
    public static bool IsJoin(CompiledElement element) => element.Incoming.Count > 1 && element.Type.IsJoin();

    /// <summary>Activities and events that wait hold a token; gateways and everything else pass it on at once.</summary>
    public static bool HoldsToken(CompiledElement element) => element.Type.IsActivity() || element.Job is not null
        || element.Type is ElementType.IntermediateCatchEvent or ElementType.EventBasedGateway;

    /// <summary>The interpreter passes these without waiting, before it asks whether an inclusive join may go on.</summary>
    public bool IsAutomatic(int index) => Process.Elements[index] is { Job: null, Type: ElementType.ManualTask or ElementType.ScriptTask or ElementType.BusinessRuleTask };

    private IEnumerable<Outcome> OutcomesOf(CompiledElement element, Func<CompiledElement, bool> canComplete, ThrownErrors errors)
    {
        if (element.Type == ElementType.EventBasedGateway)
        {
            foreach (var target in element.Outgoing.Select(flow => Process.Elements[Process.Flows[flow].TargetIndex]))
                yield return new Outcome(target, target.Outgoing, false);
            yield break;
        }
        if (canComplete(element))
            yield return new Outcome(null, element.Outgoing, false);
        foreach (var boundary in element.BoundaryEvents.Select(index => Process.Elements[index]))
            if (boundary.Event is ErrorEvent ? errors.CanCatch(element, boundary) : boundary.IsInterrupting || EventBits.ContainsKey(boundary.Index))
                yield return new Outcome(boundary, boundary.Outgoing, !boundary.IsInterrupting);
    }

    /// <summary>Whether a token in one element can come to another, or come back to it.</summary>
    public bool CanReach(int from, int to)
    {
        if (!reachable.TryGetValue(from, out var found))
        {
            reachable[from] = found = [];
            var open = new Stack<int>([from]);
            while (open.TryPop(out var index))
                for (var successors = Successors(index); successors.MoveNext();)
                    if (found.Add(successors.Current))
                        open.Push(successors.Current);
        }
        return found.Contains(to);
    }

    /// <summary>Reverse postorder of a depth-first walk.</summary>
    private Dictionary<int, int> Rank(IEnumerable<int> roots)
    {
        var ranks = Elements.ToDictionary(index => index, _ => 0);
        var entered = new HashSet<int>();
        var next = Elements.Count;
        var stack = new Stack<(int Index, IEnumerator<int> Successors)>();
        foreach (var root in roots)
        {
            if (entered.Add(root))
                stack.Push((root, Successors(root)));
            while (stack.TryPeek(out var top))
                if (!top.Successors.MoveNext())
                {
                    ranks[top.Index] = next--;
                    stack.Pop();
                }
                else if (ranks.ContainsKey(top.Successors.Current) && entered.Add(top.Successors.Current))
                    stack.Push((top.Successors.Current, Successors(top.Successors.Current)));
        }
        return ranks;
    }

    private IEnumerator<int> Successors(int index) => Process.Elements[index].Outgoing.Select(flow => Process.Flows[flow].TargetIndex)
        .Concat(Process.Elements[index].BoundaryEvents).GetEnumerator();
}
