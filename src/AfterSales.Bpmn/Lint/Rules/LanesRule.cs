using AfterSales.Bpmn.Model;

namespace AfterSales.Bpmn.Lint.Rules;

/// <summary>LINT-19: steps match the department: each stands in exactly one lane, and inside it; lanes fill their pool.</summary>
internal sealed class LanesRule() : LintRule("LINT-19", LintSeverity.Error)
{
    private const double Tolerance = 0.5;

    internal override IEnumerable<LintFinding> Check(LintedProcess process)
    {
        if (process.Lanes.Count == 0)
        {
            yield return Finding(process, "no-lanes", process.Model);
            yield break;
        }
        var innermost = process.Lanes.Where(lane => lane.Children.Count == 0).ToHashSet();
        foreach (var node in process.Graph.Nodes)
        {
            var lanes = process.LanesOf(node).Where(innermost.Contains).ToList();
            if (lanes.Count != 1)
                yield return Finding(process, lanes.Count == 0 ? "in-none" : "in-several", node, null,
                    ("lanes", string.Join(", ", lanes.Select(lane => process.NameOf(lane).English))));
            else if (process.Drawing.Find(node.Id) is { } box && process.Drawing.Find(lanes[0].Id) is { } lane && !lane.Contains(box))
                yield return Finding(process, "outside", node, null, ("lane", process.NameOf(lanes[0])));
        }
        foreach (var finding in Gaps(process))
            yield return finding;
    }

    private IEnumerable<LintFinding> Gaps(LintedProcess process)
    {
        var outer = process.Model.Lanes.Where(lane => process.Drawing.Find(lane.Id) is not null)
            .Select(lane => (Lane: lane, Box: process.Drawing.Find(lane.Id)!.Value)).OrderBy(drawn => drawn.Box.Y).ToList();
        if (process.Drawing.Pool is not { } pool || outer.Count == 0)
            yield break;
        // Lanes of an upright pool stand side by side.
        if (outer.Count > 1 && outer[0].Box.Y == outer[1].Box.Y)
            yield break;
        var y = pool.Y;
        foreach (var (lane, box) in outer)
        {
            if (Math.Abs(box.Y - y) > Tolerance || Math.Abs(box.Right - pool.Right) > Tolerance)
                yield return Finding(process, "gap", lane);
            y = box.Bottom;
        }
        if (Math.Abs(y - pool.Bottom) > Tolerance)
            yield return Finding(process, "gap", outer[^1].Lane);
    }
}
