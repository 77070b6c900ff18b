using AfterSales.Engine;
using AfterSales.Engine.History;
using AfterSales.Service.Audit;
using AfterSales.Web.Api.Http;

namespace AfterSales.Web.Api.V2;

/// <summary>Passes of instances through their elements: the history a diagram is coloured by.</summary>
internal static class ElementInstancesApi
{
    private static readonly SearchVocabulary Vocabulary = new(
        [
            SearchField.Key("elementInstanceKey"), SearchField.Key("processInstanceKey"), SearchField.Key("processDefinitionKey"),
            SearchField.Text("processDefinitionId"), SearchField.Text("elementId"), SearchField.Text("elementName"),
            SearchField.Text("type"), SearchField.Text("state"), SearchField.Flag("hasIncident"),
            SearchField.Instant("startDate"), SearchField.Instant("endDate"), SearchField.Key("elementInstanceScopeKey"),
        ],
        [
            "elementInstanceKey", "processInstanceKey", "processDefinitionKey", "processDefinitionId", "startDate", "endDate",
            "elementId", "elementName", "type", "state", "tenantId",
        ]);

    public static void Map(RouteGroupBuilder v2)
    {
        v2.MapPost("/element-instances/search", async (HttpContext http, JsonBody body, ProcessEngine engine, CancellationToken ct) =>
        {
            var request = SearchBody.Read(body, Vocabulary);
            if (body.Problem() is { } problem)
                return problem;
            var found = await engine.History.SearchElementsAsync(request, ct);
            var incidents = await IncidentKeys.OfAsync(engine, found.IsOk ? found.Value.Items : [], ct);
            return await RootKeys.PageAsync(http, engine, found, row => row.ProcessInstanceKey, (row, roots) => Row(row, roots, incidents), ct);
        }).WithSummary("Searches element instances.");

        v2.MapGet("/element-instances/{key:long}", async (HttpContext http, long key, ProcessEngine engine, CancellationToken ct) =>
            await engine.History.GetElementAsync(key, ct) is { } row
                ? Results.Ok(Row(row, await RootKeys.OfAsync(engine, [row.ProcessInstanceKey], ct), await IncidentKeys.OfAsync(engine, [row], ct)))
                : ApiProblem.NotFound(http, $"No element instance has the key {Answers.Key(key)}."))
            .WithSummary("One element instance.");

        v2.MapPut("/element-instances/{key:long}/variables", SetVariablesAsync).WithSummary("Sets variables in a scope.");
    }

    private static async Task<IResult> SetVariablesAsync(HttpContext http, long key, JsonBody body, ProcessEngine engine, CancellationToken ct)
    {
        var variables = VariablesBody.Read(body, "variables");
        var local = body.Bool("local") ?? false;
        body.Ignore("operationReference");
        return body.Problem() ?? Answers.NoContent(http, await engine.Variables.SetAsync(
            key, variables, local, http.User.Identity?.Name, EngineAudit.Line("variables", "instance", Answers.Key(key), ("names", string.Join(", ", variables.Entries.Keys))), ct));
    }

    private static object Row(ElementInstanceRow row, RootKeys roots, IncidentKeys incidents) => new
    {
        processDefinitionId = row.ProcessDefinitionId,
        startDate = Answers.Instant(row.StartDate),
        endDate = Answers.Instant(row.EndDate),
        elementId = row.ElementId,
        elementName = row.ElementName ?? row.ElementId,
        type = row.Type,
        state = row.State,
        hasIncident = row.HasIncident,
        tenantId = Answers.Tenant,
        elementInstanceKey = Answers.Key(row.ElementInstanceKey),
        processInstanceKey = Answers.Key(row.ProcessInstanceKey),
        rootProcessInstanceKey = roots.Of(row.ProcessInstanceKey),
        processDefinitionKey = Answers.Key(row.ProcessDefinitionKey),
        incidentKey = incidents.Of(row.ElementInstanceKey),
    };
}
