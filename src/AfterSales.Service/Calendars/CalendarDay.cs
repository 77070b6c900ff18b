using AfterSales.Service.Languages;

namespace AfterSales.Service.Calendars;

/// <summary>What a day is in a calendar.</summary>
public enum DayKind
{
    /// <summary>An ordinary working day, half days included.</summary>
    Working,

    /// <summary>A working day that would have been free: a make-up day.</summary>
    SwappedIn,

    /// <summary>A weekday without working hours.</summary>
    Weekend,

    /// <summary>A public holiday or another closed day of the calendar.</summary>
    Holiday,
}

/// <summary>One day of a calendar.</summary>
/// <param name="Reason">Why it is free, or why it is worked although free by the week; null for an ordinary working day.</param>
/// <param name="ToConfirm">The day follows the moon or a yearly notice and was entered ahead of it; an administrator confirms it.</param>
public sealed record CalendarDay(DateOnly Date, DayKind Kind, DayHours Hours, LocalText? Reason, bool ToConfirm)
{
    /// <summary>True when work is done on that day.</summary>
    public bool IsWorking => Hours.IsWorking;
}
