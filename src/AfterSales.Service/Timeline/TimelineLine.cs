namespace AfterSales.Service.Timeline;

/// <summary>A timeline entry in words, for one reader's language.</summary>
public sealed record TimelineLine
{
    public required long Key { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The kind chooses the marker, for example <c>task.completed</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>One past-tense sentence.</summary>
    public required string Title { get; init; }

    /// <summary>Who, which department, what it led to; null when there is nothing to add.</summary>
    public string? Detail { get; init; }

    /// <summary>The name of who did it; null for the service itself.</summary>
    public string? ActorName { get; init; }

    public bool ForCustomer { get; init; }

    public long? TaskKey { get; init; }

    public string? RecordNumber { get; init; }
}
