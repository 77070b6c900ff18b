namespace AfterSales.Engine.Statistics;

/// <summary>
/// Jobs within a window of time: created in it, completed in it, failed in it (by their last failed attempt; a thrown BPMN error is one). Each
/// with the time of its last.
/// </summary>
public record JobCount
{
    public long Created { get; init; }
    public DateTimeOffset? LastCreatedAt { get; init; }
    public long Completed { get; init; }
    public DateTimeOffset? LastCompletedAt { get; init; }
    public long Failed { get; init; }
    public DateTimeOffset? LastFailedAt { get; init; }
}

/// <summary>The same for one type of job.</summary>
public sealed record JobTypeCount : JobCount
{
    public string JobType { get; init; } = "";

    /// <summary>How many different workers had such a job.</summary>
    public long Workers { get; init; }
}

/// <summary>The same for one worker: created are those of its jobs that were created in the window.</summary>
public sealed record JobWorkerCount : JobCount
{
    public string Worker { get; init; } = "";
}

/// <summary>The same for a part of the window.</summary>
public sealed record JobTimeCount : JobCount
{
    /// <summary>Where the part begins.</summary>
    public DateTimeOffset Time { get; init; }
}

/// <summary>An error of jobs, and how many workers met it.</summary>
public sealed record JobErrorCount
{
    /// <summary>Empty where an attempt failed without a BPMN error.</summary>
    public string ErrorCode { get; init; } = "";
    public string ErrorMessage { get; init; } = "";
    public long Workers { get; init; }

    /// <summary>How many jobs.</summary>
    public long Jobs { get; init; }
}

/// <summary>From an instant up to, but without, another.</summary>
public sealed record TimeWindow(DateTimeOffset From, DateTimeOffset Until);
