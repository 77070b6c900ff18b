using AfterSales.Bpmn.Lint.Geometry;
using AfterSales.Bpmn.Model;

namespace AfterSales.Bpmn.Lint.Rules;

/// <summary>
/// LINT-18: lines do not cross, cover each other or run through a symbol; they are drawn with right angles and touch what
/// they join. A crossing that cannot be avoided is marked by the property <c>detour</c> on one of the two flows.
/// </summary>
internal sealed class LinesRule() : LintRule("LINT-18", LintSeverity.Warning)
{
    /// <summary>How far a line may stop short of the symbol it joins.</summary>
    private const double Tolerance = 0.5;

    /// <summary>What lines keep away from symbols that are not their own.</summary>
    private const double Distance = 4;

    internal override IEnumerable<LintFinding> Check(LintedProcess process)
    {
        var drawing = process.Drawing;
        var lines = drawing.Lines;
        for (var first = 0; first < lines.Count; first++)
            for (var second = first + 1; second < lines.Count; second++)
                if (!IsDetour(process, lines[first]) && !IsDetour(process, lines[second]) && Meet(lines[first], lines[second]))
                    yield return About(process, "crossing", lines[first], ("other", Name(process, lines[second])));
        foreach (var line in lines)
        {
            foreach (var node in drawing.Nodes.Where(node => RunsThrough(line, node)))
                yield return About(process, "through", line, ("node", process.NameOf(node.Element)));
            if (line.Flow is not null && line.Segments.Any(segment => !segment.IsStraight))
                yield return About(process, "slanted", line);
            if (IsLoose(drawing, line.SourceId, line.Points[0]) || IsLoose(drawing, line.TargetId, line.Points[^1]))
                yield return About(process, "loose", line);
        }
    }

    private static bool Meet(DrawnLine one, DrawnLine other) =>
        // The lines of one document to several steps begin at one point.
        !(one.Flow is null && other.Flow is null && (one.SourceId == other.SourceId || one.TargetId == other.TargetId))
        && one.Segments.Any(segment => other.Segments.Any(segment.Meets));

    private static bool RunsThrough(DrawnLine line, DrawnNode node)
    {
        if (node.IsFrame && node.Id != line.SourceId && node.Id != line.TargetId)
            return false;
        var isEnd = node.Id == line.SourceId || node.Id == line.TargetId;
        // A line touches the border of its own ends.
        var box = node.Bounds.Shrunk(isEnd ? 1 : -Distance);
        return line.Segments.Any(segment => segment.Enters(box));
    }

    private static bool IsLoose(Drawing drawing, string? end, Point at) =>
        end is not null && drawing.Find(end) is { } box && !box.Touches(at, Tolerance);

    private static bool IsDetour(LintedProcess process, DrawnLine line) => line.Flow is { } flow && process.Is(flow, "detour");

    private static LintText Name(LintedProcess process, DrawnLine line) => line.Flow is { } flow ? process.NameOf(flow) : line.Id;

    private LintFinding About(LintedProcess process, string topic, DrawnLine line, params ReadOnlySpan<(string, LintText)> facts) => new(
        Id, topic, Severity, process.Id, line.Id, line.Line, LintTexts.Get($"{Id}.{topic}", [("element", Name(process, line)), .. facts]), null, []);
}
