namespace AfterSales.Bpmn.Lint.Rules;

/// <summary>
/// LINT-26: the steps marked <c>required</c> can be done on the way to every end. Each is judged by itself; whether one and
/// the same path holds all of them is not.
/// </summary>
internal sealed class RequiredStepsRule() : LintRule("LINT-26", LintSeverity.Warning)
{
    internal override IEnumerable<LintFinding> Check(LintedProcess process)
    {
        var graph = process.Graph;
        foreach (var step in graph.Nodes.Where(node => node.IsStep() && process.Is(node, "required")))
        {
            var after = graph.Reach([step]);
            foreach (var end in graph.Nodes.Where(node => node.IsEnd() && !after.Contains(node)))
                yield return Finding(process, "left-out", step, null, ("end", process.NameOf(end)));
        }
    }
}
