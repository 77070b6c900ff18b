namespace AfterSales.Bpmn.Lint.Rules;

/// <summary>LINT-01: the flow has a start point: a start event, or an element whose messages begin it.</summary>
internal sealed class StartPointRule() : LintRule("LINT-01", LintSeverity.Error)
{
    internal override IEnumerable<LintFinding> Check(LintedProcess process)
    {
        var starts = process.Graph.Nodes.Where(node => node.IsStart()).ToList();
        if (starts.Count == 0 && !process.Graph.Nodes.Any(node => node.Instantiates()))
            yield return Finding(process, "missing", process.Model);
        foreach (var start in starts.Where(start => !process.Graph.Out(start).Any()))
            yield return Finding(process, "leads-nowhere", start);
    }
}
