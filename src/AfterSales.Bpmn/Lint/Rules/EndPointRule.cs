using AfterSales.Bpmn.Model;

namespace AfterSales.Bpmn.Lint.Rules;

/// <summary>LINT-02: the flow ends in a deliverable or goal, and says which.</summary>
internal sealed class EndPointRule() : LintRule("LINT-02", LintSeverity.Error)
{
    private static readonly HashSet<string> SayNothing = new(StringComparer.OrdinalIgnoreCase) { "end", "the end", "stop", "finish", "finished", "پایان", "结束", "完" };

    internal override IEnumerable<LintFinding> Check(LintedProcess process)
    {
        var ends = process.Graph.Nodes.Where(node => node.IsEnd()).ToList();
        if (ends.Count == 0)
            yield return Finding(process, "missing", process.Model);
        foreach (var end in ends.Where(end => SaysNothing(end) && !process.DataOf(end.DataInputs).Any()))
            yield return Finding(process, "unnamed", end, new LintFix(
                "rename", LintTexts.Get("fix.fill-name"), [new LintEdit(LintEditAction.SetAttribute, end.Id, "name", null)]));
    }

    private static bool SaysNothing(ModelNode end) => string.IsNullOrWhiteSpace(end.Name) || SayNothing.Contains(end.Name.Trim());
}
