using System.Data.Common;
using AfterSales.Service.Cases;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Kpis;

/// <summary>Cases by number, many at once.</summary>
internal static class KpiCaseTable
{
    public static Dictionary<string, ServiceCase> Find(DbConnection db, IEnumerable<string> numbers) =>
        numbers.Distinct().Chunk(500)
            .SelectMany(chunk => db.List<CaseRow>($"SELECT {CaseRow.Columns} FROM cases c WHERE c.case_number IN @chunk", new { chunk }))
            .Select(row => row.ToCase())
            .ToDictionary(one => one.Number);
}
