using AfterSales.Engine;
using AfterSales.Engine.Deployments;
using AfterSales.Web.Api.Http;

namespace AfterSales.Web.Api.V2;

/// <summary>Deployed versions of decisions.</summary>
internal static class DecisionsApi
{
    private static readonly SearchVocabulary Vocabulary = new(
        [
            SearchField.Key("decisionDefinitionKey"), SearchField.Text("decisionDefinitionId"), SearchField.Text("name"),
            SearchField.Number("version"), SearchField.Text("decisionRequirementsId"), SearchField.Key("decisionRequirementsKey"),
            SearchField.Flag("isLatestVersion"),
        ],
        ["decisionDefinitionKey", "decisionDefinitionId", "name", "version", "decisionRequirementsId", "decisionRequirementsKey", "tenantId"]);

    public static void Map(RouteGroupBuilder v2)
    {
        v2.MapPost("/decision-definitions/search", async (HttpContext http, JsonBody body, ProcessEngine engine, CancellationToken ct) =>
        {
            var request = SearchBody.Read(body, Vocabulary);
            return body.Problem() ?? Answers.Page(http, await engine.Deployments.SearchDecisionsAsync(request, ct), Row);
        }).WithSummary("Searches deployed decisions.");

        v2.MapGet("/decision-definitions/{key:long}", async (HttpContext http, long key, ProcessEngine engine, CancellationToken ct) =>
            await engine.Deployments.GetDecisionAsync(key, ct) is { } row ? Results.Ok(Row(row)) : Missing(http, key))
            .WithSummary("One deployed version of a decision.");

        v2.MapGet("/decision-definitions/{key:long}/xml", async (HttpContext http, long key, ProcessEngine engine, CancellationToken ct) =>
            await engine.Deployments.DecisionXmlAsync(key, ct) is { } xml ? Results.Text(xml, "text/xml") : Missing(http, key))
            .WithSummary("The DMN file as it was deployed.");
    }

    private static IResult Missing(HttpContext http, long key) =>
        ApiProblem.NotFound(http, $"No decision definition has the key {Answers.Key(key)}.");

    private static object Row(DecisionDefinitionRow row) => new
    {
        decisionDefinitionId = row.DecisionDefinitionId,
        decisionDefinitionKey = Answers.Key(row.DecisionDefinitionKey),
        decisionRequirementsId = row.DecisionRequirementsId,
        decisionRequirementsKey = Answers.Key(row.DecisionRequirementsKey),
        decisionRequirementsName = row.DecisionRequirementsName ?? row.DecisionRequirementsId,
        decisionRequirementsVersion = row.Version,
        name = row.Name ?? row.DecisionDefinitionId,
        tenantId = Answers.Tenant,
        version = row.Version,
    };
}
