namespace AfterSales.Bpmn.Lint.Rules;

/// <summary>LINT-25: a run through all decision paths is on record before release. Judged only where test runs are recorded.</summary>
internal sealed class TestRunRule() : LintRule("LINT-25", LintSeverity.Warning)
{
    internal override IEnumerable<LintFinding> Check(LintedProcess process)
    {
        if (!process.Library.Runs!.HasRun(process.Id, process.Model.Zeebe("versionTag")?["value"]))
            yield return Finding(process, "missing", process.Model);
    }

    internal override LintText? WhyNotJudged(LintedProcess process) => process.Library.Runs is null ? LintTexts.Get("not-judged.runs") : null;
}
