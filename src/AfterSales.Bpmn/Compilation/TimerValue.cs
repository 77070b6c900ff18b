using System.Globalization;
using AfterSales.Feel;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Compilation;

/// <summary>Reads the value of a timer: FEEL's own temporal kinds, or their ISO 8601 text.</summary>
internal static class TimerValue
{
    public static TimerScheduling Date(FeelValue value, FeelEnvironment environment) =>
        Instant(value, environment.Zone) is { } instant
            ? Once(instant)
            : Wrong("a date and time such as 2026-03-21T09:00:00+03:30", value);

    public static TimerScheduling Duration(FeelValue value, FeelEnvironment environment) =>
        After(environment.Now, Span(value), environment.Zone) is { } instant
            ? Once(instant)
            : Wrong("a duration such as PT4H or P2D", value);

    /// <summary><c>R3/PT10M</c>, <c>R/P1D</c>, <c>R3/2026-03-21T09:00:00Z/P7D</c>.</summary>
    public static TimerScheduling Cycle(FeelValue value, FeelEnvironment environment)
    {
        const string expected = "a repetition such as R3/PT10M, with an interval of days, hours, minutes or seconds";
        if (value is not FeelString { Value: { } text } || text.Split('/') is not { Length: 2 or 3 } parts || parts[0] is not ['R', .. var count])
            return Wrong(expected, value);
        var times = -1;
        if (count.Length > 0 && (!int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out times) || times == 0))
            return Wrong(expected, value);
        // An interval of months has no fixed length, and a cycle of no length would never end.
        if (TemporalText.Duration(parts[^1]) is not FeelDaysTimeDuration { Value: var interval } || interval < TimeSpan.FromSeconds(1))
            return Wrong(expected, value);
        var first = parts.Length == 3
            ? TemporalText.DateTime(parts[1])?.ToDateTimeOffset(environment.Zone)
            : After(environment.Now, new FeelDaysTimeDuration(interval), environment.Zone);
        return first is { } dueAt
            ? new TimerScheduling(new TimerSchedule(dueAt, times < 0 ? null : times - 1, interval, []), null)
            : Wrong(expected, value);
    }

    /// <summary>A moment: a date and time, or its text. A date alone is refused: it does not say which moment of the day.</summary>
    public static DateTimeOffset? Instant(FeelValue value, TimeZoneInfo zone) => value switch
    {
        FeelDateTime dateTime => dateTime.ToDateTimeOffset(zone),
        FeelString { Value: var text } when text.Contains('T', StringComparison.Ordinal) => TemporalText.DateTime(text)?.ToDateTimeOffset(zone),
        _ => null,
    };

    private static FeelValue? Span(FeelValue value) => value is FeelString { Value: var text } ? TemporalText.Duration(text) : value;

    private static DateTimeOffset? After(DateTimeOffset now, FeelValue? span, TimeZoneInfo zone)
    {
        try
        {
            return span switch
            {
                FeelDaysTimeDuration days => now + days.Value,
                // Months are counted on the wall clock of the zone: P1M from 09:00 is 09:00.
                FeelYearsMonthsDuration months => Local(TimeZoneInfo.ConvertTime(now, zone).DateTime.AddMonths(checked((int)months.Months)), zone),
                _ => null,
            };
        }
        catch (Exception problem) when (problem is ArgumentOutOfRangeException or OverflowException)
        {
            return null;
        }
    }

    private static DateTimeOffset Local(DateTime wallClock, TimeZoneInfo zone) => new(wallClock, zone.GetUtcOffset(wallClock));

    private static TimerScheduling Once(DateTimeOffset instant) => new(new TimerSchedule(instant, null, null, []), null);

    private static TimerScheduling Wrong(string expected, FeelValue value) =>
        new(null, $"Expected {expected}, but it is {(value is FeelString ? $"'{value}'" : value.IsNull ? "null" : $"the {value.TypeName} {value}")}.");
}
