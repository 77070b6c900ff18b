using AfterSales.Service.Languages;

namespace AfterSales.Service.Calendars.Editing;

/// <summary>
/// A working calendar as somebody edits it: everything as it was typed, so that whatever is wrong can be told field by field.
/// <see cref="CalendarCheck"/> makes a calendar of it. Dates are ISO text; a year before 1700 is meant in the Iranian solar calendar.
/// </summary>
public sealed record CalendarDraft
{
    /// <summary>The name for people.</summary>
    public LocalText? Name { get; init; }

    /// <summary>IANA id of the time zone.</summary>
    public string? Zone { get; init; }

    /// <summary>How a receipt names the zone; the id where nothing is said.</summary>
    public LocalText? ZoneName { get; init; }

    /// <summary>Why a weekday without hours is free.</summary>
    public LocalText? WeekendReason { get; init; }

    /// <summary>Per weekday (<c>saturday</c>) its shifts (<c>08:00-12:00</c>); a weekday that is not named is free.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>?>? Hours { get; init; }

    /// <summary>Holidays on the same date of every year.</summary>
    public IReadOnlyList<YearlyDraft?>? Yearly { get; init; }

    /// <summary>Single days and spans of days.</summary>
    public IReadOnlyList<DatedDraft?>? Dates { get; init; }

    /// <summary>The last day whose dated holidays are entered.</summary>
    public string? KnownUntil { get; init; }

    /// <summary>The draft that changes nothing: the calendar as it is.</summary>
    public static CalendarDraft Of(WorkingCalendar calendar)
    {
        var week = Enum.GetValues<DayOfWeek>().Where(day => calendar.HoursOn(day).IsWorking)
            .ToDictionary(day => day.ToString().ToLowerInvariant(), day => (IReadOnlyList<string>?)Shifts(calendar.HoursOn(day)));
        return new()
        {
            Name = calendar.Name,
            Zone = calendar.Zone.Id,
            ZoneName = calendar.ZoneName,
            WeekendReason = calendar.WeekendReason,
            Hours = week,
            Yearly = [.. calendar.YearlyHolidays.Select(holiday => new YearlyDraft(holiday.Month, holiday.Day, holiday.Solar, holiday.Reason))],
            Dates = [.. Spans(calendar)],
            KnownUntil = Storage.Days.ToStored(calendar.KnownUntil),
        };
    }

    /// <summary>Reads a draft; null when it is not JSON of this form.</summary>
    public static CalendarDraft? Read(string json) => RuleDraftJson.Read<CalendarDraft>(json);

    /// <summary>The same as JSON; equal drafts give equal text.</summary>
    public string Write() => RuleDraftJson.Write(this);

    private static List<string> Shifts(DayHours hours) => [.. hours.Shifts.Select(shift => shift.ToString())];

    private static List<DatedDraft> Spans(WorkingCalendar calendar)
    {
        var spans = new List<(CalendarDay First, DateOnly Last)>();
        foreach (var day in calendar.Exceptions)
            if (spans.Count > 0 && spans[^1] is var (first, last) && last.AddDays(1) == day.Date
                && first.IsWorking == day.IsWorking && first.Hours.Equals(day.Hours) && first.Reason == day.Reason && first.ToConfirm == day.ToConfirm)
                spans[^1] = (first, day.Date);
            else
                spans.Add((day, day.Date));
        return [.. spans.Select(span => new DatedDraft
        {
            On = Storage.Days.ToStored(span.First.Date),
            To = span.Last == span.First.Date ? null : Storage.Days.ToStored(span.Last),
            Hours = span.First.IsWorking ? Shifts(span.First.Hours) : null,
            Reason = span.First.Reason,
            ToConfirm = span.First.ToConfirm,
        })];
    }
}

/// <summary>A holiday of every year as it is edited.</summary>
/// <param name="Solar">Month and day are of the Iranian solar calendar; otherwise Gregorian.</param>
public sealed record YearlyDraft(int Month, int Day, bool Solar, LocalText? Reason);

/// <summary>A day or a span of days as it is edited: closed, or with hours (or <c>working</c>: those of an ordinary day) worked.</summary>
public sealed record DatedDraft
{
    /// <summary>The day, or the first one.</summary>
    public string? On { get; init; }

    /// <summary>The last day of a span; it belongs to it.</summary>
    public string? To { get; init; }

    /// <summary>A make-up day with the hours of an ordinary working day.</summary>
    public bool Working { get; init; }

    /// <summary>A day with hours of its own.</summary>
    public IReadOnlyList<string>? Hours { get; init; }

    /// <summary>Why.</summary>
    public LocalText? Reason { get; init; }

    /// <summary>Entered ahead of the sighting of the moon or of a notice; said wherever the day is shown.</summary>
    public bool ToConfirm { get; init; }
}
