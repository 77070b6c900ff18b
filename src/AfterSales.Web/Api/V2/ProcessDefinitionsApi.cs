using AfterSales.Engine;
using AfterSales.Engine.Deployments;
using AfterSales.Web.Api.Http;

namespace AfterSales.Web.Api.V2;

/// <summary>Deployed versions of processes.</summary>
internal static class ProcessDefinitionsApi
{
    private static readonly SearchVocabulary Vocabulary = new(
        [
            SearchField.Key("processDefinitionKey"), SearchField.Text("processDefinitionId"), SearchField.Text("name"),
            SearchField.Number("version"), SearchField.Text("versionTag"), SearchField.Text("resourceName"),
            SearchField.Flag("isLatestVersion"), SearchField.Text("state"),
        ],
        ["processDefinitionKey", "name", "resourceName", "version", "versionTag", "processDefinitionId", "tenantId"]);

    public static void Map(RouteGroupBuilder v2)
    {
        v2.MapPost("/process-definitions/search", async (HttpContext http, JsonBody body, ProcessEngine engine, CancellationToken ct) =>
        {
            var request = SearchBody.Read(body, Vocabulary);
            return body.Problem() ?? Answers.Page(http, await engine.Deployments.SearchProcessesAsync(request, ct), Row);
        }).WithSummary("Searches deployed processes.");

        v2.MapGet("/process-definitions/{key:long}", async (HttpContext http, long key, ProcessEngine engine, CancellationToken ct) =>
            await engine.Deployments.GetProcessAsync(key, ct) is { } row ? Results.Ok(Row(row)) : Missing(http, key))
            .WithSummary("One deployed version of a process.");

        v2.MapGet("/process-definitions/{key:long}/xml", async (HttpContext http, long key, ProcessEngine engine, CancellationToken ct) =>
            await engine.Deployments.XmlAsync(key, ct) is { } xml ? Results.Text(xml, "text/xml") : Missing(http, key))
            .WithSummary("The BPMN file as it was deployed.");

        v2.MapGet("/process-definitions/{key:long}/form", async (HttpContext http, long key, ProcessEngine engine, CancellationToken ct) =>
        {
            if (await engine.Deployments.GetProcessAsync(key, ct) is not { } row)
                return Missing(http, key);
            var found = row.StartFormId is null ? null : (await engine.Deployments.SearchFormsAsync(Engine.Search.SearchRequest.Where("formId", row.StartFormId).And("isLatestVersion", true).Take(1), ct)).Value.Items;
            return found is [var form] && await engine.Deployments.GetFormAsync(form.FormKey, ct) is { } start
                ? Results.Ok(new { tenantId = Answers.Tenant, formId = start.FormId, schema = start.Schema, version = (long)start.Version, formKey = Answers.Key(start.FormKey) })
                : Results.NoContent();
        }).WithSummary("The form of the start event; 204 when it has none.");
    }

    private static IResult Missing(HttpContext http, long key) =>
        ApiProblem.NotFound(http, $"No process definition has the key {Answers.Key(key)}.");

    private static object Row(ProcessDefinitionRow row) => new
    {
        name = row.Name,
        resourceName = row.ResourceName,
        version = row.Version,
        versionTag = row.VersionTag,
        processDefinitionId = row.ProcessDefinitionId,
        tenantId = Answers.Tenant,
        processDefinitionKey = Answers.Key(row.ProcessDefinitionKey),
        hasStartForm = row.StartFormId is not null,
        state = row.State,
    };
}
