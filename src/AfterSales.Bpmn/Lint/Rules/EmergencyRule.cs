namespace AfterSales.Bpmn.Lint.Rules;

/// <summary>LINT-40: urgent situations are in the chart: a boundary event, or the property <c>noEmergency</c> with its reason.</summary>
internal sealed class EmergencyRule() : LintRule("LINT-40", LintSeverity.Warning)
{
    internal override IEnumerable<LintFinding> Check(LintedProcess process)
    {
        if (process.Nodes.Any(node => node.IsBoundary()))
            yield break;
        if (!process.Is(process.Model, "noEmergency"))
            yield return Finding(process, "missing", process.Model, SetProperties(process.Model, "fix.fill-property", ("noEmergency", "true"), ("noEmergency.reason", null)));
        else if (process.Property(process.Model, "noEmergency.reason") is null)
            yield return Finding(process, "no-reason", process.Model, SetProperty(process.Model, "noEmergency.reason"));
    }
}
