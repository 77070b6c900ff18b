namespace AfterSales.Bpmn.Lint.Rules;

/// <summary>
/// LINT-15: key steps leave records. A referenced flow keeps its own; the results of automatic steps are kept by the engine's
/// history, so that only steps of people need one.
/// </summary>
internal sealed class StepRecordsRule() : LintRule("LINT-15", LintSeverity.Warning)
{
    internal override IEnumerable<LintFinding> Check(LintedProcess process)
    {
        foreach (var step in process.Nodes.Where(node => node.IsTask()))
        {
            if (process.Is(step, "keyStep") && step.Kind is "userTask" && !process.LeavesRecord(step))
                yield return Finding(process, "missing", step, SetProperty(step, "record"));
            if (process.Property(step, "record") is { } record && process.Library.Records is { } known && !known.Contains(record))
                yield return Finding(process, "unknown", step, null, ("record", record));
        }
    }
}
