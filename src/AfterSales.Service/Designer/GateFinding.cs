using AfterSales.Service.Languages;

namespace AfterSales.Service.Designer;

/// <summary>How much a finding weighs when a change is to be published.</summary>
public enum GateWeight
{
    /// <summary>Good to know.</summary>
    Hint,

    /// <summary>May be published with a reason.</summary>
    Warning,

    /// <summary>Keeps the change from being published.</summary>
    Error,
}

/// <summary>Something found in a file that is to be published.</summary>
/// <param name="Rule">Id of the rule of the self-check, or a stable name.</param>
/// <param name="ElementId">Id of the element or field, when one is to blame.</param>
public sealed record GateFinding(ArtifactId Artifact, GateWeight Weight, string Rule, string? ElementId, LocalText Message);

/// <summary>What was found in a change. Errors keep it back; warnings ask for a reason.</summary>
public sealed record GateReport(IReadOnlyList<GateFinding> Findings)
{
    /// <summary>The scenarios that were run on the change.</summary>
    public IReadOnlyList<Scenarios.ScenarioResult> Scenarios { get; init; } = [];

    /// <summary>What the scenarios leave untried, by workflow.</summary>
    public IEnumerable<Scenarios.UntakenWays> Untaken => Findings.Where(finding => finding.Rule == PublishingGate.TestRuns).Select(finding => new Scenarios.UntakenWays(finding.Artifact.Name, finding.Message));

    public int Errors => Findings.Count(finding => finding.Weight == GateWeight.Error);

    public int Warnings => Findings.Count(finding => finding.Weight == GateWeight.Warning);
}
