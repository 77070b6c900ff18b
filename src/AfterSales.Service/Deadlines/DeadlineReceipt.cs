using AfterSales.Service.Calendars;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Deadlines;

/// <summary>
/// How a due time came about, stored with it in the same commit: never computed again, so that it stays true when a calendar or a
/// process changes. Pauses are added by the ledger when it is read.
/// </summary>
/// <remarks>What it says to people is made by <see cref="ReceiptText"/>.</remarks>
public sealed record DeadlineReceipt
{
    /// <summary>The event that started the limit, e.g. "Complaint received".</summary>
    public required LocalText Event { get; init; }

    /// <summary>The moment of the event.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The due time as the rule gave it.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>The working-time calculation; null for a limit that runs day and night (OPN-40) or a date that was simply set.</summary>
    public WorkingTimeCalculation? Calculation { get; init; }

    /// <summary>The calculations that led to the start of <see cref="Calculation"/>, earliest first: one date counted from another.</summary>
    public IReadOnlyList<WorkingTimeCalculation> Basis { get; init => field = value ?? []; } = [];

    /// <summary>True when the date was given directly, by a person or a variable, and nothing was counted.</summary>
    public bool IsSet { get; init; }

    /// <summary>The expression of the model, for the process owner.</summary>
    public string? Expression { get; init; }

    /// <summary>The requirement or indicator, e.g. KPI-01.</summary>
    public string? RequirementId { get; init; }

    /// <summary>The zone in which a limit without calculation is told.</summary>
    public required string ZoneId { get; init; }

    /// <summary>The calendar in which lengths are told.</summary>
    public required string CalendarId { get; init; }
}
