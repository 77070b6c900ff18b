using AfterSales.Bpmn.Model;

namespace AfterSales.Bpmn.Lint.Rules;

/// <summary>
/// LINT-32: what was not passed is put right before the flow ends. Judged at decisions right after a control point, on branches
/// whose name says no: they must not reach an end without a step.
/// </summary>
internal sealed class FailingBranchRule() : LintRule("LINT-32", LintSeverity.Warning)
{
    private static readonly HashSet<string> Negatives = new(StringComparer.OrdinalIgnoreCase)
    {
        "no", "not", "failed", "fail", "fails", "rejected", "reject", "refused", "unfit", "unsatisfied", "dissatisfied", "insufficient", "incomplete", "incorrect",
    };

    internal override IEnumerable<LintFinding> Check(LintedProcess process)
    {
        foreach (var scope in process.Scopes)
            foreach (var control in scope.Nodes.Where(node => node.IsTask() && ControlPointMarkRule.IsControlPoint(process, node)))
                foreach (var gateway in scope.Out(control).Select(scope.Target).Where(node => node.IsDecision()))
                    foreach (var flow in scope.Out(gateway).Where(SaysNo))
                    {
                        var reached = scope.Reach([scope.Target(flow)], stopAt: node => node.IsStep());
                        if (reached.FirstOrDefault(node => node.IsEnd()) is { } end)
                            yield return Finding(process, "no-action", flow, null, ("gateway", process.NameOf(gateway)), ("end", process.NameOf(end)));
                    }
    }

    private static bool SaysNo(FlowModel flow) =>
        (flow.Name ?? "").Split([' ', ',', '.', ';'], StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() is { } word && Negatives.Contains(word);
}
