namespace AfterSales.Web.Pages.Admin;

/// <summary>What kinds of incidents mean, in words for somebody who draws no workflows; a kind of a later engine is told as unknown.</summary>
public static class IncidentWords
{
    private static readonly Dictionary<string, (string What, string Do)> Kinds = new(StringComparer.Ordinal)
    {
        ["IO_MAPPING_ERROR"] = ("web.incidents.what.mapping", "web.incidents.do.value"),
        ["JOB_NO_RETRIES"] = ("web.incidents.what.job", "web.incidents.do.job"),
        ["CONDITION_ERROR"] = ("web.incidents.what.condition", "web.incidents.do.value"),
        ["EXTRACT_VALUE_ERROR"] = ("web.incidents.what.value", "web.incidents.do.value"),
        ["CALLED_ELEMENT_ERROR"] = ("web.incidents.what.called", "web.incidents.do.publish"),
        ["UNHANDLED_ERROR_EVENT"] = ("web.incidents.what.error", "web.incidents.do.drawing"),
        ["CALLED_DECISION_ERROR"] = ("web.incidents.what.decisionMissing", "web.incidents.do.publish"),
        ["DECISION_EVALUATION_ERROR"] = ("web.incidents.what.decision", "web.incidents.do.value"),
    };

    /// <summary>The text that says what happened.</summary>
    public static string What(string type) => Kinds.TryGetValue(type, out var words) ? words.What : "web.incidents.what.unknown";

    /// <summary>The text that says what helps.</summary>
    public static string Do(string type) => Kinds.TryGetValue(type, out var words) ? words.Do : "web.incidents.do.drawing";
}
