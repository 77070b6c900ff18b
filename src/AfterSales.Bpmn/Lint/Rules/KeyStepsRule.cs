namespace AfterSales.Bpmn.Lint.Rules;

/// <summary>LINT-27: key steps are marked; the step that gives the result is often one.</summary>
internal sealed class KeyStepsRule() : LintRule("LINT-27", LintSeverity.Warning)
{
    internal override IEnumerable<LintFinding> Check(LintedProcess process)
    {
        var steps = process.Nodes.Where(node => node.IsTask() || node.IsCall()).ToList();
        if (steps.Count == 0)
            yield break;
        if (!steps.Exists(step => process.Is(step, "keyStep")))
            yield return Finding(process, "none", process.Model);
        else if (process.Graph.Nodes.Where(node => node.IsEnd()).SelectMany(end => process.Graph.In(end)).Select(process.Graph.Source)
            .Where(node => node.IsTask() || node.IsCall()).ToList() is { Count: > 0 } last && !last.Exists(step => process.Is(step, "keyStep")))
            yield return Finding(process, "last-not-key", last[0]) with { Severity = LintSeverity.Information };
    }
}
