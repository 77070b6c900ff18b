using AfterSales.Engine;
using AfterSales.Engine.Variables;
using AfterSales.Web.Api.Http;

namespace AfterSales.Web.Api.V2;

/// <summary>Values of process variables, as JSON text. They are never cut short here.</summary>
internal static class VariablesApi
{
    private static readonly SearchVocabulary Vocabulary = new(
        [
            SearchField.Key("variableKey"), SearchField.Text("name"), SearchField.Text("value"), SearchField.Key("scopeKey"),
            SearchField.Key("processInstanceKey"),
        ],
        ["value", "name", "tenantId", "variableKey", "scopeKey", "processInstanceKey"],
        Accepted: ["isTruncated"]);

    public static void Map(RouteGroupBuilder v2)
    {
        v2.MapPost("/variables/search", async (HttpContext http, JsonBody body, ProcessEngine engine, CancellationToken ct) =>
        {
            var request = SearchBody.Read(body, Vocabulary);
            return body.Problem() ?? await RootKeys.PageAsync(http, engine, await engine.Variables.SearchAsync(request, ct), row => row.ProcessInstanceKey,
                (row, roots) => Row(row, roots.Of(row.ProcessInstanceKey), isTruncated: false), ct);
        }).WithSummary("Searches variables.");

        v2.MapGet("/variables/{key:long}", async (HttpContext http, long key, ProcessEngine engine, CancellationToken ct) =>
            await engine.Variables.GetAsync(key, ct) is { } row
                ? Results.Ok(Row(row, (await RootKeys.OfAsync(engine, [row.ProcessInstanceKey], ct)).Of(row.ProcessInstanceKey)))
                : ApiProblem.NotFound(http, $"No variable has the key {Answers.Key(key)}."))
            .WithSummary("One variable.");
    }

    private static Dictionary<string, object?> Row(VariableRow row, string? root, bool? isTruncated = null)
    {
        var body = new Dictionary<string, object?>
        {
            ["name"] = row.Name,
            ["value"] = row.Value,
            ["tenantId"] = Answers.Tenant,
            ["variableKey"] = Answers.Key(row.VariableKey),
            ["scopeKey"] = Answers.Key(row.ScopeKey),
            ["processInstanceKey"] = Answers.Key(row.ProcessInstanceKey),
            ["rootProcessInstanceKey"] = root,
        };
        if (isTruncated is { } truncated)
            body["isTruncated"] = truncated;
        return body;
    }
}
