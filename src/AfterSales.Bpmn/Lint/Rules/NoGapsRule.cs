using AfterSales.Bpmn.Compilation.Elements;

namespace AfterSales.Bpmn.Lint.Rules;

/// <summary>LINT-24: no gap: every step is reached from a start and leads to an end, by flows or boundary events.</summary>
internal sealed class NoGapsRule() : LintRule("LINT-24", LintSeverity.Error)
{
    internal override IEnumerable<LintFinding> Check(LintedProcess process)
    {
        foreach (var scope in process.Scopes)
        {
            var fromStart = scope.Reach(scope.Nodes.Where(node => node.IsStart() || node.Instantiates() || node.IsEventSubProcess() || scope.IsAdHoc && !node.IsBoundary() && !scope.In(node).Any()));
            var toEnd = scope.Reach(scope.Nodes.Where(node => node.IsEnd() || node.StandsAlone() || scope.IsAdHoc && !scope.Out(node).Any()), scope.Before);
            foreach (var node in scope.Nodes)
                if (node.IsBoundary() && node.Has("compensateEventDefinition"))
                    continue;
                else if (!node.IsEnd() && !node.StandsAlone() && !scope.IsAdHoc && !scope.Out(node).Any() && !scope.LinkEnds(node).Any())
                    yield return Finding(process, "no-way-on", node);
                else if (!fromStart.Contains(node))
                    yield return Finding(process, "not-reached", node);
                else if (!toEnd.Contains(node))
                    yield return Finding(process, "no-end", node);
        }
    }
}
