namespace AfterSales.Bpmn.Lint.Rules;

/// <summary>LINT-16: documents and records say where they are kept.</summary>
internal sealed class StorageRule() : LintRule("LINT-16", LintSeverity.Information)
{
    internal override IEnumerable<LintFinding> Check(LintedProcess process) => process.Data
        .Where(data => !data.IsStore && process.Property(data, "storage") is null)
        .Select(data => Finding(process, "missing", data, SetProperty(data, "storage")));
}
