using AfterSales.Service.Calendars;

namespace AfterSales.Service.Deadlines;

/// <summary>A missed due time. It stays on record whatever is done afterwards.</summary>
/// <param name="DueAt">The due time that was missed.</param>
/// <param name="EndedAt">When the work was done or given up; null while it is still open.</param>
/// <param name="Late">How late it was in working units; null while it is still open.</param>
public sealed record DeadlineBreach(
    long DeadlineKey, string? CaseNumber, string? LimitId, DateTimeOffset DueAt, DateTimeOffset RecordedAt, DateTimeOffset? EndedAt, WorkingSpan? Late);
