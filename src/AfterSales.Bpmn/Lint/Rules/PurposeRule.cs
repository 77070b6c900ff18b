namespace AfterSales.Bpmn.Lint.Rules;

/// <summary>LINT-22: the purpose is stated.</summary>
internal sealed class PurposeRule() : LintRule("LINT-22", LintSeverity.Error)
{
    internal override IEnumerable<LintFinding> Check(LintedProcess process)
    {
        if (process.Property(process.Model, "purpose") is null)
            yield return Finding(process, "missing", process.Model, SetProperty(process.Model, "purpose"));
    }
}
