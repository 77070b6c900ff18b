using AfterSales.Feel.Parsing;
using AfterSales.Feel.Values;

namespace AfterSales.Feel.Compilation;

/// <summary>Sums, differences and multiples of dates, times and durations (DMN 1.4, tables 55 and 56).</summary>
internal static class TemporalArithmetic
{
    /// <summary>The result, or null where the operator has no meaning for these operands.</summary>
    /// <exception cref="OverflowException">The result is out of range.</exception>
    public static FeelValue? Calculate(ArithmeticOperator kind, FeelValue left, FeelValue right) => kind switch
    {
        ArithmeticOperator.Add => Add(left, right) ?? Add(right, left),
        ArithmeticOperator.Subtract => Subtract(left, right),
        ArithmeticOperator.Multiply => Multiply(left, right) ?? Multiply(right, left),
        ArithmeticOperator.Divide => Divide(left, right),
        _ => null,
    };

    private static FeelValue? Add(FeelValue left, FeelValue right) => (left, right) switch
    {
        (FeelDateTime a, FeelDaysTimeDuration b) => FeelDateTime.FromLocalNanoseconds(a.LocalNanoseconds + b.Nanoseconds, a.Zone),
        (FeelDateTime a, FeelYearsMonthsDuration b) => a.Date.AddMonths(b.Months) is { } date ? new FeelDateTime(date, a.Time) : null,
        (FeelDate a, FeelDaysTimeDuration b) => FeelDateTime.FromLocalNanoseconds(AtMidnight(a).LocalNanoseconds + b.Nanoseconds, null)?.Date,
        (FeelDate a, FeelYearsMonthsDuration b) => a.AddMonths(b.Months),
        (FeelTime a, FeelDaysTimeDuration b) => Shift(a, b.Nanoseconds),
        (FeelDaysTimeDuration a, FeelDaysTimeDuration b) => new FeelDaysTimeDuration(checked(a.Nanoseconds + b.Nanoseconds)),
        (FeelYearsMonthsDuration a, FeelYearsMonthsDuration b) => new FeelYearsMonthsDuration(checked(a.Months + b.Months)),
        _ => null,
    };

    private static FeelValue? Subtract(FeelValue left, FeelValue right) => (left, right) switch
    {
        (_, FeelDaysTimeDuration b) => Add(left, new FeelDaysTimeDuration(-b.Nanoseconds)),
        (_, FeelYearsMonthsDuration b) => Add(left, new FeelYearsMonthsDuration(-b.Months)),
        (FeelTime a, FeelTime b) when (a.Zone is null) == (b.Zone is null) => new FeelDaysTimeDuration(a.UtcNanoseconds - b.UtcNanoseconds),
        (FeelDate or FeelDateTime, FeelDate or FeelDateTime) => Between(AsDateTime(left), AsDateTime(right)),
        _ => null,
    };

    private static FeelDaysTimeDuration? Between(FeelDateTime a, FeelDateTime b) =>
        (a.Zone is null) == (b.Zone is null) ? new FeelDaysTimeDuration(a.UtcNanoseconds - b.UtcNanoseconds) : null;

    /// <summary>A date is its midnight in UTC, so that it has no distance to a date and time without a zone.</summary>
    private static FeelDateTime AsDateTime(FeelValue value) => value as FeelDateTime ?? new FeelDateTime((FeelDate)value, new FeelTime(0, FeelZone.Utc));

    internal static FeelDateTime AtMidnight(FeelDate date) => new(date, new FeelTime(0));

    private static FeelTime Shift(FeelTime time, Int128 nanoseconds)
    {
        var moved = (time.NanosecondOfDay + nanoseconds) % FeelTime.NanosecondsPerDay;
        return new FeelTime((long)(moved < 0 ? moved + FeelTime.NanosecondsPerDay : moved), time.Zone);
    }

    private static FeelValue? Multiply(FeelValue left, FeelValue right) => (left, right) switch
    {
        (FeelDaysTimeDuration a, FeelNumber b) => OfSeconds(a.TotalSeconds * b.Value),
        (FeelYearsMonthsDuration a, FeelNumber b) => new FeelYearsMonthsDuration((long)decimal.Truncate(a.Months * b.Value)),
        _ => null,
    };

    private static FeelValue? Divide(FeelValue left, FeelValue right) => (left, right) switch
    {
        (FeelDaysTimeDuration a, FeelNumber { Value: not 0 } b) => OfSeconds(a.TotalSeconds / b.Value),
        (FeelYearsMonthsDuration a, FeelNumber { Value: not 0 } b) => new FeelYearsMonthsDuration((long)decimal.Truncate(a.Months / b.Value)),
        (FeelDaysTimeDuration a, FeelDaysTimeDuration b) when b.Nanoseconds != 0 => new FeelNumber(a.TotalSeconds / b.TotalSeconds),
        (FeelYearsMonthsDuration a, FeelYearsMonthsDuration { Months: not 0 } b) => new FeelNumber((decimal)a.Months / b.Months),
        _ => null,
    };

    private static FeelDaysTimeDuration OfSeconds(decimal seconds)
    {
        var whole = decimal.Truncate(seconds);
        var fraction = decimal.Truncate((seconds - whole) * FeelTime.NanosecondsPerSecond);
        return new FeelDaysTimeDuration((Int128)whole * FeelTime.NanosecondsPerSecond + (Int128)fraction);
    }
}
