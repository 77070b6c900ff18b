using AfterSales.Bpmn.Model;

namespace AfterSales.Bpmn.Lint.Rules;

/// <summary>LINT-34: who works in the flow is in the chart: each candidate group of a task has a lane. Names in running text are not searched.</summary>
internal sealed class PeopleInChartRule() : LintRule("LINT-34", LintSeverity.Warning)
{
    internal override IEnumerable<LintFinding> Check(LintedProcess process)
    {
        var drawn = process.Lanes.Select(process.RoleOf).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var task in process.Nodes.Where(node => node.Kind == "userTask"))
            foreach (var group in Groups(task).Where(group => !drawn.Contains(group)))
                yield return Finding(process, "no-lane", task, null, ("role", process.Library.Roles?.NameOf(group) ?? group));
    }

    private static string[] Groups(FlowNode task) =>
        task.Zeebe("assignmentDefinition")?["candidateGroups"] is { } groups && groups[0] != '='
            ? groups.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : [];
}
