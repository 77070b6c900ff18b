using AfterSales.Service.Calendars;
using AfterSales.Service.People;

namespace AfterSales.Service.WorkOrders;

/// <summary>
/// Whether somebody can do work of a length from a moment on, by his own working calendar. Work that fits into one of his ordinary days
/// must begin and end on one day, breaks in between; longer work goes on the next working day.
/// </summary>
internal sealed class AppointmentCheck(Person person, WorkingCalendar calendar, IReadOnlyList<BusyTime> busy, DateTimeOffset now)
{
    private readonly TimeSpan _longestDay = Enum.GetValues<DayOfWeek>().Max(day => calendar.HoursOn(day).Shifts.Aggregate(TimeSpan.Zero, (sum, shift) => sum + shift.Length));

    /// <summary>What stands in the way, if anything, and when the work would be over.</summary>
    public (AppointmentConflict? Conflict, DateTimeOffset End) Check(DateTimeOffset start, TimeSpan duration)
    {
        if (start < now)
            return (AppointmentConflict.Past, start);
        if (!WorkingTime.IsWorkingDay(calendar, start))
            return (AppointmentConflict.Holiday, start);
        if (!WorkingTime.IsWorkingTime(calendar, start))
            return (AppointmentConflict.OutsideHours, start);
        var end = WorkingTime.AddTime(calendar, start, duration).Result;
        if (duration <= _longestDay && calendar.LocalDay(end) != calendar.LocalDay(start))
            return (AppointmentConflict.OutsideHours, end);
        if (IsAway(start, end))
            return (AppointmentConflict.Away, end);
        return (busy.Any(other => other.Meets(start, end)) ? AppointmentConflict.Busy : null, end);
    }

    private bool IsAway(DateTimeOffset start, DateTimeOffset end) =>
        person.AwayFrom is { } from && from < end && (person.AwayUntil is not { } until || start < until);
}
