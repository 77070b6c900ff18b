using AfterSales.Service.Calendars;

namespace AfterSales.Service.Tests.Calendars;

/// <summary>
/// Working time the slow way, minute by minute off the wall clock: a minute is worked when the clock on the wall shows a time within a
/// shift of that date. Written from the definition alone and without any of the product's arithmetic, for comparison with it.
/// Holds for moments on whole minutes.
/// </summary>
internal sealed class NaiveCalendar(WorkingCalendar calendar)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Dictionary<DateOnly, IReadOnlyList<Shift>> shifts = [];

    public bool IsWorked(DateTimeOffset minute)
    {
        var local = TimeZoneInfo.ConvertTime(minute, calendar.Zone);
        var (date, time) = (DateOnly.FromDateTime(local.DateTime), local.TimeOfDay);
        if (!shifts.TryGetValue(date, out var ofDay))
            shifts[date] = ofDay = calendar.Day(date).Hours.Shifts;
        foreach (var shift in ofDay)
            if (time >= shift.From && time < shift.To)
                return true;
        return false;
    }

    /// <summary>A moment of working time: a worked minute begins or ends here.</summary>
    public bool IsMoment(DateTimeOffset at) => IsWorked(at) || IsWorked(at - Minute);

    public DateTimeOffset NextMoment(DateTimeOffset at)
    {
        while (!IsMoment(at))
            at += Minute;
        return at;
    }

    public DateTimeOffset LastMoment(DateTimeOffset at)
    {
        while (!IsMoment(at))
            at -= Minute;
        return at;
    }

    public DateTimeOffset AddMinutes(DateTimeOffset from, int minutes)
    {
        if (minutes >= 0)
        {
            var at = NextMoment(from);
            for (var left = minutes; left > 0; at += Minute)
                if (IsWorked(at))
                    left--;
            return at;
        }
        else
        {
            var at = LastMoment(from);
            for (var left = -minutes; left > 0; at -= Minute)
                if (IsWorked(at - Minute))
                    left--;
            return at;
        }
    }

    public int MinutesBetween(DateTimeOffset from, DateTimeOffset to)
    {
        if (to < from)
            return -MinutesBetween(to, from);
        var minutes = 0;
        for (var at = from; at < to; at += Minute)
            if (IsWorked(at))
                minutes++;
        return minutes;
    }

    /// <summary>The n-th working day after the day of the start, at the last moment of work not after the same time of day.</summary>
    public DateTimeOffset AddDays(DateTimeOffset from, int days)
    {
        var start = days >= 0 ? NextMoment(from) : LastMoment(from);
        if (days == 0)
            return start;
        var (day, minuteOfDay) = DayOf(start);
        for (var left = Math.Abs(days); left > 0;)
        {
            day = day.AddDays(Math.Sign(days));
            if (calendar.Day(day).Hours.IsWorking)
                left--;
        }
        // The first minute at which the wall clock of that date shows the time of day or later, then the last moment of work up to it.
        var midnight = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        DateTimeOffset? wanted = null, first = null, best = null;
        for (var at = midnight.AddHours(-15); wanted is null || first is null; at += Minute)
        {
            if (wanted is null && DateOf(at) is var (date, minute) && (date == day && minute >= minuteOfDay || date > day))
                wanted = at;
            if (DateOf(at).Date == day && IsWorked(at))
                first ??= at;
        }
        for (var at = midnight.AddHours(-15); at <= wanted; at += Minute)
            if (DateOf(at).Date == day && IsWorked(at) || DateOf(at - Minute).Date == day && IsWorked(at - Minute))
                best = at;
        return best ?? first!.Value;
    }

    private (DateOnly Date, int Minute) DateOf(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, calendar.Zone);
        return (DateOnly.FromDateTime(local.DateTime), (int)local.TimeOfDay.TotalMinutes);
    }

    private (DateOnly Day, int Minute) DayOf(DateTimeOffset moment)
    {
        var local = TimeZoneInfo.ConvertTime(moment, calendar.Zone);
        return IsWorked(moment) || local.TimeOfDay > TimeSpan.Zero
            ? (DateOnly.FromDateTime(local.DateTime), (int)local.TimeOfDay.TotalMinutes)
            : (DateOnly.FromDateTime(local.DateTime).AddDays(-1), 24 * 60);
    }
}
