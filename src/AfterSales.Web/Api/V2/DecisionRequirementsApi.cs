using AfterSales.Engine;
using AfterSales.Engine.Deployments;
using AfterSales.Web.Api.Http;

namespace AfterSales.Web.Api.V2;

/// <summary>Deployed versions of DMN files: decisions and what they require of each other.</summary>
internal static class DecisionRequirementsApi
{
    private static readonly SearchVocabulary Vocabulary = new(
        [
            SearchField.Key("decisionRequirementsKey"), SearchField.Text("decisionRequirementsId"), SearchField.Text("decisionRequirementsName", "name"),
            SearchField.Number("version"), SearchField.Text("resourceName"),
        ],
        ["decisionRequirementsKey", "decisionRequirementsName", "version", "decisionRequirementsId", "tenantId"]);

    public static void Map(RouteGroupBuilder v2)
    {
        v2.MapPost("/decision-requirements/search", async (HttpContext http, JsonBody body, ProcessEngine engine, CancellationToken ct) =>
        {
            var request = SearchBody.Read(body, Vocabulary);
            return body.Problem() ?? Answers.Page(http, await engine.Deployments.SearchRequirementsAsync(request, ct), Row);
        }).WithSummary("Searches deployed DMN files.");

        v2.MapGet("/decision-requirements/{key:long}", async (HttpContext http, long key, ProcessEngine engine, CancellationToken ct) =>
            await engine.Deployments.GetRequirementsAsync(key, ct) is { } row ? Results.Ok(Row(row)) : Missing(http, key))
            .WithSummary("One deployed version of a DMN file.");

        v2.MapGet("/decision-requirements/{key:long}/xml", async (HttpContext http, long key, ProcessEngine engine, CancellationToken ct) =>
            await engine.Deployments.RequirementsXmlAsync(key, ct) is { } xml ? Results.Text(xml, "text/xml") : Missing(http, key))
            .WithSummary("The DMN file as it was deployed.");
    }

    private static IResult Missing(HttpContext http, long key) =>
        ApiProblem.NotFound(http, $"No decision requirements have the key {Answers.Key(key)}.");

    private static object Row(DecisionRequirementsRow row) => new
    {
        decisionRequirementsId = row.DecisionRequirementsId,
        decisionRequirementsKey = Answers.Key(row.DecisionRequirementsKey),
        decisionRequirementsName = row.Name ?? row.DecisionRequirementsId,
        resourceName = row.ResourceName,
        tenantId = Answers.Tenant,
        version = row.Version,
    };
}
