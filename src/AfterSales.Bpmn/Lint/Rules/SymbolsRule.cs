using AfterSales.Bpmn.Compilation.Elements;

namespace AfterSales.Bpmn.Lint.Rules;

/// <summary>LINT-21: only symbols of the template, which are those the engine runs.</summary>
internal sealed class SymbolsRule() : LintRule("LINT-21", LintSeverity.Information)
{
    internal override IEnumerable<LintFinding> Check(LintedProcess process) => process.Nodes
        .Where(node => ElementKinds.TypeOf(node.Kind) is null)
        .Select(node => Finding(process, "foreign", node, null, ("kind", node.Kind)));
}
