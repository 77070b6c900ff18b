using AfterSales.Bpmn.Lint.Geometry;
using AfterSales.Bpmn.Model;

namespace AfterSales.Bpmn.Lint.Rules;

/// <summary>
/// LINT-43: the page is not overloaded: not too many nodes, not wider than a screen, symbols apart, labels that cover nothing. What is
/// not drawn at all is reported too. The limits are options; the requirements give none.
/// </summary>
internal sealed class OverloadRule() : LintRule("LINT-43", LintSeverity.Information)
{
    /// <summary>What symbols keep away from each other, half each.</summary>
    private const double HalfDistance = 4;

    internal override IEnumerable<LintFinding> Check(LintedProcess process)
    {
        var count = process.Nodes.Count();
        if (count > process.Options.MostNodes)
            yield return Finding(process, "nodes", process.Model, null, ("count", count), ("limit", process.Options.MostNodes));
        var drawing = process.Drawing;
        if (drawing.IsEmpty)
            yield break;
        if (drawing.Pool is { } pool && pool.Width > process.Options.WidestPage)
            yield return Finding(process, "wide", process.Model, null, ("width", (int)pool.Width), ("limit", (int)process.Options.WidestPage));
        var drawn = process.File.Shapes.Select(shape => shape.ElementId).Concat(process.File.Edges.Select(edge => edge.ElementId)).ToHashSet(StringComparer.Ordinal);
        foreach (var element in process.Graph.Nodes.Cast<ModelNode>().Concat(process.Graph.Flows).Concat(process.Data).Where(element => !drawn.Contains(element.Id)))
            yield return Finding(process, "not-drawn", element);
        foreach (var finding in Crowding(process).Concat(Labels(process)))
            yield return finding;
    }

    private IEnumerable<LintFinding> Crowding(LintedProcess process)
    {
        var nodes = process.Drawing.Nodes.Where(node => !node.IsFrame).ToList();
        for (var first = 0; first < nodes.Count; first++)
            for (var second = first + 1; second < nodes.Count; second++)
                if (!IsAttached(nodes[first], nodes[second]) && !IsAttached(nodes[second], nodes[first])
                    && nodes[first].Bounds.Shrunk(-HalfDistance).Overlaps(nodes[second].Bounds.Shrunk(-HalfDistance)))
                    yield return Finding(process, "crowded", nodes[first].Element, null, ("other", process.NameOf(nodes[second].Element)));
    }

    private IEnumerable<LintFinding> Labels(LintedProcess process)
    {
        var drawing = process.Drawing;
        var labels = drawing.Nodes.Where(node => node.Label is not null).Select(node => (node.Element, Box: node.Label!.Value))
            .Concat(drawing.Lines.Where(line => line is { Label: not null, Flow: not null }).Select(line => (Element: line.Flow!, Box: line.Label!.Value)))
            .ToList();
        for (var index = 0; index < labels.Count; index++)
        {
            var (element, box) = labels[index];
            foreach (var node in drawing.Nodes.Where(node => !node.IsFrame && node.Bounds.Shrunk(CornerFree(node)).Overlaps(box)))
                yield return Finding(process, "label", element, null, ("other", process.NameOf(node.Element)));
            foreach (var line in drawing.Lines.Where(line => line.Segments.Any(segment => segment.Enters(box))))
                yield return Finding(process, "label", element, null, ("other", line.Flow is null ? line.Id : process.NameOf(line.Flow)));
            foreach (var other in labels.Skip(index + 1).Where(other => other.Box.Overlaps(box)))
                yield return Finding(process, "label", element, null, ("other", process.NameOf(other.Element)));
            if (drawing.Pool is { } pool && !pool.Contains(box))
                yield return Finding(process, "label-outside", element);
        }
    }

    private static bool IsAttached(DrawnNode boundary, DrawnNode host) =>
        boundary.Node?.IsBoundary() == true && boundary.Node["attachedToRef"] is { } id && id.EndsWith(host.Id, StringComparison.Ordinal);

    /// <summary>Diamonds and circles leave the corners of their box empty.</summary>
    private static double CornerFree(DrawnNode node) => node.Node switch
    {
        { } flow when flow.IsGateway() => 11,
        { } flow when flow.IsEvent() => 5,
        _ => 0,
    };
}
