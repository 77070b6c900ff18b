using System.Globalization;
using AfterSales.Feel.Values;
using static AfterSales.Feel.Functions.Define;

namespace AfterSales.Feel.Functions;

/// <summary><c>string</c>, <c>number</c> and the constructors of temporal values (DMN 1.4, section 10.3.4.1).</summary>
internal static class ConversionFunctions
{
    public static readonly IReadOnlyList<FeelFunctionDefinition> All =
    [
        Function("string", "from", call => call.Arguments[0].IsNull ? FeelValue.Null : new FeelString(call.Arguments[0].ToString())),
        Function("number", "from, [grouping separator], [decimal separator]", Number),
        Function("date", "from", Date),
        Function("date", "year, month, day", DateOfParts),
        Function("time", "from", Time),
        Function("time", "hour, minute, second, [offset]", TimeOfParts),
        Function("date and time", "from", DateAndTime),
        Function("date and time", "date, time", DateWithTime),
        Function("date and time", "year, month, day, hour, minute, second, [offset]", DateAndTimeOfParts),
        Function("duration", "from", Duration),
        Function("years and months duration", "from, to", MonthsBetween),
    ];

    private static FeelValue Number(FeelCall call)
    {
        if (call.Arguments is [FeelNumber number, FeelNull, FeelNull])
            return number;
        if (call.Text(0) is not { } text)
            return call.Mismatch();
        var (grouping, point) = (call.Text(1), call.Text(2));
        if ((grouping is null && !call.Arguments[1].IsNull) || (point is null && !call.Arguments[2].IsNull)
            || grouping is not (null or " " or "," or ".") || point is not (null or "," or ".") || (grouping is not null && grouping == point))
            return call.Mismatch();
        if (grouping is not null)
            text = text.Replace(grouping, "", StringComparison.Ordinal);
        if (point is not null and not ".")
            text = text.Replace(point, ".", StringComparison.Ordinal);
        const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out var value) ? new FeelNumber(value)
            : call.Fail($"\"{text}\" is no number.");
    }

    private static FeelValue Date(FeelCall call) => call.Single(0) switch
    {
        FeelDate date => date,
        FeelDateTime dateTime => dateTime.Date,
        FeelString text => TemporalText.Date(text.Value) ?? call.Fail($"\"{text.Value}\" is no date; one is written 2026-12-31."),
        _ => call.Mismatch(),
    };

    private static FeelValue DateOfParts(FeelCall call) =>
        call.Whole(0) is { } year && call.Whole(1) is { } month && call.Whole(2) is { } day && FeelDate.Exists(year, month, day)
            ? new FeelDate(year, month, day) : call.Mismatch();

    private static FeelValue Time(FeelCall call) => call.Single(0) switch
    {
        FeelTime time => time,
        FeelDateTime dateTime => dateTime.Time,
        FeelDate => new FeelTime(0, FeelZone.Utc),
        FeelString text => TemporalText.Time(text.Value) ?? call.Fail($"\"{text.Value}\" is no time; one is written 23:59:00."),
        _ => call.Mismatch(),
    };

    private static FeelValue TimeOfParts(FeelCall call) => Time(call, 0) ?? call.Mismatch();

    private static FeelTime? Time(FeelCall call, int first)
    {
        if (call.Whole(first) is not (>= 0 and < 24 and var hour) || call.Whole(first + 1) is not (>= 0 and < 60 and var minute)
            || call.Number(first + 2) is not (>= 0 and < 60 and var second))
            return null;
        FeelZone? zone = null;
        switch (call.Arguments[first + 3])
        {
            case FeelNull: break;
            case FeelDaysTimeDuration offset when Math.Abs(offset.TotalSeconds) <= 18 * 3600: zone = FeelZone.OfOffset((int)offset.TotalSeconds); break;
            case FeelString { Value: var id } when TimeZoneInfo.TryFindSystemTimeZoneById(id, out var named): zone = FeelZone.Of(named); break;
            default: return null;
        }
        return new FeelTime((hour * 3600L + minute * 60L) * FeelTime.NanosecondsPerSecond + (long)(second * FeelTime.NanosecondsPerSecond), zone);
    }

    private static FeelValue DateAndTime(FeelCall call) => call.Single(0) switch
    {
        FeelDateTime dateTime => dateTime,
        FeelDate date => new FeelDateTime(date, new FeelTime(0, FeelZone.Utc)),
        FeelString text => TemporalText.DateTime(text.Value) ?? call.Fail($"\"{text.Value}\" is no date and time; one is written 2026-12-31T23:59:00Z."),
        _ => call.Mismatch(),
    };

    private static FeelValue DateWithTime(FeelCall call) => (call.Single(0), call.Single(1)) switch
    {
        (FeelDate date, FeelTime time) => new FeelDateTime(date, time),
        (FeelDateTime dateTime, FeelTime time) => new FeelDateTime(dateTime.Date, time),
        _ => call.Mismatch(),
    };

    private static FeelValue DateAndTimeOfParts(FeelCall call) =>
        DateOfParts(call) is FeelDate date && Time(call, 3) is { } time ? new FeelDateTime(date, time) : call.Mismatch();

    private static FeelValue Duration(FeelCall call) => call.Single(0) switch
    {
        FeelDaysTimeDuration or FeelYearsMonthsDuration => call.Single(0),
        FeelString text => TemporalText.Duration(text.Value) ?? call.Fail($"\"{text.Value}\" is no duration; one is written P1DT12H or P1Y6M."),
        _ => call.Mismatch(),
    };

    private static FeelValue MonthsBetween(FeelCall call)
    {
        if (AsDateTime(call.Single(0)) is not { } from || AsDateTime(call.Single(1)) is not { } to)
            return call.Mismatch();
        var months = (to.Date.Year - (long)from.Date.Year) * 12 + to.Date.Month - from.Date.Month;
        var (fromRest, toRest) = ((from.Date.Day, from.Time.NanosecondOfDay), (to.Date.Day, to.Time.NanosecondOfDay));
        if (months > 0 && toRest.CompareTo(fromRest) < 0)
            months--;
        else if (months < 0 && toRest.CompareTo(fromRest) > 0)
            months++;
        return new FeelYearsMonthsDuration(months);
    }

    private static FeelDateTime? AsDateTime(FeelValue value) => value switch
    {
        FeelDateTime dateTime => dateTime,
        FeelDate date => new FeelDateTime(date, new FeelTime(0)),
        _ => null,
    };
}
