using System.Globalization;
using AfterSales.Bpmn.Lint.Geometry;
using AfterSales.Bpmn.Model;

namespace AfterSales.Bpmn.Lint.Rules;

/// <summary>LINT-20: symbols of one kind have one size. Sub-processes drawn with their content are frames and have any size.</summary>
internal sealed class SymbolSizeRule() : LintRule("LINT-20", LintSeverity.Warning)
{
    private const double Tolerance = 1;

    internal override IEnumerable<LintFinding> Check(LintedProcess process)
    {
        foreach (var kind in process.Drawing.Nodes.Where(node => !node.IsFrame).GroupBy(Kind))
        {
            var usual = kind.GroupBy(node => (node.Bounds.Width, node.Bounds.Height)).OrderByDescending(sizes => sizes.Count()).First().Key;
            var size = string.Create(CultureInfo.InvariantCulture, $"{usual.Width},{usual.Height}");
            foreach (var node in kind.Where(node => Math.Abs(node.Bounds.Width - usual.Width) > Tolerance || Math.Abs(node.Bounds.Height - usual.Height) > Tolerance))
                yield return Finding(process, "other-size", node.Element, new LintFix(
                    "resize", LintTexts.Get("fix.resize", ("size", size)), [new LintEdit(LintEditAction.SetBounds, node.Id, "size", size)]), ("size", size));
        }
    }

    private static string Kind(DrawnNode node) => node.Element switch
    {
        DataModel { IsStore: true } => "system",
        DataModel => "data",
        FlowNode flow when flow.IsGateway() => "gateway",
        FlowNode flow when flow.IsEvent() => "event",
        _ => "activity",
    };
}
