using AfterSales.Bpmn.Compilation;

namespace AfterSales.Bpmn.Lint.Soundness;

internal sealed partial class NetBuilder
{
    private static AdHocRules? RulesOf(CompiledElement scope) =>
        scope.AdHoc is { } rules ? new AdHocRules(rules.IsSequential, rules.CompletionCondition is not null, rules.CancelsRemaining) : null;

    /// <summary>Where an activity is before it is begun.</summary>
    private int Idle(TokenNet net, int activity)
    {
        var index = numbers.IdleOf(activity);
        net.Nodes[index] = new NetNode { Index = index, Element = activity, Blamed = activity, IsHold = true, IsIdle = true, Outcomes = [new NetOutcome([], [numbers.FlowInto(activity)])] };
        return index;
    }

    /// <summary>As <c>Interpretation.Elements.AdHocSubProcess.CompleteChild</c>: the condition is asked when what completes has no flow to go on by.</summary>
    private void MarkEnds(TokenNet net)
    {
        foreach (var node in net.Nodes.Values.Where(node => node.Index != 0 && !node.IsIdle))
            node.Outcomes = [.. node.Outcomes.Select(outcome => outcome.Flows.Count == 0 && process.Elements[outcome.Way.Count > 0 ? outcome.Way[^1] : node.Element].Outgoing.Count == 0 ? outcome with { IsWayEnd = true } : outcome)];
    }
}
