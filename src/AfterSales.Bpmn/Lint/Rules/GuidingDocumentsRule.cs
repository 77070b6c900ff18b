namespace AfterSales.Bpmn.Lint.Rules;

/// <summary>LINT-14: key steps name the documents that guide them, or say that none is needed.</summary>
internal sealed class GuidingDocumentsRule() : LintRule("LINT-14", LintSeverity.Warning)
{
    internal override IEnumerable<LintFinding> Check(LintedProcess process)
    {
        foreach (var step in process.Nodes.Where(node => node.IsStep()))
        {
            var named = process.Property(step, "documents");
            if (named is null && process.Is(step, "keyStep") && !process.DataOf(step.DataInputs).Any())
                yield return Finding(process, "missing", step, SetProperty(step, "documents", "none"));
            foreach (var id in (named ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                if (id != "none" && process.Library.Records is { } known && !known.Contains(id))
                    yield return Finding(process, "unknown", step, null, ("document", id));
        }
    }
}
