namespace AfterSales.Bpmn.Lint.Rules;

/// <summary>LINT-23: the scope of use is clear.</summary>
internal sealed class ScopeRule() : LintRule("LINT-23", LintSeverity.Error)
{
    internal override IEnumerable<LintFinding> Check(LintedProcess process)
    {
        if (process.Property(process.Model, "scope") is null)
            yield return Finding(process, "missing", process.Model, SetProperty(process.Model, "scope"));
    }
}
