using System.Globalization;
using AfterSales.Service.Kpis;

namespace AfterSales.Web.Pages;

/// <summary>Where the cases behind a figure are shown.</summary>
public static class KpiAddress
{
    public static string Behind(Kpi kpi, KpiPeriod period, string? kind) => Behind(kpi, period.First, period.Last, kind);

    /// <param name="group">By what the figure is told apart, with the group's id; null for the whole.</param>
    public static string Behind(Kpi kpi, DateOnly from, DateOnly to, string? kind, (string By, string Id)? group = null) => "/kpis/cases" + QueryString.Create(new Dictionary<string, string?>
    {
        ["kpi"] = kpi.Id,
        ["from"] = Iso(from),
        ["to"] = Iso(to),
        ["kind"] = kind,
        ["group"] = group?.By,
        ["of"] = group?.Id,
    }.Where(pair => pair.Value is not null));

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
