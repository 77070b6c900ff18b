namespace AfterSales.Service.Calendars.Editing;

/// <summary>What one calendar has that another has not.</summary>
public static class CalendarDifference
{
    /// <summary>The difference in numbers.</summary>
    public static RuleChanges Of(WorkingCalendar before, WorkingCalendar after)
    {
        var (old, @new) = (before.Exceptions.ToDictionary(day => day.Date), after.Exceptions.ToDictionary(day => day.Date));
        return new(
            @new.Keys.Count(day => !old.ContainsKey(day)),
            old.Keys.Count(day => !@new.ContainsKey(day)),
            @new.Values.Count(day => old.TryGetValue(day.Date, out var was) && (!was.Hours.Equals(day.Hours) || was.Reason != day.Reason || was.ToConfirm != day.ToConfirm)),
            Rest(before) != Rest(after),
            Moved: 0);
    }

    // Everything but the dates.
    private static string Rest(WorkingCalendar calendar) => (CalendarDraft.Of(calendar) with { Dates = null }).Write();
}
