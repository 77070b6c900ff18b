using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Compilation.Elements;

namespace AfterSales.Bpmn.Lint.Soundness;

internal sealed partial class NetBuilder
{
    /// <summary>
    /// An activity in which escalations are thrown that are followed: a node for entering it, one that holds the token for each of its states, one for its completion,
    /// and one for each event on its border.
    /// </summary>
    private void AddStates(TokenNet net, CompiledElement element, Behaviour behaviour, IReadOnlyCollection<int> events)
    {
        var states = behaviour.States.Select(_ => numbers.NewState()).ToList();
        net.Nodes[element.Index] = new NetNode
        {
            Index = element.Index,
            Element = element.Index,
            Blamed = element.Index,
            Way = [element.Index],
            Host = element.Index,
            Outcomes = [.. behaviour.Begin.SelectMany(Outcomes)],
        };
        foreach (var (state, steps) in states.Zip(behaviour.States))
            net.Nodes[state] = new NetNode
            {
                Index = state,
                Element = element.Index,
                Blamed = element.Index,
                IsHold = true,
                Host = element.Index,
                Outcomes = [.. steps.SelectMany(Outcomes), .. FromOutside()],
            };
        net.Nodes[numbers.CompletionOf(element.Index)] = Passing(numbers.CompletionOf(element.Index), element, [], Completions(net, element));
        foreach (var boundary in Border(element))
            net.Nodes[boundary.Index] = Passing(boundary.Index, boundary, [boundary.Index], [new NetOutcome([], boundary.Outgoing)]);

        IEnumerable<NetOutcome> Outcomes(ToldStep step)
        {
            List<int> caught = [.. step.Thrown.Where(element.BoundaryEvents.Contains).Where(told.Follows)];
            List<int> further = [.. step.Thrown.Where(thrownHere => !element.BoundaryEvents.Contains(thrownHere)).Where(told.Follows)];
            switch (step.To)
            {
                case ToldStep.Completed:
                    yield return To(numbers.CompletionOf(element.Index));
                    break;
                case ToldStep.Failed:
                    foreach (var boundary in Border(element).Where(boundary => boundary.IsInterrupting && boundary.Events.Any(definition => definition is ErrorEvent or EscalationEvent or CancelEvent)))
                        yield return To(boundary.Index);
                    if (!thrown.Escapes(element))
                        break;
                    net.Nodes[numbers.FailureOf(element.Index)] = Node(element, numbers.FailureOf(element.Index), [], NetEnd.Fails);
                    yield return To(numbers.FailureOf(element.Index));
                    break;
                default:
                    yield return To(states[step.To]);
                    break;
            }

            // Each way out has flows of its own.
            NetOutcome To(int node) => new([], [.. caught.Append(node).Select(numbers.NewFlowInto)]) { Throws = further };
        }

        IEnumerable<NetOutcome> FromOutside() =>
            from boundary in Border(element)
            where boundary.IsInterrupting || events.Contains(boundary.Index) && !told.Follows(boundary.Index)
            select new NetOutcome([], [numbers.NewFlowInto(boundary.Index)], Event: boundary.IsInterrupting ? null : boundary.Index);
    }

    private IEnumerable<CompiledElement> Border(CompiledElement element) => element.BoundaryEvents.Select(index => process.Elements[index])
        .Where(boundary => boundary.Event is not CompensateEvent && thrown.CanHappen(element, boundary));

    private static NetNode Passing(int index, CompiledElement element, List<int> way, List<NetOutcome> outcomes) => new()
    {
        Index = index,
        Element = element.Index,
        Blamed = element.Index,
        Way = way,
        Outcomes = outcomes,
    };
}
