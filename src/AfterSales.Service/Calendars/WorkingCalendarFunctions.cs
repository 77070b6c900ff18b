using AfterSales.Feel;
using AfterSales.Feel.Values;

namespace AfterSales.Service.Calendars;

/// <summary>
/// The working calendar in FEEL. The last parameter, <c>calendar</c>, is a calendar's id and may be left out: the standard one then.
/// An unknown calendar, a wrong type or an amount out of range is null with a warning. Each call leaves its
/// <see cref="WorkingTimeCalculation"/> or <see cref="WorkingTimeMeasure"/> as a note, from which receipts are made.
/// </summary>
/// <remarks>
/// In FEEL a duration of one day and one of 24 hours are the same value. Here each whole day of a duration is a <b>working day</b> and the
/// rest is working time: <c>P1D</c> and <c>PT24H</c> are one working day, <c>PT8H</c> eight working hours. Twenty-four working hours are
/// written <c>add working hours(from, 24)</c>.
/// </remarks>
public static class WorkingCalendarFunctions
{
    /// <summary>The functions, reading these calendars at every call.</summary>
    public static FeelFunctionDefinition[] All(CalendarRegistry calendars) =>
    [
        new("add working days", ["from", "days", "calendar"], 2, call => On(calendars, call, 2, AddDays)),
        new("add working time", ["from", "duration", "calendar"], 2, call => On(calendars, call, 2, AddTime)),
        new("add working hours", ["from", "hours", "calendar"], 2, call => On(calendars, call, 2, AddHours)),
        new("working days between", ["from", "to", "calendar"], 2, call => On(calendars, call, 2, DaysBetween)),
        new("working time between", ["from", "to", "calendar"], 2, call => On(calendars, call, 2, TimeBetween)),
        new("is working day", ["date", "calendar"], 1, call => On(calendars, call, 1, IsWorkingDay)),
        new("next working time", ["from", "calendar"], 1, call => On(calendars, call, 1, NextWorkingTime)),
    ];

    private static FeelValue On(CalendarRegistry calendars, FeelCall call, int calendarAt, Func<FeelCall, WorkingCalendar, FeelValue> body)
    {
        var named = call.Arguments.Count > calendarAt ? call.Arguments[calendarAt] : FeelValue.Null;
        if (named is not (FeelNull or FeelString))
            return call.Fail($"A calendar is named by a string, not by {Told(named)}.");
        var id = (named as FeelString)?.Value ?? CalendarRegistry.StandardId;
        if (calendars.Find(id) is not { } calendar)
            return call.Fail($"No calendar is named '{id}'; there are {string.Join(", ", calendars.All.Select(c => $"'{c.Id}'"))}.");
        try
        {
            return body(call, calendar);
        }
        catch (WorkingTimeException beyond)
        {
            return call.Fail(beyond.Message);
        }
    }

    private static FeelValue AddDays(FeelCall call, WorkingCalendar calendar)
    {
        if (call.Arguments[1] is not FeelNumber { Value: var days } || days != Math.Truncate(days) || Math.Abs(days) > WorkingTime.MostDays)
            return call.Fail($"'days' must be a whole number of at most {WorkingTime.MostDays}, not {Told(call.Arguments[1])}.");
        if (call.Arguments[0] is FeelDate date)
            return date.ToDateOnly() is { } day ? Noted(call, WorkingTime.AddDays(calendar, day, (int)days)) : OutOfRange(call);
        return Instant(call, calendar, 0, "from") is { } from ? Noted(call, WorkingTime.AddDays(calendar, from, (int)days)) : FeelValue.Null;
    }

    private static FeelValue AddTime(FeelCall call, WorkingCalendar calendar)
    {
        if (call.Arguments[1] is not FeelDaysTimeDuration { Value: var duration })
            return call.Fail($"'duration' must be a duration of days and time, not {Told(call.Arguments[1])}.");
        if (duration.Duration().TotalDays > WorkingTime.MostDays)
            return call.Fail($"'duration' must be of at most {WorkingTime.MostDays} working days.");
        var amount = new WorkingSpan((int)(duration.Ticks / TimeSpan.TicksPerDay), new TimeSpan(duration.Ticks % TimeSpan.TicksPerDay));
        return Instant(call, calendar, 0, "from") is { } from ? Noted(call, WorkingTime.Add(calendar, from, amount)) : FeelValue.Null;
    }

