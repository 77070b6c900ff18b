using AfterSales.Service.Languages;

namespace AfterSales.Service.Reports;

/// <summary>A report that can be made: its template folder below <c>templates/reports/</c> and what it shows.</summary>
/// <param name="Id">As workflows name it: <c>monthly-complaints</c>.</param>
/// <param name="Kind">Only cases of this kind; null: all that customers open.</param>
/// <param name="Kpis">The indicators it tells, in this order.</param>
/// <param name="Charts">Those of them that are drawn over the months.</param>
/// <param name="Months">How many months its charts reach back, the last of the report included.</param>
public sealed record ReportKind(string Id, LocalText Name, string? Kind, IReadOnlyList<string> Kpis, IReadOnlyList<string> Charts, int Months, bool ListsCases = false, bool ListsProducts = false, bool ListsPeople = false)
{
    /// <summary>What it counts in the records filled in its period.</summary>
    internal IReadOnlyList<RecordTally> Tallies { get; init; } = [];

    /// <summary>Whether it tells the corrective actions of its period.</summary>
    public bool ListsImprovements { get; init; }

    /// <summary>Every report (RPT-05 to RPT-08, RPT-11, RPT-12).</summary>
    public static IReadOnlyList<ReportKind> All { get; } =
    [
        new("monthly-complaints", new("Monthly complaint report", "گزارش ماهانه شکایت‌ها", "投诉月报"), "complaint",
            ["received", "closed", "backlog", "backlog-overdue", "first-answer-in-time", "first-answer-median", "resolution", "rework", "rework-count", "satisfaction"],
            ["received", "resolution"], 12, ListsCases: true),
        new("annual-quality", new("Annual quality report", "گزارش سالانه کیفیت", "年度质量信息报告"), null,
            ["received", "closed", "backlog", "satisfaction", "installation-7-days", "installation-7-days-net", "first-answer-in-time", "resolution", "rework", "tasks-on-time"],
            ["satisfaction", "installation-7-days", "received"], 12, ListsProducts: true, ListsPeople: true),
        new("survey-statistics", new("Survey statistics", "آمار نظرسنجی", "满意度调查统计"), null,
            ["satisfaction", "survey-good-forms", "survey-answered"], ["satisfaction", "survey-answered"], 12, ListsPeople: true),
        new("product-statistics", new("Product statistics", "آمار محصول", "产品使用与维修统计"), null,
            ["received", "closed", "rework", "rework-count", "resolution"], ["received", "closed"], 12, ListsProducts: true, ListsPeople: true)
        {
            ListsImprovements = true,
            Tallies =
            [
                new("service-record", "product.model", new("Services by product", "خدمات بر پایه محصول", "按产品统计的服务")),
                new("service-record", "repair.class", new("Repairs by class", "تعمیرها بر پایه رده", "按类别统计的维修")),
                new("service-record", "repair.level", new("Repairs by level", "تعمیرها بر پایه سطح", "按级别统计的维修")),
                new("service-record", "repair.way", new("Repairs by result", "تعمیرها بر پایه نتیجه", "按结果统计的维修")),
                new("service-record", "repair.chargeType", new("Repairs by charge", "تعمیرها بر پایه نوع هزینه", "按收费类型统计的维修")),
            ],
        },
        new("opinion", new("Opinion statistics", "آمار نظرها", "意见征询统计"), null,
            ["survey-answered", "satisfaction", "survey-good-forms", "received", "resolution"], ["satisfaction"], 12)
        {
            ListsImprovements = true,
            Tallies =
            [
                new("opinion-survey", "analysis.problem", new("Problems found", "مشکلات یافت‌شده", "发现的问题")),
                new("opinion-survey", "analysis.department", new("Problems by department", "مشکلات بر پایه واحد", "按部门统计的问题")),
            ],
        },
    ];

    public static ReportKind? Find(string? id) => All.FirstOrDefault(report => report.Id == id);
}
