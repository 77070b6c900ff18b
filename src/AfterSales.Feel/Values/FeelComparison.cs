namespace AfterSales.Feel.Values;

/// <summary>The order of FEEL values of one kind, for <c>&lt;</c>, ranges, <c>min</c> and <c>sort</c>.</summary>
public static class FeelComparison
{
    /// <summary>
    /// Negative, zero or positive; null where there is no order: different kinds, kinds without an order,
    /// and a time with a zone against one without.
    /// </summary>
    public static int? Compare(FeelValue left, FeelValue right)
    {
        if (left.Kind != right.Kind)
            return null;
        return left switch
        {
            FeelNumber a => a.Value.CompareTo(((FeelNumber)right).Value),
            FeelString a => string.CompareOrdinal(a.Value, ((FeelString)right).Value),
            FeelDate a => a.CompareTo((FeelDate)right),
            FeelDateTime a when (a.Zone is null) == (((FeelDateTime)right).Zone is null) =>
                a.UtcNanoseconds.CompareTo(((FeelDateTime)right).UtcNanoseconds),
            FeelTime a when (a.Zone is null) == (((FeelTime)right).Zone is null) =>
                a.UtcNanoseconds.CompareTo(((FeelTime)right).UtcNanoseconds),
            FeelDaysTimeDuration a => a.Nanoseconds.CompareTo(((FeelDaysTimeDuration)right).Nanoseconds),
            FeelYearsMonthsDuration a => a.Months.CompareTo(((FeelYearsMonthsDuration)right).Months),
            _ => null,
        };
    }
}
