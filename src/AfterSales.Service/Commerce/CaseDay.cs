using AfterSales.Feel.Values;
using AfterSales.Service.Calendars;

namespace AfterSales.Service.Commerce;

/// <summary>The day it is where a case is handled: dates on offers and invoices are days of its calendar.</summary>
internal static class CaseDay
{
    public static DateOnly Today(TradeInput input, CalendarRegistry calendars, TimeProvider time) =>
        calendars.FindOrStandard((input["case"] as FeelContext)?["calendar"] is FeelString calendar ? calendar.Value : null).LocalDay(time.GetUtcNow());
}
