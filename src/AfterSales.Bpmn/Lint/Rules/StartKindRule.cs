using AfterSales.Bpmn.Model;

namespace AfterSales.Bpmn.Lint.Rules;

/// <summary>LINT-04: a start says whether something comes (passive) or somebody begins (active).</summary>
internal sealed class StartKindRule() : LintRule("LINT-04", LintSeverity.Warning)
{
    internal override IEnumerable<LintFinding> Check(LintedProcess process)
    {
        foreach (var start in process.Graph.Nodes.Where(node => node.IsStart()))
        {
            var kind = process.Property(start, "startKind");
            var comes = start.Has("messageEventDefinition") || start.Has("signalEventDefinition") || start.Has("conditionalEventDefinition");
            if (kind is not (null or "passive" or "active"))
                yield return Finding(process, "unknown", start, SetProperty(start, "startKind", comes ? "passive" : null), ("value", kind));
            else if (comes && kind == "active")
                yield return Finding(process, "contradiction", start, SetProperty(start, "startKind", "passive"));
            else if (kind is null && start.Events.Count == 0)
                yield return Finding(process, "missing", start, SetProperty(start, "startKind", "passive"));
        }
    }

    /// <summary>What is said, or follows from the kind of event.</summary>
    internal static bool IsActive(LintedProcess process, FlowNode start) =>
        process.Property(start, "startKind") == "active" || start.Has("timerEventDefinition");
}
