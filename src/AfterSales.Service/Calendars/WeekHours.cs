namespace AfterSales.Service.Calendars;

/// <summary>The week's hours in few lines: weekdays with the same hours together, the commonest first, free days left out.</summary>
internal static class WeekHours
{
    public static IReadOnlyList<HoursLine> Lines(WorkingCalendar calendar) =>
        [.. Enum.GetValues<DayOfWeek>()
            .Where(day => calendar.HoursOn(day).IsWorking)
            .GroupBy(calendar.HoursOn)
            .OrderByDescending(group => group.Count())
            .Select(group => new HoursLine([.. group], [.. group.Key.Shifts.Select(shift => shift.ToString())]))];
}
