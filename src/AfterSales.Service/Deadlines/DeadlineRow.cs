using AfterSales.Service.Languages;

namespace AfterSales.Service.Deadlines;

/// <summary>How a limit came to its end.</summary>
internal enum DeadlineEnd
{
    /// <summary>The work was done.</summary>
    Completed,

    /// <summary>The work was no longer needed.</summary>
    Cancelled,

    /// <summary>The limit itself ended the work.</summary>
    Expired,
}

/// <summary>A limit as stored.</summary>
internal sealed record DeadlineRow
{
    public required long Key { get; init; }
    public string? CaseNumber { get; init; }
    public required long ProcessInstanceKey { get; init; }
    public required long ElementInstanceKey { get; init; }
    public required string ElementId { get; init; }
    public required bool IsTask { get; init; }
    public required long SourceKey { get; init; }
    public string? LimitId { get; init; }
    public required LocalText Name { get; init; }
    public required string CalendarId { get; init; }
    public int CalendarVersion { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required DateTimeOffset DueAt { get; init; }
    public required DateTimeOffset AppliedDueAt { get; init; }
    public bool DeductsPauses { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public DeadlineEnd? EndedAs { get; init; }
    public required DeadlineReceipt Receipt { get; init; }
}

/// <summary>A pause as stored.</summary>
internal sealed record PauseRow(
    long Key, string CaseNumber, long ElementInstanceKey, string ElementId, LocalText Reason, DateTimeOffset StartedAt, DateTimeOffset? EndedAt);
