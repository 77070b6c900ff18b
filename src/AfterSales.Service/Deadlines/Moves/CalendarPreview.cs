using AfterSales.Service.Languages;

namespace AfterSales.Service.Deadlines.Moves;

/// <summary>What a due time belongs to.</summary>
public enum ShiftKind
{
    /// <summary>The due date of a user task.</summary>
    Task,

    /// <summary>A named limit of a case, watched by a timer.</summary>
    Limit,

    /// <summary>A timer without a name as a limit.</summary>
    Timer,
}

/// <summary>Why a due time stays where it is.</summary>
public enum StayReason
{
    /// <summary>It moves.</summary>
    None,

    /// <summary>It was set by hand or by a variable: nothing was counted.</summary>
    SetDirectly,

    /// <summary>It runs day and night.</summary>
    Continuous,

    /// <summary>It was counted, and the change gives the same.</summary>
    Unchanged,
}

/// <summary>What a change would do to one open due time.</summary>
/// <param name="Key">User task or timer.</param>
/// <param name="WorkingMinutes">From the old to the new one in working minutes of the changed calendar; negative for an earlier one.</param>
/// <param name="StandsStill">The customer is waited for; the times are those if it went on now.</param>
public sealed record DeadlineShift(
    ShiftKind Kind, long Key, string? CaseNumber, LocalText Name, DateTimeOffset OldDueAt, DateTimeOffset NewDueAt, long WorkingMinutes,
    bool BecomesOverdue, bool StopsBeingOverdue, bool StandsStill, StayReason Stays)
{
    /// <summary>True when it moves.</summary>
    public bool Moves => Stays == StayReason.None;
}

/// <summary>The sums of a preview.</summary>
/// <param name="Open">Open due times of the calendar.</param>
/// <param name="Cases">Cases with at least one that moves.</param>
public sealed record ShiftTotals(int Open, int Moving, int Later, int Earlier, int BecomeOverdue, int StopBeingOverdue, int SetDirectly, int Continuous, int Cases);

/// <summary>
/// What a change of a calendar would move. Nothing was written. The fingerprint stands for exactly these moves by exactly this change: it
/// is handed back to confirm them.
/// </summary>
/// <param name="Shifts">What moves, furthest first, then what does not move by its nature; what the change leaves as it is is only counted.</param>
public sealed record CalendarPreview(string CalendarId, int Version, ShiftTotals Totals, IReadOnlyList<DeadlineShift> Shifts, string Fingerprint);
