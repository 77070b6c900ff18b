using AfterSales.Service.Kpis.Sources;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Kpis;

/// <summary>How cases are parted: complaints by cause (RPT-14), problems by level (RPT-25), cases by kind, open cases by age.</summary>
internal static class KpiBreakdowns
{
    private const long Day = 24 * 60 * 60 * 1000L;
    private static readonly Kpi AllKinds = new()
    {
        Id = "", Name = new(""), Definition = new(""), Unit = KpiUnit.Count, Measure = KpiMeasure.Sum, Source = "backlog",
    };

    private static readonly (string Id, LocalText Name)[] Causes =
    [
        ("a", new("a: goods nonconforming or unsatisfactory", "الف: کالای نامنطبق یا نامطلوب", "a：货品不合格或不满意")),
        ("b", new("b: bad packing or damage in transport", "ب: بسته‌بندی نامناسب یا آسیب در حمل", "b：包装不良或运输损坏")),
        ("c", new("c: late delivery", "ج: دیرکرد در تحویل", "c：交货延迟")),
        ("d", new("d: records incomplete or insufficient", "د: ناقص یا ناکافی بودن سوابق", "d：记录不完整或不足")),
        ("e", new("e: other", "ه: سایر", "e：其他")),
    ];

    private static readonly (string Id, LocalText Name)[] Levels =
        [.. Enumerable.Range(1, 4).Select(level => (level.ToString(System.Globalization.CultureInfo.InvariantCulture),
            new LocalText($"Level {level}", Digits.ToPersian($"سطح {level}"), $"{level} 级")))];

    private static readonly (string Id, LocalText Name, long From, long To)[] Ages =
    [
        ("0-7", new("up to 7 days", "تا ۷ روز", "7 天以内"), 0, 7 * Day),
        ("8-30", new("8 to 30 days", "۸ تا ۳۰ روز", "8 至 30 天"), 7 * Day, 30 * Day),
        ("31-90", new("31 to 90 days", "۳۱ تا ۹۰ روز", "31 至 90 天"), 30 * Day, 90 * Day),
        ("91+", new("more than 90 days", "بیش از ۹۰ روز", "超过 90 天"), 90 * Day, long.MaxValue),
    ];

    public static IReadOnlyList<KpiBreakdown> Read(KpiReading reading, List<(long From, long To)> borders) =>
    [
        Facts(reading, borders, "complaint-cause", new("Complaints by cause", "شکایت‌ها بر پایه علت", "按原因分类的投诉"),
            new("Cases received in the period by the class of their cause, as it was judged last. Cases without a class are not here.",
                "پرونده‌های دریافت‌شده در دوره بر پایه رده علت، طبق آخرین داوری. پرونده‌های بدون رده در اینجا نیستند.",
                "本期收到的案件按最后判定的原因类别统计；未分类的案件不在其中。"), Causes),
        Facts(reading, borders, "problem-level", new("Problems by level", "مشکلات بر پایه سطح", "按级别分类的问题"),
            new("Cases received in the period by the level of their problem, as it was judged last. Cases without a level are not here.",
                "پرونده‌های دریافت‌شده در دوره بر پایه سطح مشکل، طبق آخرین داوری. پرونده‌های بدون سطح در اینجا نیستند.",
                "本期收到的案件按最后判定的问题级别统计；未定级的案件不在其中。"), Levels),
        OpenByAge(reading, borders),
    ];

    private static KpiBreakdown Facts(
        KpiReading reading, List<(long From, long To)> borders, string fact, LocalText name, LocalText definition, (string Id, LocalText Name)[] classes)
    {
        var rows = reading.Rows<FactRow>(
            $"""
            SELECT c.received_at AS At, f.value AS Value FROM cases c JOIN kpi_fact f ON f.case_number = c.case_number AND f.fact = @fact
            WHERE c.received_at >= @From AND c.received_at < @To{(reading.Kind is null ? "" : " AND c.kind = @Kind")}
            """, new { fact });
        // A class that a process owner added to the table shows with its own sign.
        var others = rows.Select(row => row.Value).Distinct().Where(value => classes.All(known => known.Id != value)).Order(StringComparer.Ordinal)
            .Select(value => (value, new LocalText(value)));
        return new(fact, name, definition, [.. classes.Concat(others).Select(one =>
        {
            var at = rows.Where(row => row.Value == one.Item1).Select(row => row.At).ToList();
            return new KpiPart(one.Item1, one.Item2, at.Count, [.. borders.Select(border => at.Count(time => time >= border.From && time < border.To))]);
        })]);
    }

    private static KpiBreakdown OpenByAge(KpiReading reading, List<(long From, long To)> borders)
    {
        var open = reading.Once(KpiSources.All[AllKinds.Source], AllKinds);
        int Count(long end, long from, long to) => KpiTally.Standing(open, end).Count(one => end - one.At > from && end - one.At <= to);
        return new("backlog-age",
            new("Open cases by age", "پرونده‌های باز بر پایه عمر", "未结案件按时长"),
            new("Days by the calendar since the receipt of the request, at the end of each period.",
                "شمار روزهای تقویمی از دریافت درخواست، در پایان هر دوره.", "各期末自收到请求起的日历天数。"),
            [.. Ages.Select(age => new KpiPart(age.Id, age.Name, Count(borders[^1].To, age.From == 0 ? -1 : age.From, age.To),
                [.. borders.Select(border => border.To > border.From ? Count(border.To, age.From == 0 ? -1 : age.From, age.To) : 0)]))]);
    }

    private sealed class FactRow
    {
        public long At { get; init; }
        public string Value { get; init; } = "";
    }
}
