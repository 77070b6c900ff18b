namespace AfterSales.Service.Kpis;

/// <summary>
/// What a step may stand for in the figures: the property <c>kpi.event</c> of a task, event or gateway, counted each time the element is
/// completed. Several are separated by commas.
/// </summary>
public static class KpiMarks
{
    /// <summary>The name of the property.</summary>
    public const string Property = "kpi.event";

    /// <summary>Somebody answered the customer for the first time (KPI-04, response time).</summary>
    public const string FirstAnswer = "first-answer";

    /// <summary>The customer, or whoever judges it, said that the problem is solved.</summary>
    public const string Resolved = "resolved";

    /// <summary>The problem was said not to be solved.</summary>
    public const string NotResolved = "not-resolved";

    /// <summary>Work goes back because it was not good.</summary>
    public const string Rework = "rework";

    /// <summary>The customer signed the acceptance of an installation (OPN-02): the end of KPI-01.</summary>
    public const string Accepted = "accepted";

    /// <summary>Every mark there is.</summary>
    public static IReadOnlyList<string> All { get; } = [FirstAnswer, Resolved, NotResolved, Rework, Accepted];

    /// <summary>The marks of a property's value; words that are no marks are left out.</summary>
    public static IEnumerable<string> Read(string? property) =>
        (property ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(All.Contains).Distinct();
}
