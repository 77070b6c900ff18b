using System.Data.Common;
using AfterSales.Service.Cases;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Reports;

/// <summary>The lists of reports, read within bounds.</summary>
internal static class ReportRows
{
    /// <summary>A report that lists more cases than this is read by nobody; it says how many it leaves out.</summary>
    public const int MostCases = 300;

    private static readonly string[] Internal = [.. CaseKinds.All.Where(kind => kind.Internal).Select(kind => kind.Id), ""];

    /// <summary>Cases received in a stretch of time, oldest first.</summary>
    public static List<CaseLine> Cases(DbConnection db, long from, long to, string? kind) => db.List<CaseLine>(
        $"""
        SELECT c.case_number AS Number, c.kind AS Kind, c.subject AS Subject, coalesce(c.customer_company, c.customer_name) AS Customer, c.product_model AS Product,
               c.serial_number AS Serial, c.status AS Status, c.received_at AS ReceivedAt, c.closed_at AS ClosedAt,
               (SELECT value FROM kpi_fact f WHERE f.case_number = c.case_number AND f.fact = 'complaint-cause') AS Cause,
               (SELECT value FROM kpi_fact f WHERE f.case_number = c.case_number AND f.fact = 'problem-level') AS Level
        FROM cases c WHERE c.received_at >= @from AND c.received_at < @to AND {Kinds(kind)} ORDER BY c.received_at, c.case_number LIMIT {MostCases}
        """, new { from, to, kind, Internal });

    /// <summary>Products by the number of their cases, most first (RPT-11, RPT-12).</summary>
    public static List<ProductLine> Products(DbConnection db, long from, long to) => db.List<ProductLine>(
        """
        SELECT coalesce(c.product_model, '') AS Product, count(*) AS Cases, count(DISTINCT c.serial_number) AS Pieces,
               sum(CASE WHEN c.kind = 'complaint' THEN 1 ELSE 0 END) AS Complaints,
               sum(CASE WHEN c.kind = 'repair' THEN 1 ELSE 0 END) AS Repairs,
               sum(CASE WHEN c.kind = 'installation' THEN 1 ELSE 0 END) AS Installations,
               sum(CASE WHEN EXISTS (SELECT 1 FROM kpi_event e WHERE e.case_number = c.case_number AND e.event = 'rework') THEN 1 ELSE 0 END) AS Reworked
        FROM cases c WHERE c.received_at >= @from AND c.received_at < @to AND c.kind NOT IN @Internal
        GROUP BY coalesce(c.product_model, '') ORDER BY count(*) DESC, coalesce(c.product_model, '') LIMIT 50
        """, new { from, to, Internal });

    private static string Kinds(string? kind) => kind is null ? "c.kind NOT IN @Internal" : "c.kind = @kind";

    internal sealed class CaseLine
    {
        public string Number { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Subject { get; init; } = "";
        public string Customer { get; init; } = "";
        public string? Product { get; init; }
        public string? Serial { get; init; }
        public string Status { get; init; } = "";
        public long ReceivedAt { get; init; }
        public long? ClosedAt { get; init; }
        public string? Cause { get; init; }
        public string? Level { get; init; }
    }

    internal sealed class ProductLine
    {
        public string Product { get; init; } = "";
        public long Cases { get; init; }
        public long Pieces { get; init; }
        public long Complaints { get; init; }
        public long Repairs { get; init; }
        public long Installations { get; init; }
        public long Reworked { get; init; }
    }
}
