using AfterSales.Service.Languages;

namespace AfterSales.Service.Incidents;

/// <summary>A step that cannot go on by itself, with where it is.</summary>
public sealed record OpenIncident
{
    public required long Key { get; init; }

    /// <summary>As the REST API spells it: <c>JOB_NO_RETRIES</c>.</summary>
    public required string Type { get; init; }

    /// <summary>What the engine said, in English.</summary>
    public required string Message { get; init; }

    public required DateTimeOffset At { get; init; }

    public required long InstanceKey { get; init; }

    public required long ElementInstanceKey { get; init; }

    public required long DefinitionKey { get; init; }

    public required string ElementId { get; init; }

    /// <summary>The step's name in every language it was given in.</summary>
    public required LocalText Step { get; init; }

    /// <summary>The workflow's name.</summary>
    public required LocalText Workflow { get; init; }

    /// <summary>The case it stops; null for work without one.</summary>
    public string? CaseNumber { get; init; }

    public string? CaseSubject { get; init; }

    /// <summary>The job that failed; null when the step failed otherwise.</summary>
    public long? JobKey { get; init; }
}

/// <summary>A value the stopped step sees.</summary>
/// <param name="Json">The value as JSON.</param>
/// <param name="MayChange">False for what is the domain's own and would no longer be true.</param>
public sealed record IncidentVariable(string Name, string Json, bool MayChange);

/// <summary>What became of having a step tried again.</summary>
public enum RetryResult
{
    /// <summary>The step was made.</summary>
    Went,

    /// <summary>Its job is done anew in the background; should that fail too, the step is stuck again a little later.</summary>
    Begun,

    /// <summary>It was tried, and stopped again at once, for the same reason or another.</summary>
    StoppedAgain,

    /// <summary>It was no longer open: somebody else was faster, or the case has ended.</summary>
    Gone,
}

/// <summary>What having a step tried again led to.</summary>
/// <param name="StuckAgain">The step as it is stuck now, with the new message; null unless it stopped again.</param>
public sealed record Retry(RetryResult Result, OpenIncident? StuckAgain = null);
