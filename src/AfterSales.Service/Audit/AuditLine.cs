namespace AfterSales.Service.Audit;

/// <summary>An entry of the log in the reader's words.</summary>
public sealed record AuditLine
{
    public required DateTimeOffset At { get; init; }

    /// <summary>The kind or action, such as <c>task.completed</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Who did it, as stored.</summary>
    public string? Actor { get; init; }

    /// <summary>Who did it, by name; null where nobody was signed in.</summary>
    public string? ActorName { get; init; }

    public required string ObjectKind { get; init; }

    public required string ObjectId { get; init; }

    public required string Title { get; init; }

    public string? Detail { get; init; }
}

/// <summary>A page of the log, newest first.</summary>
/// <param name="HasMore">Whether older entries follow.</param>
public sealed record AuditPage(IReadOnlyList<AuditLine> Lines, bool HasMore);
