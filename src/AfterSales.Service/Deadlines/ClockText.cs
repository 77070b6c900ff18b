using AfterSales.Service.Languages;

namespace AfterSales.Service.Deadlines;

/// <summary>The tone of a clock and its badge: ok, warn and bad only for state, paused is neutral (UI.md section 1).</summary>
public enum ClockTone
{
    Neutral,
    Ok,
    Warn,
    Bad,
}

/// <summary>A cell of the ruler in words.</summary>
/// <param name="Weekday">One letter.</param>
/// <param name="Day">The day of the month in the reader's calendar and digits.</param>
/// <param name="Number">The count beneath, or empty.</param>
/// <param name="Title">Date and reason, for those who point at it.</param>
public sealed record CellText(DayCellKind Kind, bool IsToday, bool IsDue, string Weekday, string Day, string Number, string Title);

/// <summary>A deadline clock in words, for one reader.</summary>
public sealed record ClockText
{
    /// <summary>Name of the limit.</summary>
    public required string Name { get; init; }

    /// <summary>The badge's word.</summary>
    public required string Badge { get; init; }

    /// <summary>The tone of top edge, headline and badge.</summary>
    public required ClockTone Tone { get; init; }

    /// <summary>The time left, or by how much it is late.</summary>
    public required string Headline { get; init; }

    /// <summary>The due time with weekday.</summary>
    public required string Due { get; init; }

    /// <summary>The headline for the customer: the date, not the time left.</summary>
    public required string CustomerHeadline { get; init; }

    /// <summary>The ruler's cells; empty where the limit is too long for one.</summary>
    public required IReadOnlyList<CellText> Cells { get; init; }

    /// <summary>The ruler as one sentence, for readers who do not see it.</summary>
    public required string RulerLabel { get; init; }

    /// <summary>Why then.</summary>
    public required ReceiptText Receipt { get; init; }

    /// <summary>What the clock says in this language.</summary>
    public static ClockText Of(DeadlineClockView clock, Language language)
    {
        var (words, format) = (TextCatalog.For(language), LocalFormat.For(language, clock.Calendar.Zone));
        var left = format.Duration(clock.Left);
        var due = format.DateTime(clock.DueAt);
        var state = StateKey(clock);
        return new()
        {
            Name = clock.Name.In(language),
            Badge = words[$"clock.badge.{state}"],
            Tone = ToneOf(clock.State),
            Headline = words[$"clock.headline.{state}", left],
            Due = words[clock.Left.IsNegative ? "clock.wasDue" : "clock.due", due],
            CustomerHeadline = due,
            Cells = [.. clock.Days.Select(cell => Cell(cell, format, words))],
            RulerLabel = words["clock.ruler", format.Date(clock.StartedAt), due, clock.Days.Count(c => c.Number is not null), clock.Days.Count(c => c.Kind == DayCellKind.Skipped)],
            Receipt = ReceiptText.Of(clock, language),
        };
    }

    /// <summary>The tone of a state.</summary>
    public static ClockTone ToneOf(DeadlineState state) => state switch
    {
        DeadlineState.DueSoon => ClockTone.Warn,
        DeadlineState.Overdue or DeadlineState.MetLate => ClockTone.Bad,
        DeadlineState.MetOnTime => ClockTone.Ok,
        _ => ClockTone.Neutral,
    };

    private static string StateKey(DeadlineClockView clock) => clock.State switch
    {
        DeadlineState.NotStarted => "notStarted",
        DeadlineState.Paused => "paused",
        DeadlineState.DueSoon => clock.Calendar.LocalDay(clock.DueAt) == clock.Calendar.LocalDay(clock.Now) ? "dueToday" : "dueSoon",
        DeadlineState.Overdue => "overdue",
        DeadlineState.MetOnTime => "metOnTime",
        DeadlineState.MetLate => "metLate",
        DeadlineState.Cancelled => "cancelled",
        _ => "running",
    };

    private static CellText Cell(DayCell cell, LocalFormat format, TextCatalog words)
    {
        var date = format.Date(cell.Date, withYear: false);
        return new(
            cell.Kind, cell.IsToday, cell.IsDue,
            format.WeekdayLetter(cell.Date.DayOfWeek), format.DayOfMonth(cell.Date),
            cell.Number is { } number ? format.Number(number) : "",
            cell.Reason is { } reason ? words[cell.ToConfirm ? "clock.cellToConfirm" : "clock.cell", date, reason] : date);
    }
}
