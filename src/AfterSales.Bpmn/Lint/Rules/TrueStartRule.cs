namespace AfterSales.Bpmn.Lint.Rules;

/// <summary>LINT-03: the start is the true start. Whether its name is an output of a neighbour cannot be read from files.</summary>
internal sealed class TrueStartRule() : LintRule("LINT-03", LintSeverity.Warning)
{
    internal override IEnumerable<LintFinding> Check(LintedProcess process)
    {
        foreach (var start in process.Graph.Nodes.Where(node => node.IsStart()))
        {
            if (string.IsNullOrWhiteSpace(start.Name))
                yield return Finding(process, "unnamed", start, new LintFix(
                    "rename", LintTexts.Get("fix.fill-name"), [new LintEdit(LintEditAction.SetAttribute, start.Id, "name", null)]));
            if (process.Graph.In(start).Any())
                yield return Finding(process, "entered", start);
        }
    }
}
