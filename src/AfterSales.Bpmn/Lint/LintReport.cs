using AfterSales.Bpmn.Reading;

namespace AfterSales.Bpmn.Lint;

/// <summary>Everything that can be said about one file.</summary>
/// <param name="Findings">Errors first, then in the order of the file.</param>
/// <param name="NotJudged">Rules that need more than the files that were given.</param>
/// <param name="Problems">Why the engine would refuse the file; LINT-41 is judged only without any.</param>
public sealed record LintReport(IReadOnlyList<LintFinding> Findings, IReadOnlyList<LintNotJudged> NotJudged, IReadOnlyList<BpmnProblem> Problems)
{
    public bool Has(LintSeverity atLeast) => Findings.Any(finding => finding.Severity >= atLeast);
}
