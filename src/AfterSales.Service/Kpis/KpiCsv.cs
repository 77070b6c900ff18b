using System.Globalization;
using System.Text;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Kpis;

/// <summary>
/// Figures as a table for spreadsheets: UTF-8 with a byte order mark, commas, numbers with a point. Text that a spreadsheet would take for a
/// formula is kept from being one.
/// </summary>
public static class KpiCsv
{
    private const string Head = "kpi,requirement,name,unit,group,group_name,period,period_name,from,to,value,numerator,denominator,target,met";

    /// <summary>One row per indicator, group and period, and one for each total, whose period is <c>total</c>.</summary>
    public static byte[] Write(KpiReport report, Language language)
    {
        var csv = new StringBuilder(Head).Append("\r\n");
        foreach (var series in report.Kpis)
        {
            Rows(csv, report, series.Kpi, "", "", series.Total, series.Periods, language);
            foreach (var group in series.Groups)
                Rows(csv, report, series.Kpi, group.Id ?? "-", group.Name.In(language), group.Total, group.Periods, language);
        }
        foreach (var breakdown in report.Breakdowns)
            foreach (var part in breakdown.Parts)
            {
                foreach (var (period, count) in report.Periods.Zip(part.Periods))
                    Line(csv, breakdown.Id, "", breakdown.Name.In(language), "count", part.Id, part.Name.In(language), period.Id, period.Name.In(language), period.First, period.Last, count, count, null, null, null);
                Line(csv, breakdown.Id, "", breakdown.Name.In(language), "count", part.Id, part.Name.In(language), "total", "", report.Question.From, report.Question.To, part.Total, part.Total, null, null, null);
            }
        return [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(csv.ToString())];
    }

    /// <summary>A text as one field: quoted where it has to be, and never the beginning of a formula.</summary>
    public static string Field(string text)
    {
        if (text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) && text != "-")
            text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }

    private static void Rows(StringBuilder csv, KpiReport report, Kpi kpi, string group, string groupName, KpiValue total, IReadOnlyList<KpiValue> values, Language language)
    {
        foreach (var (period, value) in report.Periods.Zip(values))
            Row(csv, kpi, group, groupName, period.Id, period.Name.In(language), period.First, period.Last, value, language);
        Row(csv, kpi, group, groupName, "total", "", report.Question.From, report.Question.To, total, language);
    }

    private static void Row(StringBuilder csv, Kpi kpi, string group, string groupName, string period, string periodName, DateOnly from, DateOnly to, KpiValue value, Language language) =>
        Line(csv, kpi.Id, kpi.Requirement ?? "", kpi.Name.In(language), kpi.Unit switch { KpiUnit.Percent => "percent", KpiUnit.Points => "points", KpiUnit.Hours => "hours", _ => "count" },
            group, groupName, period, periodName, from, to, value.Value, value.Numerator, value.Denominator, kpi.Target, value.IsMet);

    private static void Line(
        StringBuilder csv, string id, string requirement, string name, string unit, string group, string groupName, string period, string periodName,
        DateOnly from, DateOnly to, decimal? value, decimal? numerator, int? denominator, KpiTarget? target, bool? met)
    {
        var fields = new[]
        {
            id, requirement, name, unit, group, groupName, period, periodName,
            from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), to.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Number(value), Number(numerator), denominator?.ToString(CultureInfo.InvariantCulture) ?? "",
            target is null ? "" : Sign(target.Comparator) + Number(target.Value), met switch { true => "yes", false => "no", _ => "" },
        };
        csv.AppendJoin(',', fields.Select(Field)).Append("\r\n");
    }

    private static string Number(decimal? number) => number is { } value ? Math.Round(value, 4).ToString("0.####", CultureInfo.InvariantCulture) : "";

    private static string Sign(KpiComparator comparator) => comparator switch
    {
        KpiComparator.MoreThan => "> ", KpiComparator.AtLeast => ">= ", KpiComparator.LessThan => "< ", _ => "<= ",
    };
}
