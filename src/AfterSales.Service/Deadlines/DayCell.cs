namespace AfterSales.Service.Deadlines;

/// <summary>What a cell of the day ruler shows.</summary>
public enum DayCellKind
{
    /// <summary>The day of the start, which is not counted, or a working day without a number.</summary>
    Start,

    /// <summary>A working day that has passed: filled, with its number.</summary>
    Counted,

    /// <summary>A working day to come: outlined, with its number.</summary>
    Ahead,

    /// <summary>Weekend or holiday: hatched.</summary>
    Skipped,

    /// <summary>The limit stood still for the greater part of the day: dashed.</summary>
    Paused,
}

/// <summary>One calendar day of a limit.</summary>
/// <param name="Number">1…n of the counted days; null where the day is not counted.</param>
/// <param name="Reason">Why it is not counted.</param>
/// <param name="ToConfirm">A holiday that an administrator has yet to confirm.</param>
public sealed record DayCell(
    DateOnly Date, DayCellKind Kind, int? Number, bool IsToday, bool IsDue, Languages.LocalText? Reason = null, bool ToConfirm = false);
