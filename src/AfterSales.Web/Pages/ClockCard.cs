using AfterSales.Service.Deadlines;

namespace AfterSales.Web.Pages;

/// <summary>A deadline clock as a page shows it.</summary>
/// <param name="ForCustomer">The headline is the date, not the time left.</param>
/// <param name="Open">The receipt is open from the start.</param>
/// <param name="Short">Without the day ruler.</param>
public sealed record ClockCard(DeadlineClockView View, bool ForCustomer = false, bool Open = false, bool Short = false);
