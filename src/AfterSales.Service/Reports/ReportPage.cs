using AfterSales.Service.Cases;
using AfterSales.Service.Charts;
using AfterSales.Service.Kpis;
using AfterSales.Service.Languages;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Reports;

/// <summary>A report's figures in the words of one language, as its template gets them: dictionaries, lists and texts only.</summary>
internal static class ReportPage
{
    public static Dictionary<string, object?> Model(ReportFigures figures, Language language)
    {
        var words = TextCatalog.For(language);
        var range = figures.Range;
        var format = LocalFormat.For(language, range.Question.Zone);
        var listed = range.Find("received")?.Total.Denominator ?? 0;
        return new Dictionary<string, object?>
        {
            ["lang"] = language.HtmlCode(),
            ["dir"] = language.Direction(),
            ["title"] = figures.Kind.Name.In(language),
            ["period"] = range.Periods[0].Name.In(language),
            ["madeAt"] = format.DateTime(range.AsOf),
            ["unfinished"] = range.Periods[0].IsOpen,
            ["figures"] = figures.Kind.Kpis.Select(id => Figure(range.Find(id)!, figures.Before.Find(id), language)).ToList(),
            ["charts"] = figures.Kind.Charts.Select(id => Chart(figures.Course.Find(id)!, figures.Course.Periods, language)).ToList(),
            ["breakdowns"] = range.Breakdowns.Concat(figures.Tallies).Select(breakdown => Breakdown(breakdown, language)).ToList(),
            ["cases"] = figures.Cases.Select(one => Case(one, words, format)).ToList(),
            ["casesLeftOut"] = figures.Kind.ListsCases && listed > figures.Cases.Count ? words["report.leftOut", listed - figures.Cases.Count] : null,
            ["products"] = figures.Products.Select(one => Product(one, words, format)).ToList(),
            ["people"] = figures.Kind.ListsPeople ? People(figures, language) : new List<object?>(),
        };
    }

    private static Dictionary<string, object?> Figure(KpiSeries series, KpiSeries? before, Language language) => new Dictionary<string, object?>
    {
        ["name"] = series.Kpi.Name.In(language),
        ["requirement"] = series.Kpi.Requirement,
        ["value"] = KpiWords.Value(series.Kpi, series.Total, language),
        ["made"] = KpiWords.MadeOf(series.Kpi, series.Total, language),
        ["target"] = series.Kpi.Target is { } target ? KpiWords.Target(series.Kpi, target, language) : null,
        ["missed"] = series.Total.IsMet == false,
        ["met"] = series.Total.IsMet == true,
        ["before"] = before is null ? null : KpiWords.Value(series.Kpi, before.Total, language),
        ["definition"] = series.Kpi.Definition.In(language),
    };

    private static Dictionary<string, object?> Chart(KpiSeries series, IReadOnlyList<KpiPeriod> periods, Language language) => new Dictionary<string, object?>
    {
        ["name"] = series.Kpi.Name.In(language),
        ["svg"] = KpiChart.Of(series, periods, language).Svg(),
        ["target"] = series.Kpi.Target is { } target ? KpiWords.Target(series.Kpi, target, language) : null,
        ["rows"] = periods.Zip(series.Periods, (period, value) => (object?)new Dictionary<string, object?>
        {
            ["period"] = period.Name.In(language),
            ["value"] = KpiWords.Value(series.Kpi, value, language),
            ["made"] = KpiWords.MadeOf(series.Kpi, value, language),
        }).ToList(),
    };

    private static Dictionary<string, object?> Breakdown(KpiBreakdown breakdown, Language language) => new Dictionary<string, object?>
    {
        ["name"] = breakdown.Name.In(language),
        ["definition"] = breakdown.Definition.In(language),
        ["parts"] = breakdown.Parts.Select(part => (object?)new Dictionary<string, object?>
        {
            ["name"] = part.Name.In(language),
            ["number"] = LocalFormat.For(language).Number(part.Total),
            ["bar"] = PartBar.Svg(part.Total, breakdown.Parts.Max(one => one.Total)),
        }).ToList(),
    };

    private static Dictionary<string, object?> Case(ReportRows.CaseLine one, TextCatalog words, LocalFormat format) => new Dictionary<string, object?>
    {
        ["number"] = one.Number,
        ["subject"] = one.Subject,
        ["customer"] = one.Customer,
        ["product"] = one.Product,
        ["serial"] = one.Serial,
        ["received"] = format.Date(Instants.FromStored(one.ReceivedAt)),
        ["closed"] = Instants.FromStored(one.ClosedAt) is { } closed ? format.Date(closed) : null,
        ["status"] = words[$"case.status.{one.Status}"],
        ["cause"] = one.Cause,
        ["level"] = one.Level is { } level ? format.Localise(level) : null,
    };

    private static Dictionary<string, object?> Product(ReportRows.ProductLine one, TextCatalog words, LocalFormat format) => new Dictionary<string, object?>
    {
        ["product"] = one.Product.Length == 0 ? words["report.noProduct"] : one.Product,
        ["cases"] = format.Number(one.Cases),
        ["pieces"] = format.Number(one.Pieces),
        ["complaints"] = format.Number(one.Complaints),
        ["repairs"] = format.Number(one.Repairs),
        ["installations"] = format.Number(one.Installations),
        ["reworked"] = format.Number(one.Reworked),
    };

    /// <summary>People with what they are judged by (RPT-10): tasks on time, verdicts, satisfaction.</summary>
    private static List<object?> People(ReportFigures figures, Language language)
    {
        string[] columns = ["tasks-on-time", "resolution", "satisfaction"];
        var series = columns.Select(id => figures.Range.Find(id)!).ToList();
        return [.. series.SelectMany(one => one.Groups).Where(group => group.Id is not null).DistinctBy(group => group.Id)
            .OrderBy(group => group.Name.In(language), StringComparer.Ordinal)
            .Select(person =>
            {
                string Cell(KpiSeries one) => one.Groups.FirstOrDefault(group => group.Id == person.Id) is { } own
                    ? $"{KpiWords.Value(one.Kpi, own.Total, language)} ({KpiWords.MadeOf(one.Kpi, own.Total, language)})"
                    : "";
                return (object?)new Dictionary<string, object?>
                {
                    ["name"] = person.Name.In(language), ["onTime"] = Cell(series[0]), ["resolved"] = Cell(series[1]), ["satisfaction"] = Cell(series[2]),
                };
            })];
    }
}
