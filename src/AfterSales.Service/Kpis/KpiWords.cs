using AfterSales.Service.Languages;

namespace AfterSales.Service.Kpis;

/// <summary>Figures as a reader of one language reads them; what is nothing says so.</summary>
public static class KpiWords
{
    /// <summary><c>92.5%</c>, <c>78 points</c>, <c>6.4 h</c>, <c>12</c>; "nothing to count" where there is no figure.</summary>
    public static string Value(Kpi kpi, KpiValue value, Language language) =>
        value.Value is { } figure ? Figure(kpi.Unit, figure, language) : TextCatalog.For(language)["kpi.words.nothing"];

    /// <summary>A figure with its unit. A share that misses a target by less than it shows is not rounded up to it.</summary>
    public static string Figure(KpiUnit unit, decimal figure, Language language) => unit switch
    {
        KpiUnit.Percent => LocalFormat.For(language).Percent(Math.Truncate(figure * 10) / 1000),
        KpiUnit.Points => TextCatalog.For(language)["kpi.words.points", Math.Truncate(figure * 10) / 10],
        KpiUnit.Hours => TextCatalog.For(language)["kpi.words.hours", Math.Round(figure, 1)],
        _ => LocalFormat.For(language).Number(figure, 0),
    };

    /// <summary>What a figure is made of: <c>20 of 22</c>, <c>41 answers</c>; empty for a bare count.</summary>
    public static string MadeOf(Kpi kpi, KpiValue value, Language language)
    {
        var words = TextCatalog.For(language);
        return kpi.Measure switch
        {
            _ when value.Denominator == 0 => "",
            KpiMeasure.Share => words["kpi.words.share", value.Numerator, value.Denominator],
            KpiMeasure.Average or KpiMeasure.Median or KpiMeasure.Percentile90 => words["kpi.words.number", value.Denominator],
            _ => "",
        };
    }

    /// <summary><c>target: more than 90%</c>.</summary>
    public static string Target(Kpi kpi, KpiTarget target, Language language) =>
        TextCatalog.For(language)[$"kpi.words.target.{target.Comparator switch
        {
            KpiComparator.MoreThan => "moreThan", KpiComparator.AtLeast => "atLeast", KpiComparator.LessThan => "lessThan", _ => "atMost",
        }}", Figure(kpi.Unit, target.Value, language)];
}
