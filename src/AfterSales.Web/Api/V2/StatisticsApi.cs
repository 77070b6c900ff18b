using AfterSales.Engine;
using AfterSales.Engine.History;
using AfterSales.Web.Api.Http;

namespace AfterSales.Web.Api.V2;

/// <summary>How often elements were passed: what a heat map is painted by.</summary>
internal static class StatisticsApi
{
    public static void Map(RouteGroupBuilder v2)
    {
        v2.MapPost("/process-definitions/{key:long}/statistics/element-instances", async (HttpContext http, long key, JsonBody body, ProcessEngine engine, CancellationToken ct) =>
        {
            var request = SearchBody.Read(body, ProcessInstancesApi.Vocabulary);
            if (body.Problem() is { } problem)
                return problem;
            return await engine.Deployments.GetProcessAsync(key, ct) is null
                ? ApiProblem.NotFound(http, $"No process definition has the key {Answers.Key(key)}.")
                : Answers.Ok(http, await engine.History.StatisticsOfDefinitionAsync(key, request, ct), Items);
        }).WithSummary("Passes per element of a version, of the instances that a filter finds.");

        v2.MapGet("/process-instances/{key:long}/statistics/element-instances", async (HttpContext http, long key, ProcessEngine engine, CancellationToken ct) =>
            await engine.Instances.GetAsync(key, ct) is null
                ? ApiProblem.NotFound(http, $"No process instance has the key {Answers.Key(key)}.")
                : Results.Ok(Items(await engine.History.StatisticsOfInstanceAsync(key, ct))))
            .WithSummary("Passes per element of an instance.");
    }

    private static object Items(IReadOnlyList<ElementCount> counts) => new
    {
        items = counts.Select(count => new { elementId = count.ElementId, active = count.Active, canceled = count.Canceled, incidents = count.Incidents, completed = count.Completed }),
    };
}
