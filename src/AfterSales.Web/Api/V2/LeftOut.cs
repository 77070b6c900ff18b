namespace AfterSales.Web.Api.V2;

/// <summary>Why an operation of the Camunda 8 API is not offered, for its 501. The same table stands in docs/operations.md.</summary>
internal static class LeftOut
{
    private const string People = "People, departments, rights and tokens of programs are kept in the administration of this product and not changed through the engine's API.";

    private static readonly Dictionary<string, string> Reasons = new(StringComparer.OrdinalIgnoreCase)
    {
        ["audit-logs"] = "Who did what stands in the log of the administration and in the timelines of the cases.",
        ["authentication"] = People,
        ["authorizations"] = People,
        ["cluster-variables"] = "Settings of the installation stand in its configuration; processes read what their variables and decisions say.",
        ["documents"] = "Files belong to cases, with the case's rights and its period of keeping; send them through /api.",
        ["global-task-listeners"] = "Listeners are not run.",
        ["groups"] = People,
        ["mapping-rules"] = People,
        ["roles"] = People,
        ["setup"] = People,
        ["system"] = "Nothing is metered, and there is nothing of a cluster to configure.",
        ["tenants"] = "One installation serves one company.",
        ["users"] = People,
    };

    /// <summary>The reason in one sentence; null for a path that nobody's API has.</summary>
    public static string? Reason(PathString path)
    {
        var segments = path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return segments.Length > 1 ? Reasons.GetValueOrDefault(segments[1]) : null;
    }
}