    private static FeelValue AddHours(FeelCall call, WorkingCalendar calendar)
    {
        if (call.Arguments[1] is not FeelNumber { Value: var hours } || Math.Abs(hours) > (decimal)WorkingTime.MostTime.TotalHours)
            return call.Fail($"'hours' must be a number of at most {WorkingTime.MostTime.TotalHours:0}, not {Told(call.Arguments[1])}.");
        var time = new TimeSpan((long)Math.Round(hours * TimeSpan.TicksPerHour));
        return Instant(call, calendar, 0, "from") is { } from ? Noted(call, WorkingTime.AddTime(calendar, from, time)) : FeelValue.Null;
    }

    private static FeelValue DaysBetween(FeelCall call, WorkingCalendar calendar)
    {
        if (call.Arguments[0] is FeelDate first && call.Arguments[1] is FeelDate last)
            return first.ToDateOnly() is { } a && last.ToDateOnly() is { } b && Math.Abs(b.DayNumber - a.DayNumber) < WorkingTime.MostDays * 2
                ? FeelValue.Of((decimal)WorkingTime.DaysBetween(calendar, a, b))
                : OutOfRange(call);
        return Measure(call, calendar) is { } measure ? FeelValue.Of((decimal)measure.Span.Days) : FeelValue.Null;
    }

    private static FeelValue TimeBetween(FeelCall call, WorkingCalendar calendar) =>
        Measure(call, calendar) is { } measure ? new FeelDaysTimeDuration(measure.Time) : FeelValue.Null;

    private static FeelValue IsWorkingDay(FeelCall call, WorkingCalendar calendar)
    {
        if (call.Arguments[0] is FeelDate date)
            return date.ToDateOnly() is { } day ? FeelValue.Of(calendar.IsWorkingDay(day)) : OutOfRange(call);
        return Instant(call, calendar, 0, "date") is { } at ? FeelValue.Of(WorkingTime.IsWorkingDay(calendar, at)) : FeelValue.Null;
    }

    private static FeelValue NextWorkingTime(FeelCall call, WorkingCalendar calendar) =>
        Instant(call, calendar, 0, "from") is { } from ? FeelDateTime.From(WorkingTime.NextWorkingTime(calendar, from)) : FeelValue.Null;

    private static WorkingTimeMeasure? Measure(FeelCall call, WorkingCalendar calendar)
    {
        if (Instant(call, calendar, 0, "from") is not { } from || Instant(call, calendar, 1, "to") is not { } to)
            return null;
        if ((to - from).Duration().TotalDays > WorkingTime.MostDays * 2)
        {
            OutOfRange(call);
            return null;
        }
        var measure = WorkingTime.Between(calendar, from, to);
        call.Note(measure);
        return measure;
    }

    /// <summary>
    /// A moment given as date and time, as a date (its first moment), or as the text that a process variable holds (ISO 8601).
    /// Without a zone it is meant in the calendar's.
    /// </summary>
    private static DateTimeOffset? Instant(FeelCall call, WorkingCalendar calendar, int index, string name)
    {
        var at = call.Arguments[index] switch
        {
            FeelDateTime value => value.ToDateTimeOffset(calendar.Zone),
            FeelDate value when value.ToDateOnly() is { } day => WorkingDay.At(calendar.Zone, day, TimeSpan.Zero),
            FeelString { Value: var text } => IsoInstant.Read(text, calendar.Zone),
            _ => null,
        };
        if (at is null)
            call.Warn($"'{name}' must be a date and time, not {Told(call.Arguments[index])}.");
        else if (at.Value.Year is < 3 or > 9990)
        {
            OutOfRange(call);
            return null;
        }
        return at;
    }

    private static FeelValue Noted(FeelCall call, WorkingTimeCalculation calculation)
    {
        call.Note(calculation);
        if (!calculation.WholeDates)
            return FeelDateTime.From(calculation.Result);
        var day = calculation.Result.Date;
        return new FeelDate(day.Year, day.Month, day.Day);
    }

    private static FeelValue OutOfRange(FeelCall call) => call.Fail("The date is out of the range of calendars.");

    private static string Told(FeelValue value) => value is FeelString { Value: var text } ? $"\"{text}\"" : value is FeelNull ? "null" : $"{value}";
}
