using AfterSales.Service.Languages;

namespace AfterSales.Service.Calendars;

/// <summary>A holiday on a fixed date of a calendar, every year.</summary>
/// <param name="Solar">Month and day are of the Iranian solar calendar; otherwise Gregorian.</param>
public sealed record YearlyHoliday(bool Solar, int Month, int Day, LocalText Reason);
