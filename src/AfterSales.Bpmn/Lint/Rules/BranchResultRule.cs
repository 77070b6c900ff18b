namespace AfterSales.Bpmn.Lint.Rules;

/// <summary>LINT-08: each branch of a decision tells its result and when it is taken.</summary>
internal sealed class BranchResultRule() : LintRule("LINT-08", LintSeverity.Error)
{
    internal override IEnumerable<LintFinding> Check(LintedProcess process)
    {
        foreach (var scope in process.Scopes)
            foreach (var gateway in scope.Nodes.Where(node => node.IsDecision() && scope.Out(node).Count() > 1))
            {
                var otherwise = gateway["default"] is { } id ? id[(id.LastIndexOf(':') + 1)..] : null;
                var open = scope.Out(gateway).Where(flow => flow.Condition is null && flow.Id != otherwise).ToList();
                foreach (var flow in scope.Out(gateway).Where(flow => string.IsNullOrWhiteSpace(flow.Name)))
                    yield return Finding(process, "unnamed", flow, new LintFix(
                        "rename", LintTexts.Get("fix.fill-name"), [new LintEdit(LintEditAction.SetAttribute, flow.Id, "name", null)]), ("gateway", process.NameOf(gateway)));
                foreach (var flow in open)
                    yield return Finding(process, "no-condition", flow, open.Count == 1 && otherwise is null
                        ? new LintFix("add-default", LintTexts.Get("fix.add-default"), [new LintEdit(LintEditAction.SetAttribute, gateway.Id, "default", flow.Id)])
                        : null, ("gateway", process.NameOf(gateway)));
                if (otherwise is null && open.Count == 0 && gateway.Kind == "exclusiveGateway")
                    yield return Finding(process, "no-default", gateway);
            }
    }
}
