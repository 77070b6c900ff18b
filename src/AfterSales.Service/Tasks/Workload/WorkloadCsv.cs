using AfterSales.Service.Exports;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Tasks.Workload;

/// <summary>Open work as a table for spreadsheets: one row per department, person and kind of case.</summary>
public static class WorkloadCsv
{
    private static readonly string[] Columns = ["of", "id", "name", "overdue", "due_soon", "open", "open_a_week_ago"];

    public static byte[] Write(WorkloadReport report, Language language)
    {
        var csv = new CsvTable(Columns);
        foreach (var row in report.Groups)
            csv.Row("department", row.Id, row.Name.In(language), row.Overdue, row.DueSoon, row.Total, null);
        foreach (var row in report.People)
            csv.Row("person", row.Id, row.Name.In(language), row.Overdue, row.DueSoon, row.Total, null);
        foreach (var row in report.Kinds)
            csv.Row("kind", row.Kind, row.Name.In(language), row.Overdue, null, row.Open, row.Weeks[^2]);
        return csv.ToBytes();
    }
}
