using AfterSales.Service.Calendars;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Deadlines;

/// <summary>
/// A limit as its clock shows it at one moment, free of language; <see cref="ClockText"/> says it. The figures stand both with and
/// without deducting pauses, whichever of the two the policy applies (OPN-02).
/// </summary>
public sealed record DeadlineClockView
{
    /// <summary>The clock's own key.</summary>
    public required long Key { get; init; }

    /// <summary>The case it belongs to.</summary>
    public required string? CaseNumber { get; init; }

    /// <summary>The user task whose due time it is; null for a limit of the case.</summary>
    public long? UserTaskKey { get; init; }

    /// <summary>The limit's id in the requirements, e.g. SLA-06; null for a task's own due time.</summary>
    public string? LimitId { get; init; }

    /// <summary>What it is called.</summary>
    public required LocalText Name { get; init; }

    /// <summary>Where it stands.</summary>
    public required DeadlineState State { get; init; }

    /// <summary>True while somebody waits for the customer, whether or not the limit stands still.</summary>
    public required bool IsWaiting { get; init; }

    /// <summary>When it started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The due time that applies.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>The due time if no pause is deducted.</summary>
    public required DateTimeOffset DueWithoutPauses { get; init; }

    /// <summary>The due time if every pause is deducted; equal to the former without pauses.</summary>
    public required DateTimeOffset DueWithPauses { get; init; }

    /// <summary>True when the policy deducts pauses.</summary>
    public required bool DeductsPauses { get; init; }

    /// <summary>When it was done or given up.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>
    /// While it runs: what is left, negative when overdue. When it has ended: what was left then, negative when it was late.
    /// </summary>
    public required WorkingSpan Left { get; init; }

    /// <summary>How much of the time has passed, 0 to 1 and beyond.</summary>
    public required decimal Share { get; init; }

    /// <summary>Why then.</summary>
    public required DeadlineReceipt Receipt { get; init; }

    /// <summary>The pauses within it, earliest first.</summary>
    public required IReadOnlyList<PauseSpan> Pauses { get; init; }

    /// <summary>The day ruler, a cell per calendar day; empty where it would be longer than <see cref="DayRuler.MostCells"/>.</summary>
    public required IReadOnlyList<DayCell> Days { get; init; }

    /// <summary>The calendar in which it is told.</summary>
    public required WorkingCalendar Calendar { get; init; }

    /// <summary>The moment for which all this holds.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>True when the due time was missed, whatever happened later.</summary>
    public bool IsBreached => State is DeadlineState.Overdue or DeadlineState.MetLate || EndedAt > DueAt;
}
