namespace AfterSales.Service.Calendars;

/// <summary>
/// Steps from day to day and remembers what was counted and what was not, for the receipt. Bounded on every side: a calendar that is
/// closed for years, or an amount that leaves the range of dates, is a <see cref="WorkingTimeException"/>, never an endless loop.
/// </summary>
internal sealed class CalendarWalk(WorkingCalendar calendar)
{
    /// <summary>No calendar is closed that long; one that is has been set up wrongly.</summary>
    private const int LongestClosure = 3660;

    private readonly List<DateOnly> counted = [];
    private readonly List<CalendarDay> skipped = [];
    private DateOnly? lastCounted;

    /// <summary>The first date of the range: a day of reserve for zones on either side.</summary>
    public static DateOnly First { get; } = new(2, 1, 1);

    private static DateOnly Last { get; } = new(9998, 12, 31);

    public int CountedDays { get; private set; }

    public IReadOnlyList<DateOnly> Counted => counted;

    /// <summary>The working day after (or before) a date; the free days in between go to the walk that keeps a receipt, if there is one.</summary>
    public static DateOnly NextWorkingDay(WorkingCalendar calendar, DateOnly date, int direction, CalendarWalk? walk = null)
    {
        for (var steps = 0; steps < LongestClosure; steps++)
        {
            date = Step(date, direction);
            if (calendar.IsWorkingDay(date))
                return date;
            walk?.Skip(date);
        }
        throw Closed(calendar, date, direction);
    }

    /// <summary>The next day with working time in that direction, and its pieces.</summary>
    public static (DateOnly Day, List<Piece> Pieces) NextPieces(WorkingCalendar calendar, DateOnly date, int direction, CalendarWalk? walk = null)
    {
        for (var steps = 0; steps < LongestClosure; steps++)
        {
            date = Step(date, direction);
            var pieces = WorkingDay.Pieces(calendar, date);
            if (pieces.Count > 0)
                return (date, pieces);
            walk?.Skip(date);
        }
        throw Closed(calendar, date, direction);
    }

    public void Count(DateOnly date)
    {
        if (lastCounted == date)
            return;
        lastCounted = date;
        CountedDays++;
        if (counted.Count < WorkingTime.ListedDays)
            counted.Add(date);
    }

    public void Skip(DateOnly date)
    {
        if (skipped.Count < WorkingTime.ListedDays * 3 && calendar.Day(date) is { IsWorking: false } day)
            skipped.Add(day);
    }

    /// <summary>The free days between two dates that a start was moved over.</summary>
    public void SkipBetween(DateOnly from, DateOnly until)
    {
        var direction = until > from ? 1 : -1;
        for (var date = from; date != until; date = date.AddDays(direction))
            Skip(date);
    }

    /// <summary>Neighbouring free days with the same reason as one span each, earliest first.</summary>
    public IReadOnlyList<SkippedSpan> Skipped()
    {
        var spans = new List<SkippedSpan>();
        foreach (var day in skipped.DistinctBy(d => d.Date).OrderBy(d => d.Date))
        {
            if (spans.Count > 0 && spans[^1] is var open && open.To.AddDays(1) == day.Date && open.Kind == day.Kind && open.Reason == day.Reason)
                spans[^1] = open with { To = day.Date, ToConfirm = open.ToConfirm || day.ToConfirm };
            else if (spans.Count < WorkingTime.ListedDays)
                spans.Add(new(day.Date, day.Date, day.Kind, day.Reason!, day.ToConfirm));
        }
        return spans;
    }

    private static DateOnly Step(DateOnly date, int direction) =>
        date <= First && direction < 0 || date >= Last && direction > 0
            ? throw new WorkingTimeException("The amount of working time leads out of the range of dates.")
            : date.AddDays(direction);

    private static WorkingTimeException Closed(WorkingCalendar calendar, DateOnly date, int direction) =>
        new($"The calendar '{calendar.Id}' has no working day in the {LongestClosure} days {(direction > 0 ? "before" : "after")} {date:O}.");
}
