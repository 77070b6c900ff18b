namespace AfterSales.Bpmn.Lint.Rules;

/// <summary>LINT-33: results of assessment become records. The result of a decision table is kept by the engine.</summary>
internal sealed class ControlRecordRule() : LintRule("LINT-33", LintSeverity.Warning)
{
    internal override IEnumerable<LintFinding> Check(LintedProcess process) => process.Tasks
        .Where(task => ControlPointMarkRule.IsControlPoint(process, task) && !process.LeavesRecord(task))
        .Select(task => Finding(process, "missing", task, SetProperty(task, "record")));
}
