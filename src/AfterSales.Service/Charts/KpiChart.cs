using AfterSales.Service.Kpis;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Charts;

/// <summary>An indicator as a column chart in a reader's language.</summary>
public static class KpiChart
{
    /// <param name="behind">Where the cases behind the figure of a period are; null: the chart leads nowhere.</param>
    public static ColumnChart Of(KpiSeries series, IReadOnlyList<KpiPeriod> periods, Language language, Func<KpiPeriod, string>? behind = null)
    {
        var (kpi, words) = (series.Kpi, TextCatalog.For(language));
        string Read(KpiPeriod period, KpiValue value) => KpiWords.MadeOf(kpi, value, language) is { Length: > 0 } made
            ? words["kpi.chart.columnOf", period.Name, KpiWords.Value(kpi, value, language), made]
            : words["kpi.chart.column", period.Name, KpiWords.Value(kpi, value, language)];
        var columns = periods.Zip(series.Periods, (period, value) => new ChartColumn(
            period.ShortName.In(language), value.Value, value.Value is { } figure ? LocalFormat.For(language).Number(Math.Truncate(figure * Scale(kpi)) / Scale(kpi), 1) : "",
            value.IsMet == false, period.IsOpen, Read(period, value), value.Denominator > 0 ? behind?.Invoke(period) : null)).ToList();
        var missed = series.Periods.Count(value => value.IsMet == false);
        return new ColumnChart
        {
            Columns = columns,
            Label = kpi.Target is null
                ? words["kpi.chart.label", kpi.Name, series.Periods.Count, KpiWords.Value(kpi, series.Total, language)]
                : words["kpi.chart.labelTarget", kpi.Name, series.Periods.Count, KpiWords.Value(kpi, series.Total, language), KpiWords.Target(kpi, kpi.Target, language), missed],
            Line = kpi.Target?.Value,
            ScaleTop = kpi.Unit is KpiUnit.Percent or KpiUnit.Points ? 100 : null,
            Tick = value => LocalFormat.For(language).Number(value, 1),
            Trend = ColumnChart.MovingMean([.. series.Periods.Select(value => value.Value)]),
        };
    }

    // Whole numbers in a column's foot, tenths where they are hours.
    private static decimal Scale(Kpi kpi) => kpi.Unit == KpiUnit.Hours ? 10 : 1;
}
