namespace AfterSales.Bpmn.Lint.Rules;

/// <summary>LINT-05: an active start is assured: by a timer, a schedule or a reminder.</summary>
internal sealed class AssuredStartRule() : LintRule("LINT-05", LintSeverity.Error)
{
    internal override IEnumerable<LintFinding> Check(LintedProcess process)
    {
        foreach (var start in process.Graph.Nodes.Where(node => node.IsStart() && StartKindRule.IsActive(process, node)))
        {
            var schedule = process.Property(start, "schedule");
            if (schedule is null && process.Property(start, "reminder") is null && !start.Has("timerEventDefinition"))
                yield return Finding(process, "missing", start, SetProperty(start, "schedule"));
            else if (schedule is not null && process.Library.Schedules is { } known && !known.Contains(schedule))
                yield return Finding(process, "unknown", start, null, ("schedule", schedule));
        }
    }
}
