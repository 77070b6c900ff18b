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

    private static readonly SearchVocabulary OfTask = new([SearchField.Text("name")], Vocabulary.Sorts);

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

        OfUserTask(v2, "variables", effective: false, "Searches the variables of all scopes that a user task sees.");
        OfUserTask(v2, "effective-variables", effective: true, "Searches the variables that a user task sees, one per name: that of the nearest scope.");
    }

    /// <summary>Under a user task only names can be asked for: the task says which scopes.</summary>
    private static void OfUserTask(RouteGroupBuilder v2, string path, bool effective, string summary) =>
        v2.MapPost($"/user-tasks/{{key:long}}/{path}/search", async (HttpContext http, long key, JsonBody body, ProcessEngine engine, CancellationToken ct) =>
        {
            var request = SearchBody.Read(body, OfTask);
            return body.Problem() ?? await RootKeys.PageAsync(http, engine, await engine.Variables.OfUserTaskAsync(key, effective, request, ct), row => row.ProcessInstanceKey,
                (row, roots) => Row(row, roots.Of(row.ProcessInstanceKey), isTruncated: false), ct);
        }).WithSummary(summary);

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
