using AfterSales.Service.Exports;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Kpis.Heat;

/// <summary>The heat map as a table for spreadsheets; times in working hours.</summary>
public static class HeatCsv
{
    private static readonly string[] Columns = ["element", "name", "done", "waits_now", "median_hours", "p90_hours", "until_taken_hours", "customer_share"];

    public static byte[] Write(HeatMap map, Language language)
    {
        var csv = new CsvTable(Columns);
        foreach (var step in map.Steps)
            csv.Row(step.ElementId, step.Name.In(language), step.Ended, step.Here, Hours(step.Median), Hours(step.Percentile90), Hours(step.UntilTaken), step.CustomerShare);
        return csv.ToBytes();
    }

    private static decimal? Hours(TimeSpan? time) => time is { } span ? Math.Round((decimal)span.TotalHours, 2) : null;
}
