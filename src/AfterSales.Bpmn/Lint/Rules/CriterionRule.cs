namespace AfterSales.Bpmn.Lint.Rules;

/// <summary>LINT-31: control points show the quality standard and how it is assessed.</summary>
internal sealed class CriterionRule() : LintRule("LINT-31", LintSeverity.Warning)
{
    private static readonly string[] Needed = ["criterion", "method"];

    internal override IEnumerable<LintFinding> Check(LintedProcess process)
    {
        foreach (var task in process.Tasks.Where(task => ControlPointMarkRule.IsControlPoint(process, task)))
        {
            var missing = Needed.Where(name => process.Property(task, name) is null).ToList();
            if (missing.Count > 0)
                yield return Finding(process, "missing", task, SetProperties(task, "fix.fill-property", [.. missing.Select(name => (name, (string?)null))]),
                    ("properties", string.Join(", ", missing)));
        }
    }
}
