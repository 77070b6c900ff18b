using AfterSales.Service.Calendars;

namespace AfterSales.Service.Deadlines.Moves;

/// <summary>
/// Counts a due time again in a changed calendar: the same start, the same amount, as its receipt tells them. Variables of the case have no
/// say in it, so that a change of a calendar moves what the calendar moves and nothing else. Pure.
/// </summary>
/// <remarks>
/// Where a due time was counted from another one ("ten working days after the delivery date, which itself was counted"), the first is
/// counted again too. A choice that an expression made between several dates is not made again.
/// </remarks>
internal static class Recount
{
    /// <summary>The receipt as the calendar would give it; the same one where nothing was counted in it.</summary>
    public static DeadlineReceipt Receipt(DeadlineReceipt receipt, WorkingCalendar calendar)
    {
        if (receipt.Calculation is not { } calculation || calculation.CalendarId != calendar.Id)
            return receipt;
        var basis = new List<WorkingTimeCalculation>();
        DateTimeOffset? from = null;
        foreach (var earlier in receipt.Basis)
        {
            var again = earlier.CalendarId == calendar.Id ? Again(earlier, from ?? earlier.From, calendar) : earlier;
            basis.Add(again);
            from = again.Result;
        }
        var result = Again(calculation, from ?? calculation.From, calendar);
        return receipt with
        {
            From = calendar.ToLocal(result.From),
            DueAt = result.Result,
            Calculation = result,
            Basis = basis,
            ZoneId = calendar.Zone.Id,
        };
    }

    private static WorkingTimeCalculation Again(WorkingTimeCalculation old, DateTimeOffset from, WorkingCalendar calendar) => old.WholeDates
        ? WorkingTime.AddDays(calendar, DateOnly.FromDateTime(from.DateTime), old.Amount.Days)
        : WorkingTime.Add(calendar, from, old.Amount);
}
