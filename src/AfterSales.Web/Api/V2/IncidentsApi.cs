using AfterSales.Engine;
using AfterSales.Engine.Incidents;
using AfterSales.Service.Audit;
using AfterSales.Web.Api.Http;

namespace AfterSales.Web.Api.V2;

/// <summary>What stopped an instance and waits for a person.</summary>
internal static class IncidentsApi
{
    private static readonly SearchVocabulary Vocabulary = new(
        [
            SearchField.Key("incidentKey"), SearchField.Text("errorType"), SearchField.Text("errorMessage"), SearchField.Text("state"),
            SearchField.Text("elementId"), SearchField.Instant("creationTime"), SearchField.Key("processDefinitionKey"),
            SearchField.Text("processDefinitionId"), SearchField.Key("processInstanceKey"), SearchField.Key("elementInstanceKey"),
            SearchField.Key("jobKey"),
        ],
        [
            "incidentKey", "errorType", "errorMessage", "state", "elementId", "creationTime", "processDefinitionKey",
            "processDefinitionId", "processInstanceKey", "elementInstanceKey", "jobKey", "tenantId",
        ]);

    public static void Map(RouteGroupBuilder v2)
    {
        v2.MapPost("/incidents/search", async (HttpContext http, JsonBody body, ProcessEngine engine, CancellationToken ct) =>
        {
            var request = SearchBody.Read(body, Vocabulary);
            return body.Problem() ?? await RootKeys.PageAsync(http, engine,
                await engine.Incidents.SearchAsync(request, ct), row => row.ProcessInstanceKey, Row, ct);
        }).WithSummary("Searches incidents.");

        Within(v2, "process-instances", "processInstanceKey");
        Within(v2, "element-instances", "elementInstanceKey");

        v2.MapGet("/incidents/{key:long}", async (HttpContext http, long key, ProcessEngine engine, CancellationToken ct) =>
            await engine.Incidents.GetAsync(key, ct) is { } row
                ? Results.Ok(Row(row, await RootKeys.OfAsync(engine, [row.ProcessInstanceKey], ct)))
                : ApiProblem.NotFound(http, $"No incident has the key {Answers.Key(key)}."))
            .WithSummary("One incident.");

        v2.MapPost("/incidents/{key:long}/resolution", async (HttpContext http, long key, JsonBody body, ProcessEngine engine, CancellationToken ct) =>
        {
            body.Ignore("operationReference");
            return body.Problem() ?? Answers.NoContent(http, await engine.Incidents.ResolveAsync(
                key, actor: http.User.Identity?.Name, ct: ct, alongside: EngineAudit.Line("resolved", "incident", Answers.Key(key))));
        }).WithSummary("Tries again what the incident stopped.");
    }

    private static void Within(RouteGroupBuilder v2, string of, string field) =>
        v2.MapPost($"/{of}/{{key:long}}/incidents/search", async (HttpContext http, long key, JsonBody body, ProcessEngine engine, CancellationToken ct) =>
        {
            var request = SearchBody.Read(body, Vocabulary).And(field, key);
            return body.Problem() ?? await RootKeys.PageAsync(http, engine, await engine.Incidents.SearchAsync(request, ct), row => row.ProcessInstanceKey, Row, ct);
        }).WithSummary($"Searches the incidents of one of the {of}.");

    private static object Row(IncidentRow row, RootKeys roots) => new
    {
        processDefinitionId = row.ProcessDefinitionId,
        errorType = row.ErrorType,
        errorMessage = row.ErrorMessage,
        elementId = row.ElementId,
        creationTime = Answers.Instant(row.CreationTime),
        state = row.State,
        tenantId = Answers.Tenant,
        incidentKey = Answers.Key(row.IncidentKey),
        processDefinitionKey = Answers.Key(row.ProcessDefinitionKey),
        processInstanceKey = Answers.Key(row.ProcessInstanceKey),
        rootProcessInstanceKey = roots.Of(row.ProcessInstanceKey),
        elementInstanceKey = Answers.Key(row.ElementInstanceKey),
        jobKey = Answers.Key(row.JobKey),
    };
}
