namespace AfterSales.Bpmn.Lint.Rules;

/// <summary>LINT-29: it is known which steps do business, monitor or control. Asked of key steps and control points (property <c>step.role</c>).</summary>
internal sealed class StepRoleRule() : LintRule("LINT-29", LintSeverity.Warning)
{
    internal override IEnumerable<LintFinding> Check(LintedProcess process)
    {
        var watches = false;
        foreach (var step in process.Nodes.Where(node => node.IsTask() || node.IsCall()))
        {
            var role = process.Property(step, "step.role");
            var isControl = ControlPointMarkRule.IsControlPoint(process, step);
            watches |= role is "monitor" or "control";
            if (role is null && (isControl || process.Is(step, "keyStep")))
                yield return Finding(process, "missing", step, SetProperty(step, "step.role", isControl ? "control" : "business"));
            else if (role is not (null or "business" or "monitor" or "control"))
                yield return Finding(process, "unknown", step, SetProperty(step, "step.role", isControl ? "control" : "business"), ("value", role));
        }
        if (!watches && process.Tasks.Any())
            yield return Finding(process, "none", process.Model);
    }
}
