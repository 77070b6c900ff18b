using AfterSales.Feel.Values;

namespace AfterSales.Feel.Compilation;

/// <summary>What <c>value.name</c> reads from each kind of value.</summary>
internal static class Properties
{
    public static FeelValue Read(FeelValue value, string name, Evaluation evaluation, int position)
    {
        switch (value)
        {
            case FeelContext context:
                return context.TryGet(name, out var entry) ? entry
                    : evaluation.Fail(position, $"The context has no entry named '{name}'.");
            case FeelList list:
                return Each(list, name, evaluation, position);
            case FeelNull:
                return evaluation.Fail(position, $"'{name}' was asked of null.");
        }
        return Of(value, name) ?? evaluation.Fail(position, $"A {value.TypeName} has no '{name}'.");
    }

    private static FeelList Each(FeelList list, string name, Evaluation evaluation, int position)
    {
        Evaluation.EnsureStack();
        evaluation.Charge(list.Count);
        return new FeelList([.. list.Items.Select(item => Read(item, name, evaluation, position))]);
    }

    /// <summary>The property of a temporal value or range; null when there is none of this name.</summary>
    public static FeelValue? Of(FeelValue value, string name) => value switch
    {
        FeelDate date => OfDate(date, name),
        FeelTime time => OfTime(time, time.Zone?.FixedOffsetSeconds ?? time.Zone?.OffsetSecondsAt(0, time.SecondOfDay), name),
        FeelDateTime dateTime => OfDate(dateTime.Date, name)
            ?? OfTime(dateTime.Time, dateTime.Zone is null ? null : dateTime.OffsetSeconds, name),
        FeelDaysTimeDuration duration => OfDuration(duration, name),
        FeelYearsMonthsDuration duration => name switch
        {
            "years" => new FeelNumber(duration.Months / 12),
            "months" => new FeelNumber(duration.Months % 12),
            _ => null,
        },
        FeelRange range => OfRange(range, name),
        _ => null,
    };

    private static FeelNumber? OfDate(FeelDate date, string name) => name switch
    {
        "year" => new FeelNumber(date.Year),
        "month" => new FeelNumber(date.Month),
        "day" => new FeelNumber(date.Day),
        "weekday" => new FeelNumber(date.WeekDay),
        _ => null,
    };

    private static FeelValue? OfTime(FeelTime time, int? offsetSeconds, string name) => name switch
    {
        "hour" => new FeelNumber(time.Hour),
        "minute" => new FeelNumber(time.Minute),
        "second" => new FeelNumber(time.Second),
        "time offset" => offsetSeconds is { } seconds ? FeelValue.Of(TimeSpan.FromSeconds(seconds)) : FeelValue.Null,
        "timezone" => FeelValue.Of(time.Zone?.Zone?.Id),
        _ => null,
    };

    private static FeelNumber? OfDuration(FeelDaysTimeDuration duration, string name)
    {
        var seconds = duration.Nanoseconds / FeelTime.NanosecondsPerSecond;
        return name switch
        {
            "days" => new FeelNumber((decimal)(seconds / 86_400)),
            "hours" => new FeelNumber((decimal)(seconds / 3600 % 24)),
            "minutes" => new FeelNumber((decimal)(seconds / 60 % 60)),
            "seconds" => new FeelNumber((decimal)(seconds % 60)),
            _ => null,
        };
    }

    private static FeelValue? OfRange(FeelRange range, string name) => name switch
    {
        "start" => range.Start,
        "end" => range.End,
        "start included" => FeelValue.Of(range.StartIncluded),
        "end included" => FeelValue.Of(range.EndIncluded),
        _ => null,
    };
}
