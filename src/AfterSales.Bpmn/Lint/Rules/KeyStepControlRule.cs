namespace AfterSales.Bpmn.Lint.Rules;

/// <summary>
/// LINT-30: a key step is checked: it is a control point itself, or one, a decision or a referenced flow that has a control point
/// follows on a path from it.
/// </summary>
internal sealed class KeyStepControlRule() : LintRule("LINT-30", LintSeverity.Error)
{
    internal override IEnumerable<LintFinding> Check(LintedProcess process)
    {
        foreach (var scope in process.Scopes)
            foreach (var key in scope.Nodes.Where(node => node.IsStep() && process.Is(node, "keyStep")))
            {
                var after = scope.Reach(scope.Next(key)).Append(key);
                if (!after.Any(node => ControlPointMarkRule.IsControlPoint(process, node) || node.IsDecision() && scope.Out(node).Count() > 1 || CalledControls(process, node)))
                    yield return Finding(process, "unchecked", key);
            }
    }

    private static bool CalledControls(LintedProcess process, Model.FlowNode node) =>
        node.IsCall() && ReferencedFlowRule.CalledId(node) is { } id && process.Find(id) is { } called
        && called.Tasks.Any(task => ControlPointMarkRule.IsControlPoint(called, task));
}
