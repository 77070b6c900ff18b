using AfterSales.Bpmn.Model;

namespace AfterSales.Bpmn.Lint.Rules;

/// <summary>LINT-28: for each task it was decided whether it needs a control point.</summary>
internal sealed class ControlPointMarkRule() : LintRule("LINT-28", LintSeverity.Warning)
{
    internal override IEnumerable<LintFinding> Check(LintedProcess process) => process.Tasks
        .Where(task => process.Property(task, "controlPoint") is not ("true" or "false"))
        .Select(task => Finding(process, "missing", task, SetProperty(task, "controlPoint", "false")));

    internal static bool IsControlPoint(LintedProcess process, FlowNode node) => process.Is(node, "controlPoint");
}
