using AfterSales.Service.Calendars;
using Quartz;

namespace AfterSales.Service.Schedules;

/// <summary>When a schedule fires: Quartz reads the expression, the working calendar moves the fire to working time.</summary>
internal static class ScheduleTimes
{
    // A solar month begins at most 31 daily fires after the last one, a solar year 366.
    private const int MostFiresToPass = 400;

    /// <summary>One fire of a schedule.</summary>
    /// <param name="Nominal">What the expression says.</param>
    /// <param name="At">When it is run.</param>
    public readonly record struct Fire(DateTimeOffset Nominal, DateTimeOffset At, PeriodOfSchedule Period);

    /// <summary>The first fire after an instant; null when there is none any more.</summary>
    public static Fire? Next(Schedule schedule, WorkingCalendar calendar, DateTimeOffset after)
    {
        var cron = new CronExpression(schedule.Cron, calendar.Zone);
        for (var passed = 0; passed < MostFiresToPass && cron.GetNextValidTimeAfter(after) is { } nominal; passed++, after = nominal)
        {
            var day = calendar.LocalDay(nominal);
            if (schedule.Solar && !PeriodOfSchedule.Begins(schedule.Period, solar: true, day))
                continue;
            return new Fire(nominal, schedule.InWorkingTime ? WorkingTime.NextWorkingTime(calendar, nominal) : nominal, PeriodOfSchedule.Of(schedule, day));
        }
        return null;
    }

    /// <summary>What is wrong with an expression, in one sentence; null when it can be read.</summary>
    public static string? CronFault(string expression)
    {
        if (!CronExpression.TryParse(expression, out var cron))
            return $"'{expression}' is no cron expression with seconds, such as 0 0 8 1 * ?";
        // A period is told apart by days: what fires several times a day is a typing error.
        return cron!.ToString().Split(' ') is [var second, var minute, var hour, ..] && new[] { second, minute, hour }.All(part => part.All(char.IsAsciiDigit))
            ? null
            : $"'{expression}' must name one second, minute and hour: a schedule fires at most once a day.";
    }
}
