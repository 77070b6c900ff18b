using System.Data.Common;
using AfterSales.Engine;
using AfterSales.Service.Kpis;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Reports;

/// <summary>What a report tells, read once for all languages.</summary>
/// <param name="Range">The figures of the period itself, by person.</param>
/// <param name="Course">The months up to its end, for charts.</param>
/// <param name="Before">The stretch of the same length before it.</param>
/// <param name="Complaints">Complaints received, whatever else the report is about.</param>
/// <param name="Tallies">What was counted in records, and corrective actions.</param>
internal sealed record ReportFigures(
    ReportKind Kind, KpiReport Range, KpiReport Course, KpiReport Before, IReadOnlyList<ReportRows.CaseLine> Cases, IReadOnlyList<ReportRows.ProductLine> Products, int Complaints, IReadOnlyList<KpiBreakdown> Tallies)
{
    public static async Task<ReportFigures> ReadAsync(
        ProcessEngine engine, KpiQueries kpis, ReportKind kind, DateOnly from, DateOnly until, bool solar, TimeZoneInfo zone, CancellationToken ct)
    {
        var question = new KpiQuestion { From = from, To = until, By = Whole(from, until, solar), Solar = solar, Zone = zone, Kind = kind.Kind, Group = KpiGroup.Person };
        var range = await kpis.ReadAsync(question, ct);
        var days = until.DayNumber - from.DayNumber + 1;
        var before = await kpis.ReadAsync(question with { From = from.AddDays(-days), To = from.AddDays(-1), By = KpiBy.Whole, Group = null, Kpis = kind.Kpis }, ct);
        var first = KpiPeriods.BeginningOf(until, KpiBy.Month, solar);
        for (var i = 1; i < kind.Months; i++)
            first = KpiPeriods.BeginningOf(first.AddDays(-1), KpiBy.Month, solar);
        var course = await kpis.ReadAsync(question with { From = first, By = KpiBy.Month, Group = null, Kpis = kind.Charts }, ct);
        var (begin, end) = (range.Periods[0].From.ToStored(), range.Periods[0].To.ToStored());
        var (cases, products, complaints, tallies) = await engine.ReadAsync(db => Lists(db, kind, begin, end), ct);
        return new(kind, range, course, before, cases, products, complaints, tallies);
    }

    /// <summary>A range that is one month, quarter or year is called so.</summary>
    private static KpiBy Whole(DateOnly from, DateOnly until, bool solar)
    {
        foreach (var by in (ReadOnlySpan<KpiBy>)[KpiBy.Month, KpiBy.Quarter, KpiBy.Year])
            if (KpiPeriods.BeginningOf(from, by, solar) == from && KpiPeriods.EndOf(from, by, solar) == until)
                return by;
        return KpiBy.Whole;
    }

    private static (IReadOnlyList<ReportRows.CaseLine>, IReadOnlyList<ReportRows.ProductLine>, int, IReadOnlyList<KpiBreakdown>) Lists(DbConnection db, ReportKind kind, long from, long to) => (
        kind.ListsCases ? ReportRows.Cases(db, from, to, kind.Kind) : [],
        kind.ListsProducts ? ReportRows.Products(db, from, to) : [],
        (int)db.List<long>("SELECT count(*) FROM cases WHERE kind = 'complaint' AND received_at >= @from AND received_at < @to", new { from, to }).Single(),
        [.. RecordTallies.Read(db, kind.Tallies, from, to), .. kind.ListsImprovements ? (KpiBreakdown[])[RecordTallies.Improvements(db, from, to)] : []]);
}
