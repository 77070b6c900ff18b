using AfterSales.Bpmn.Model;

namespace AfterSales.Bpmn.Lint.Rules;

/// <summary>LINT-11: three or more steps that stand in another workflow just the same should be a flow of their own.</summary>
internal sealed class RepeatedStepsRule() : LintRule("LINT-11", LintSeverity.Information)
{
    private const int Length = 3;

    internal override IEnumerable<LintFinding> Check(LintedProcess process)
    {
        if (process.Library.Workflows is null && process.Others.Count == 0)
            yield break;
        var elsewhere = process.Others.SelectMany(other => Sequences(other).Select(steps => (Key: Key(steps), Other: other)))
            .ToLookup(entry => entry.Key, entry => entry.Other, StringComparer.Ordinal);
        foreach (var steps in Sequences(process))
            if (elsewhere[Key(steps)].FirstOrDefault() is { } other)
                yield return Finding(process, "repeated", steps[0], null,
                    ("steps", string.Join(", ", steps.Select(step => step.Name!.Trim()))), ("other", process.NameOf(other.Model)));
    }

    internal override LintText? WhyNotJudged(LintedProcess process) => process.Library.Workflows is null ? LintTexts.Get("not-judged.workflows") : null;

    private static IEnumerable<IReadOnlyList<FlowNode>> Sequences(LintedProcess process)
    {
        foreach (var first in process.Graph.Nodes.Where(IsNamedTask))
        {
            var steps = new List<FlowNode> { first };
            while (steps.Count < Length && process.Graph.Out(steps[^1]).Select(process.Graph.Target).ToList() is [var next] && IsNamedTask(next) && !steps.Contains(next))
                steps.Add(next);
            if (steps.Count == Length)
                yield return steps;
        }
    }

    private static bool IsNamedTask(FlowNode node) => node.IsTask() && !string.IsNullOrWhiteSpace(node.Name);

    private static string Key(IReadOnlyList<FlowNode> steps) => string.Join('\n', steps.Select(step => $"{step.Kind} {step.Name!.Trim()}"));
}
