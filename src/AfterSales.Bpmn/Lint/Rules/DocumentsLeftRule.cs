namespace AfterSales.Bpmn.Lint.Rules;

/// <summary>LINT-12: documents stand left of the step they guide.</summary>
internal sealed class DocumentsLeftRule() : LintRule("LINT-12", LintSeverity.Warning)
{
    internal override IEnumerable<LintFinding> Check(LintedProcess process)
    {
        foreach (var step in process.Nodes)
            foreach (var document in process.DataOf(step.DataInputs).Where(data => !data.IsStore))
                if (process.Drawing.Find(step.Id) is { } at && process.Drawing.Find(document.Id) is { } box && box.CenterX >= at.X)
                    yield return Finding(process, "not-left", document, null, ("step", process.NameOf(step)));
    }
}
