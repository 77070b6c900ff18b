namespace AfterSales.Bpmn.Lint.Rules;

/// <summary>LINT-13: records stand right of the step they prove.</summary>
internal sealed class RecordsRightRule() : LintRule("LINT-13", LintSeverity.Warning)
{
    internal override IEnumerable<LintFinding> Check(LintedProcess process)
    {
        foreach (var step in process.Nodes)
            foreach (var record in process.DataOf(step.DataOutputs).Where(data => !data.IsStore))
                if (process.Drawing.Find(step.Id) is { } at && process.Drawing.Find(record.Id) is { } box && box.X <= at.Right)
                    yield return Finding(process, "not-right", record, null, ("step", process.NameOf(step)));
    }
}
