using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Model;

namespace AfterSales.Bpmn.Lint.Soundness;

/// <summary>Elements of one scope that are explored by themselves.</summary>
/// <param name="Beginnings">Start events of which one begins; activities of an ad-hoc sub-process, of which any begin; or the event that begins the part beside the others.</param>
/// <param name="Elements">Indexes of the elements that belong to the part.</param>
/// <param name="Events">The non-interrupting events whose ways meet the rest of the part.</param>
internal sealed record ScopePart(IReadOnlyList<int> Beginnings, IReadOnlyCollection<int> Elements, IReadOnlyCollection<int> Events);

/// <summary>
/// Divides a scope into parts that cannot influence each other. What a non-interrupting event begins, and what never meets
/// the rest but in ends, is a part of its own: thirty reminders beside a process are thirty small questions instead of one
/// with two to the power of thirty states. An event whose way joins the rest is explored with it.
/// </summary>
/// <param name="sources">What throws escalations that are followed, and the activities around: never a part of its own.</param>
internal sealed class ScopeParts(CompiledProcess process, Thrown thrown, IReadOnlySet<int> sources)
{
    private readonly HashSet<int> sinks = Sinks(process);

    public IEnumerable<ScopePart> Of(CompiledElement scope)
    {
        List<int> starts = [.. process.Elements.Where(element => element.Type == ElementType.StartEvent && element.ScopeIndex == scope.Index).Select(element => element.Index)];
        starts.AddRange(process.Elements.Where(element => element.Instantiates && element.ScopeIndex == scope.Index).Select(element => element.Index));
        // A sub-process begins at its start; an instance of a process at one of several; an ad-hoc sub-process with any of its activities.
        var beginnings = new Queue<IReadOnlyList<int>>(scope.Type == ElementType.AdHocSubProcess ? Apart(scope.Activatable) : [starts]);
        var begun = new HashSet<int>();
        while (beginnings.TryDequeue(out var beginning))
        {
            var elements = new HashSet<int>();
            var together = new HashSet<int>();
            var beside = new HashSet<int>();
            Reach(beginning, elements, beside);
            while (beside.FirstOrDefault(index => !together.Contains(index) && Joins(index, elements), -1) is var joining and >= 0)
            {
                together.Add(joining);
                elements.Add(joining);
                Reach([joining], elements, beside);
            }
            foreach (var index in beside.Where(index => !together.Contains(index) && begun.Add(index)))
                beginnings.Enqueue([index]);
            yield return new ScopePart(beginning, elements, together);
        }
    }

    /// <summary>Adds what can be reached; non-interrupting events on the way are collected and not followed.</summary>
    private void Reach(IEnumerable<int> roots, HashSet<int> elements, HashSet<int> beside)
    {
        var open = new Stack<int>(roots);
        var seen = new HashSet<int>();
        while (open.TryPop(out var index))
        {
            if (!seen.Add(index))
                continue;
            elements.Add(index);
            var element = process.Elements[index];
            foreach (var flow in element.Outgoing)
                open.Push(process.Flows[flow].TargetIndex);
            foreach (var boundary in element.BoundaryEvents)
                if (process.Elements[boundary].IsInterrupting)
                    open.Push(boundary);
                else if (thrown.CanHappen(element, process.Elements[boundary]))
                    beside.Add(boundary);
        }
    }

    private bool Joins(int boundary, HashSet<int> elements)
    {
        var reached = new HashSet<int>();
        Reach([boundary], reached, []);
        return reached.Any(index => sources.Contains(index) || elements.Contains(index) && !sinks.Contains(index));
    }

    /// <summary>Activities of an ad-hoc sub-process whose ways never meet need not be looked at together.</summary>
    private List<IReadOnlyList<int>> Apart(IReadOnlyList<int> activities)
    {
        var groups = new List<(List<int> Activities, HashSet<int> Ways)>();
        foreach (var activity in activities)
        {
            var ways = new HashSet<int>();
            var beside = new HashSet<int>();
            Reach([activity], ways, beside);
            while (beside.FirstOrDefault(index => !ways.Contains(index), -1) is var next and >= 0)
                Reach([next], ways, beside);
            var own = (Activities: new List<int> { activity }, Ways: ways);
            foreach (var other in groups.Where(group => group.Ways.Overlaps(ways) || group.Ways.Overlaps(sources) && ways.Overlaps(sources)).ToList())
            {
                own.Activities.InsertRange(0, other.Activities);
                own.Ways.UnionWith(other.Ways);
                groups.Remove(other);
            }
            groups.Add(own);
        }
        return groups.ConvertAll(group => (IReadOnlyList<int>)group.Activities);
    }

    /// <summary>Where a token is gone, and gateways that lead nowhere else: any number of tokens may come there.</summary>
    private static HashSet<int> Sinks(CompiledProcess process)
    {
        var sinks = process.Elements.Where(element => element is { Type: ElementType.EndEvent, Event: null, Job: null }).Select(element => element.Index).ToHashSet();
        while (process.Elements.Any(element => element.Type == ElementType.ExclusiveGateway && element.Outgoing.Count > 0
            && element.Outgoing.All(flow => sinks.Contains(process.Flows[flow].TargetIndex)) && sinks.Add(element.Index)))
        {
        }
        return sinks;
    }
}
