using AfterSales.Engine;
using AfterSales.Engine.Deployments;
using AfterSales.Service.Audit;
using AfterSales.Web.Api.Http;

namespace AfterSales.Web.Api.V2;

/// <summary>Deployed files, whatever their kind: a process, a file of decisions, a form.</summary>
internal static class ResourcesApi
{
    public static void Map(RouteGroupBuilder v2)
    {
        v2.MapGet("/resources/{key:long}", async (HttpContext http, long key, ProcessEngine engine, CancellationToken ct) =>
            await engine.Deployments.GetResourceAsync(key, ct) is { } row ? Results.Ok(Row(row)) : Missing(http, key))
            .WithSummary("One deployed file, by the key of its process, decision requirements or form.");

        v2.MapGet("/resources/{key:long}/content", async (HttpContext http, long key, ProcessEngine engine, CancellationToken ct) =>
            await engine.Deployments.ResourceContentAsync(key, ct) is { } content ? Results.Text(content, "text/plain") : Missing(http, key))
            .WithSummary("The file as it was deployed.");

        v2.MapPost("/resources/{key:long}/deletion", DeleteAsync)
            .WithSummary("Takes a deployed file back; the version before it is the latest again. What runs on it goes on. With 'deleteHistory' what has ended on it is deleted.");
    }

    private static async Task<IResult> DeleteAsync(HttpContext http, long key, JsonBody body, ProcessEngine engine, CancellationToken ct)
    {
        var withHistory = body.Bool("deleteHistory") ?? false;
        body.Ignore("operationReference");
        if (body.Problem() is { } problem)
            return problem;
        var deleted = await engine.Deployments.DeleteAsync(
            key, withHistory, http.User.Identity?.Name,
            (commit, resource) => EngineAudit.Line("resourceDeleted", "resource", Answers.Key(key), ("name", resource.ResourceName))(commit), ct);
        return Answers.Ok(http, deleted, done => new
        {
            resourceKey = Answers.Key(done.Key),
            batchOperation = done.BatchKey is { } batch ? new { batchOperationKey = Answers.Key(batch), batchOperationType = done.BatchType } : null,
        });
    }

    private static IResult Missing(HttpContext http, long key) => ApiProblem.NotFound(http, $"No resource has the key {Answers.Key(key)}.");

    private static object Row(ResourceRow row) => new
    {
        resourceName = row.Name,
        version = row.Version,
        versionTag = row.VersionTag,
        resourceId = row.Id,
        tenantId = Answers.Tenant,
        resourceKey = Answers.Key(row.Key),
    };
}
