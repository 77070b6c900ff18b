namespace AfterSales.Service.Lint;

/// <summary>What keeps a workflow from being deployed.</summary>
public enum LintGate
{
    /// <summary>Nothing the self-check finds.</summary>
    Nothing,

    /// <summary>A process that can get stuck, runs without end or does steps twice at once, where that was decided.</summary>
    Soundness,

    /// <summary>Every finding of severity E.</summary>
    Errors,
}

/// <summary>Settings <c>AfterSales:Lint</c>.</summary>
public sealed record LintPolicy
{
    /// <summary>For the workflows folder that is deployed at start. The product itself sets <see cref="LintGate.Errors"/>.</summary>
    public LintGate Workflows { get; init; } = LintGate.Soundness;

    /// <summary>For what is deployed through the API.</summary>
    public LintGate Deployments { get; init; } = LintGate.Soundness;
}
