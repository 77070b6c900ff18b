using AfterSales.Engine.Search;

namespace AfterSales.Engine.Jobs;

/// <summary>Spellings of a job's state.</summary>
public static class JobStates
{
    /// <summary>Waiting for a worker.</summary>
    public const string Created = "CREATED";

    /// <summary>Locked by a worker until the deadline.</summary>
    public const string Activated = "ACTIVATED";

    /// <summary>An attempt failed; waits for its back-off or, without retries left, for its incident to be resolved.</summary>
    public const string Failed = "FAILED";
    public const string Completed = "COMPLETED";
    public const string Canceled = "CANCELED";
    public const string ErrorThrown = "ERROR_THROWN";
}

/// <summary>A job (the work of a service or send task), waiting or ended.</summary>
public sealed record JobRow
{
    public long JobKey { get; init; }
    public string Type { get; init; } = "";
    public string State { get; init; } = JobStates.Created;
    public int Retries { get; init; }
    public string? Worker { get; init; }
    public DateTimeOffset? Deadline { get; init; }
    public DateTimeOffset? RetryAt { get; init; }
    public string? ErrorMessage { get; init; }
    public string? ErrorCode { get; init; }
    public string ElementId { get; init; } = "";
    public long ElementInstanceKey { get; init; }
    public long ProcessInstanceKey { get; init; }
    public long ProcessDefinitionKey { get; init; }
    public string ProcessDefinitionId { get; init; } = "";
    public int ProcessDefinitionVersion { get; init; }
    public DateTimeOffset CreationTime { get; init; }
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>The task headers of the diagram.</summary>
    public IReadOnlyDictionary<string, string> CustomHeaders => JsonText.StringMap(HeadersJson);

    internal string? HeadersJson { get; init; }
}
