using AfterSales.Engine;
using AfterSales.Engine.Statistics;
using AfterSales.Web.Api.Http;

namespace AfterSales.Web.Api.V2;

/// <summary>What runs and what is stuck, counted per process, version, awaited message and error.</summary>
internal static class InstanceStatisticsApi
{
    private static readonly SearchVocabulary Processes = new(
        [], ["processDefinitionId", "activeInstancesWithIncidentCount", "activeInstancesWithoutIncidentCount"]);

    private static readonly SearchVocabulary Versions = new(
        [],
        [
            "processDefinitionId", "processDefinitionKey", "processDefinitionName", "processDefinitionVersion", "activeInstancesWithIncidentCount",
            "activeInstancesWithoutIncidentCount",
        ],
        ["processDefinitionId"]);

    private static readonly SearchVocabulary Errors = new([], ["errorMessage", "activeInstancesWithErrorCount"]);

    private static readonly SearchVocabulary ErrorVersions = new([], ["activeInstancesWithErrorCount", "processDefinitionKey", "tenantId"], ["errorHashCode"]);

    public static void Map(RouteGroupBuilder v2)
    {
        v2.MapPost("/process-definitions/statistics/process-instances", async (HttpContext http, JsonBody body, ProcessEngine engine, CancellationToken ct) =>
        {
            var request = SearchBody.Read(body, Processes);
            return body.Problem() ?? Answers.Page(http, await engine.Statistics.ByProcessAsync(request, ct), Row);
        }).WithSummary("Running instances per process, those with an incident apart.");

        v2.MapPost("/process-definitions/statistics/process-instances-by-version", async (HttpContext http, JsonBody body, ProcessEngine engine, CancellationToken ct) =>
        {
            var id = body.Nested("filter").RequiredText("processDefinitionId");
            var request = SearchBody.Read(body, Versions);
            return body.Problem() ?? Answers.Page(http, await engine.Statistics.ByVersionAsync(id, request, ct), Row);
        }).WithSummary("Running instances per version of one process.");

        v2.MapPost("/process-definitions/statistics/message-subscriptions", async (HttpContext http, JsonBody body, ProcessEngine engine, CancellationToken ct) =>
        {
            if (body.Has("sort"))
                body.Refuse("sort", "is not offered here: the versions come in the order of their keys");
            var request = SearchBody.Read(body, SubscriptionsApi.Vocabulary);
            return body.Problem() ?? Answers.Page(http, await engine.Statistics.SubscriptionsAsync(request, ct), Row);
        }).WithSummary("Open message subscriptions per version, of those that a filter finds.");

        v2.MapPost("/incidents/statistics/process-instances-by-error", async (HttpContext http, JsonBody body, ProcessEngine engine, CancellationToken ct) =>
        {
            var request = SearchBody.Read(body, Errors);
            return body.Problem() ?? Answers.Page(http, await engine.Statistics.ByErrorAsync(request, ct), Row);
        }).WithSummary("Stuck instances per error message.");

        v2.MapPost("/incidents/statistics/process-instances-by-definition", async (HttpContext http, JsonBody body, ProcessEngine engine, CancellationToken ct) =>
        {
            var filter = body.Nested("filter");
            filter.Require("errorHashCode");
            var hash = filter.Int("errorHashCode") ?? 0;
            var request = SearchBody.Read(body, ErrorVersions);
            return body.Problem() ?? Answers.Page(http, await engine.Statistics.ByErrorAndVersionAsync(hash, request, ct), Row);
        }).WithSummary("Instances that one error stops, per version.");
    }

    private static object Row(ProcessCount row) => new
    {
        processDefinitionId = row.ProcessDefinitionId,
        tenantId = Answers.Tenant,
        latestProcessDefinitionName = row.LatestProcessDefinitionName,
        hasMultipleVersions = row.HasMultipleVersions,
        activeInstancesWithoutIncidentCount = row.ActiveInstancesWithoutIncidentCount,
        activeInstancesWithIncidentCount = row.ActiveInstancesWithIncidentCount,
    };

    private static object Row(VersionCount row) => new
    {
        processDefinitionId = row.ProcessDefinitionId,
        processDefinitionKey = Answers.Key(row.ProcessDefinitionKey),
        processDefinitionName = row.ProcessDefinitionName,
        tenantId = Answers.Tenant,
        processDefinitionVersion = row.ProcessDefinitionVersion,
        activeInstancesWithIncidentCount = row.ActiveInstancesWithIncidentCount,
        activeInstancesWithoutIncidentCount = row.ActiveInstancesWithoutIncidentCount,
    };

    private static object Row(SubscriptionCount row) => new
    {
        processDefinitionId = row.ProcessDefinitionId,
        tenantId = Answers.Tenant,
        processDefinitionKey = Answers.Key(row.ProcessDefinitionKey),
        processInstancesWithActiveSubscriptions = row.ProcessInstancesWithActiveSubscriptions,
        activeSubscriptions = row.ActiveSubscriptions,
    };

    private static object Row(ErrorCount row) => new
    {
        errorHashCode = row.ErrorHashCode,
        errorMessage = row.ErrorMessage,
        activeInstancesWithErrorCount = row.ActiveInstancesWithErrorCount,
    };

    private static object Row(ErrorVersionCount row) => new
    {
        processDefinitionId = row.ProcessDefinitionId,
        processDefinitionKey = Answers.Key(row.ProcessDefinitionKey),
        processDefinitionName = row.ProcessDefinitionName ?? row.ProcessDefinitionId,
        processDefinitionVersion = row.ProcessDefinitionVersion,
        tenantId = Answers.Tenant,
        activeInstancesWithErrorCount = row.ActiveInstancesWithErrorCount,
    };
}
