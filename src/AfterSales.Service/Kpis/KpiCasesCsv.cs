using AfterSales.Service.Exports;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Kpis;

/// <summary>What a figure counts as a table for spreadsheets: one row per thing counted.</summary>
public static class KpiCasesCsv
{
    private static readonly string[] Columns = ["kpi", "case", "kind", "subject", "customer", "at", "amount", "person", "department"];

    public static byte[] Write(KpiCases cases, Language language)
    {
        var csv = new CsvTable(Columns);
        foreach (var one in cases.Cases)
            csv.Row(cases.Kpi.Id, one.CaseNumber, one.Case?.Kind, one.Case?.Subject, one.Case?.CustomerCompany ?? one.Case?.CustomerName, one.At,
                Math.Round(one.Amount, 4), one.Person?.In(language), one.Role?.In(language));
        return csv.ToBytes();
    }
}
