using System.Text.Json.Serialization;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Calendars;

/// <summary>Why counting did not begin at the moment given, but at the next (or, counting back, the last) working moment.</summary>
public enum StartAdjustment
{
    /// <summary>The moment lies within working hours, or is exactly an opening or closing time.</summary>
    None,

    /// <summary>Before the day's hours.</summary>
    BeforeHours,

    /// <summary>After the day's hours.</summary>
    AfterHours,

    /// <summary>Between two shifts.</summary>
    Break,

    /// <summary>On a weekend or holiday.</summary>
    NonWorkingDay,
}

/// <summary>Days one after the other that were not counted, for one reason. Both ends belong to it.</summary>
public sealed record SkippedSpan(DateOnly From, DateOnly To, DayKind Kind, LocalText Reason, bool ToConfirm)
{
    /// <summary>How many days it has.</summary>
    [JsonIgnore]
    public int Length => To.DayNumber - From.DayNumber + 1;
}

/// <summary>A stretch in which a limit stood still.</summary>
/// <param name="To">Null while it lasts.</param>
/// <param name="Reason">Why, e.g. waiting for the customer.</param>
/// <param name="Length">How long it was in the calendar of the limit; of an open one, up to the moment it was measured.</param>
/// <param name="Deducted">True when the due time moved by it; recorded in any case (OPN-02).</param>
public sealed record PauseSpan(DateTimeOffset From, DateTimeOffset? To, LocalText Reason, WorkingSpan Length, bool Deducted);

/// <summary>Hours that several weekdays share, as a receipt prints them.</summary>
public sealed record HoursLine(IReadOnlyList<DayOfWeek> Days, IReadOnlyList<string> Shifts);

/// <summary>
/// How a due time came about: what a receipt is made of. Complete in itself, so that it can be stored and still be read when the
/// calendar has changed. Instants carry the offset of the calendar's zone.
/// </summary>
/// <remarks>Lists are cut at <see cref="WorkingTime.ListedDays"/> entries; <see cref="CountedDays"/> stays exact.</remarks>
public sealed record WorkingTimeCalculation
{
    /// <summary>The calendar's id.</summary>
    public required string CalendarId { get; init; }

    /// <summary>The version of the calendar that it was counted by; 0 for the shipped file.</summary>
    public int CalendarVersion { get; init; }

    /// <summary>The calendar's name for people.</summary>
    public required LocalText CalendarName { get; init; }

    /// <summary>The IANA id of the zone.</summary>
    public required string ZoneId { get; init; }

    /// <summary>The zone as a receipt names it.</summary>
    public required LocalText ZoneName { get; init; }

    /// <summary>The working hours, most common first.</summary>
    public required IReadOnlyList<HoursLine> Hours { get; init; }

    /// <summary>The moment given.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The moment from which it was counted.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>Why the two differ.</summary>
    public required StartAdjustment Adjustment { get; init; }

    /// <summary>What was counted: days, then time; negative counts back.</summary>
    public required WorkingSpan Amount { get; init; }

    /// <summary>True when whole dates were counted, without a time of day.</summary>
    public bool WholeDates { get; init; }

    /// <summary>The working days on which it was counted, in the direction of counting.</summary>
    public required IReadOnlyList<DateOnly> Counted { get; init; }

    /// <summary>How many there are.</summary>
    public required int CountedDays { get; init; }

    /// <summary>The days between that were not counted, earliest first.</summary>
    public required IReadOnlyList<SkippedSpan> Skipped { get; init; }

    /// <summary>The pauses of the limit, earliest first; none at the time of counting, the ledger adds them.</summary>
    public IReadOnlyList<PauseSpan> Pauses { get; init; } = [];

    /// <summary>True when the last day has other hours than the time of day asked for, and the result was moved into them.</summary>
    public bool FittedToHours { get; init; }

    /// <summary>The last day whose dated holidays the calendar knew, when the result lies beyond it; else null.</summary>
    public DateOnly? HolidaysKnownUntil { get; init; }

    /// <summary>The answer.</summary>
    public required DateTimeOffset Result { get; init; }
}

/// <summary>How much working time lies between two moments.</summary>
/// <param name="Span">Whole working days and the time beyond; negative when <paramref name="To"/> is earlier.</param>
/// <param name="Time">The same as working time alone.</param>
public sealed record WorkingTimeMeasure(string CalendarId, DateTimeOffset From, DateTimeOffset To, WorkingSpan Span, TimeSpan Time);

/// <summary>An amount beyond what a calendar can count, or a calendar that offers no working time to count. The message is for the process owner.</summary>
public sealed class WorkingTimeException(string message) : Exception(message);
