using AfterSales.Bpmn.Model;

namespace AfterSales.Bpmn.Lint.Rules;

/// <summary>LINT-17: systems are linked by system connectors (data associations), and to some step at all.</summary>
internal sealed class SystemsRule() : LintRule("LINT-17", LintSeverity.Warning)
{
    internal override IEnumerable<LintFinding> Check(LintedProcess process)
    {
        var linked = process.Nodes.SelectMany(node => node.DataInputs.Concat(node.DataOutputs)).SelectMany(association => association.DataIds).ToHashSet(StringComparer.Ordinal);
        var arrows = AllFlows(process.Model.Content).SelectMany(flow => new[] { flow.SourceId, flow.TargetId }).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var system in process.Data.Where(data => data.IsStore))
            if (arrows.Contains(system.Id))
                yield return Finding(process, "arrow", system);
            else if (!linked.Contains(system.Id))
                yield return Finding(process, "loose", system);
    }

    private static IEnumerable<FlowModel> AllFlows(FlowScope scope) =>
        scope.Flows.Concat(scope.Nodes.Where(node => node.Content is not null).SelectMany(node => AllFlows(node.Content!)));
}
