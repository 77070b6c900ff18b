namespace AfterSales.Bpmn.Lint.Rules;

/// <summary>LINT-07: a decision has every branch drawn.</summary>
internal sealed class AllBranchesRule() : LintRule("LINT-07", LintSeverity.Error)
{
    internal override IEnumerable<LintFinding> Check(LintedProcess process)
    {
        foreach (var scope in process.Scopes)
            foreach (var gateway in scope.Nodes.Where(node => node.IsDecision() && scope.Out(node).Count() < 2))
            {
                var merges = scope.In(gateway).Count() > 1 && scope.Out(gateway).Any();
                // A merge that asks a question, or has a condition on its only way out, is a decision with one branch.
                if (!merges || scope.Out(gateway).Any(flow => flow.Condition is not null))
                    yield return Finding(process, "one-branch", gateway);
            }
    }
}
