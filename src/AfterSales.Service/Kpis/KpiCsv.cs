using AfterSales.Service.Exports;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Kpis;

/// <summary>Figures as a table for spreadsheets: one row per indicator, group and period, and one for each total, whose period is <c>total</c>.</summary>
public static class KpiCsv
{
    private static readonly string[] Columns =
        ["kpi", "requirement", "name", "unit", "group", "group_name", "period", "period_name", "from", "to", "value", "numerator", "denominator", "target", "met"];

    /// <param name="language">The language of the names.</param>
    public static byte[] Write(KpiReport report, Language language)
    {
        var csv = new CsvTable(Columns);
        foreach (var series in report.Kpis)
        {
            Rows(csv, report, series.Kpi, "", "", series.Total, series.Periods, language);
            foreach (var group in series.Groups)
                Rows(csv, report, series.Kpi, group.Id ?? "-", group.Name.In(language), group.Total, group.Periods, language);
        }
        foreach (var breakdown in report.Breakdowns)
            foreach (var part in breakdown.Parts)
            {
                foreach (var (period, count) in report.Periods.Zip(part.Periods))
                    Count(csv, breakdown, part, period.Id, period.Name.In(language), period.First, period.Last, count, language);
                Count(csv, breakdown, part, "total", "", report.Question.From, report.Question.To, part.Total, language);
            }
        return csv.ToBytes();
    }

    private static void Rows(CsvTable csv, KpiReport report, Kpi kpi, string group, string groupName, KpiValue total, IReadOnlyList<KpiValue> values, Language language)
    {
        foreach (var (period, value) in report.Periods.Zip(values))
            Row(csv, kpi, group, groupName, period.Id, period.Name.In(language), period.First, period.Last, value, language);
        Row(csv, kpi, group, groupName, "total", "", report.Question.From, report.Question.To, total, language);
    }

    private static void Row(CsvTable csv, Kpi kpi, string group, string groupName, string period, string periodName, DateOnly from, DateOnly to, KpiValue value, Language language) => csv.Row(
        kpi.Id, kpi.Requirement, kpi.Name.In(language), kpi.Unit switch { KpiUnit.Percent => "percent", KpiUnit.Points => "points", KpiUnit.Hours => "hours", _ => "count" },
        group, groupName, period, periodName, from, to, Number(value.Value), Number(value.Numerator), value.Denominator,
        kpi.Target is { } target ? Sign(target.Comparator) + Number(target.Value)!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture) : null, value.IsMet);

    private static void Count(CsvTable csv, KpiBreakdown breakdown, KpiPart part, string period, string periodName, DateOnly from, DateOnly to, int count, Language language) =>
        csv.Row(breakdown.Id, null, breakdown.Name.In(language), "count", part.Id, part.Name.In(language), period, periodName, from, to, count, count, null, null, null);

    // Four decimals at most and no zeros after the last one that says something.
    private static decimal? Number(decimal? number) => number is { } value ? Math.Round(value, 4) / 1.0000000000000000000000000000m : null;

    private static string Sign(KpiComparator comparator) => comparator switch
    {
        KpiComparator.MoreThan => "> ", KpiComparator.AtLeast => ">= ", KpiComparator.LessThan => "< ", _ => "<= ",
    };
}
