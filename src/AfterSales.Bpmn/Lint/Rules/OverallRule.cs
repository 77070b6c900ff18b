namespace AfterSales.Bpmn.Lint.Rules;

/// <summary>LINT-44: complete, clear, easy to understand, good-looking: a score from what the other rules found, 100 for nothing.</summary>
internal sealed class OverallRule() : LintRule("LINT-44", LintSeverity.Information)
{
    private const int PerError = 10;
    private const int PerWarning = 3;

    internal override IEnumerable<LintFinding> Check(LintedProcess process) => [];

    internal IEnumerable<LintFinding> Sum(LintedProcess process, IReadOnlyCollection<LintFinding> found)
    {
        var errors = found.Count(finding => finding.Severity == LintSeverity.Error);
        var warnings = found.Count(finding => finding.Severity == LintSeverity.Warning);
        var hints = found.Count - errors - warnings;
        if (found.Count > 0)
            yield return Finding(process, "score", process.Model, null,
                ("score", Math.Max(0, 100 - PerError * errors - PerWarning * warnings - hints)), ("errors", errors), ("warnings", warnings), ("hints", hints));
    }
}
