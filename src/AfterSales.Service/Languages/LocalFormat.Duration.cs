using AfterSales.Service.Calendars;

namespace AfterSales.Service.Languages;

public sealed partial class LocalFormat
{
    /// <summary>
    /// A length in working units: <c>2 working days and 6 hours</c>, <c>6 working hours</c>, <c>۲ روز کاری و ۶ ساعت</c>, <c>2 个工作日 6 小时</c>.
    /// At most two units, rounded down, whichever way the span points; below a minute it says so.
    /// </summary>
    public string Duration(WorkingSpan span) => Units(span.Days, span.Time, span.Continuous ? "day" : "workingDay", span.Continuous ? "hour" : "workingHour");

    /// <summary>A plain length of time: <c>1 day and 4 hours</c>, <c>3 hours 10 minutes</c>, <c>40 minutes</c>.</summary>
    public string Duration(TimeSpan length) => Duration(WorkingSpan.OfContinuous(length));

    private string Units(int days, TimeSpan time, string day, string lonelyHour)
    {
        (days, time) = (Math.Abs(days), time.Duration());
        var (hours, minutes) = ((int)time.TotalHours, time.Minutes);
        if (days > 0)
            return hours > 0 ? Words["duration.daysAndHours", Unit(day, days), Unit("hour", hours)]
                : minutes > 0 ? Words["duration.daysAndHours", Unit(day, days), Unit("minute", minutes)]
                : Unit(day, days);
        if (hours > 0)
            return minutes > 0 ? Words["duration.hoursAndMinutes", Unit("hour", hours), Unit("minuteAfterHours", minutes)] : Unit(lonelyHour, hours);
        return minutes > 0 ? Unit("minute", minutes) : Words["duration.lessThanMinute"];
    }

    private string Unit(string unit, int count) => Words[$"duration.{unit}", count];
}
