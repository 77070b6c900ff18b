namespace AfterSales.Service.Kpis;

/// <summary>Turns observations into one figure.</summary>
internal static class KpiTally
{
    /// <summary>The figure of what happened from one instant to another, or of what stands at the end.</summary>
    /// <param name="all">Earliest first.</param>
    public static KpiValue Of(Kpi kpi, List<Observation> all, long from, long to) =>
        Judge(kpi, Figure(kpi.Measure, [.. Counted(kpi, all, from, to).Select(one => one.Numerator)]));

    /// <summary>The observations a figure is made of.</summary>
    /// <param name="all">Earliest first.</param>
    public static IEnumerable<Observation> Counted(Kpi kpi, List<Observation> all, long from, long to)
    {
        var first = FirstNotBefore(all, from);
        IEnumerable<Observation> counted = kpi.AtTheEnd ? Standing(all, to) : all.Take(first..Math.Max(first, FirstNotBefore(all, to)));
        if (kpi.OncePerCase)
            counted = counted.GroupBy(one => one.CaseNumber).Select(same => same.MaxBy(one => one.At));
        return counted;
    }

    /// <summary>One observation for each case that stands at an instant: began before it and did not end before it.</summary>
    public static IEnumerable<Observation> Standing(IEnumerable<Observation> all, long at) =>
        all.Where(one => one.At < at && (one.Until is not { } until || until >= at)).DistinctBy(one => one.CaseNumber);

    private static int FirstNotBefore(List<Observation> all, long at)
    {
        var (low, high) = (0, all.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (all[middle].At < at)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private static (decimal? Value, decimal? Numerator, int Denominator) Figure(KpiMeasure measure, List<decimal> numbers)
    {
        var sum = numbers.Sum();
        return measure switch
        {
            KpiMeasure.Sum or KpiMeasure.Standing => (sum, sum, numbers.Count),
            _ when numbers.Count == 0 => (null, measure is KpiMeasure.Share or KpiMeasure.Average ? 0 : null, 0),
            KpiMeasure.Share => (100 * sum / numbers.Count, sum, numbers.Count),
            KpiMeasure.Average => (sum / numbers.Count, sum, numbers.Count),
            KpiMeasure.Median => (Median(numbers), null, numbers.Count),
            _ => (Percentile90(numbers), null, numbers.Count),
        };
    }

    private static KpiValue Judge(Kpi kpi, (decimal? Value, decimal? Numerator, int Denominator) figure)
    {
        var (value, numerator, denominator) = figure;
        bool? met = value is { } reached && kpi.Target is { } target ? target.IsMetBy(reached) : null;
        return new(value, numerator, denominator, met, met == true && kpi.Warning?.IsMetBy(value!.Value) == false);
    }

    private static decimal Median(List<decimal> numbers)
    {
        numbers.Sort();
        var middle = numbers.Count / 2;
        return numbers.Count % 2 == 1 ? numbers[middle] : (numbers[middle - 1] + numbers[middle]) / 2;
    }

    private static decimal Percentile90(List<decimal> numbers)
    {
        numbers.Sort();
        return numbers[(9 * numbers.Count + 9) / 10 - 1];
    }
}
