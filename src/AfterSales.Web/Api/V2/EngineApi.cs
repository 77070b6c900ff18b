using AfterSales.Web.SignIn;

namespace AfterSales.Web.Api.V2;

/// <summary>
/// The engine's REST API under <c>/v2</c>. Paths, bodies, search filters and errors follow the Camunda 8 Orchestration
/// Cluster REST API, so that its clients work unchanged. One tenant, no authorizations of its own: who may sign in with
/// an engine role may use all of it. What is not offered answers 501 with a sentence, a key that is no number 400.
/// </summary>
public static class EngineApi
{
    public static RouteGroupBuilder MapEngineApi(this IEndpointRouteBuilder routes)
    {
        var v2 = routes.MapGroup("/v2").WithGroupName("engine").DisableAntiforgery();
        TopologyApi.Map(v2);
        DeploymentsApi.Map(v2);
        ResourcesApi.Map(v2);
        ProcessDefinitionsApi.Map(v2);
        ProcessInstancesApi.Map(v2);
        OperationsApi.Map(v2);
        BatchesApi.Map(v2);
        StatisticsApi.Map(v2);
        InstanceStatisticsApi.Map(v2);
        JobStatisticsApi.Map(v2);
        SubscriptionsApi.Map(v2);
        ElementInstancesApi.Map(v2);
        UserTasksApi.Map(v2);
        VariablesApi.Map(v2);
        IncidentsApi.Map(v2);
        JobsApi.Map(v2);
        MessagesApi.Map(v2);
        SignalsApi.Map(v2);
        ConditionalsApi.Map(v2);
        AdHocActivitiesApi.Map(v2);
        DecisionsApi.Map(v2);
        DecisionRequirementsApi.Map(v2);
        DecisionInstancesApi.Map(v2);
        EvaluationsApi.Map(v2);
        ClockApi.Map(v2);
        v2.Map("/{**path}", (HttpContext http, IEnumerable<EndpointDataSource> endpoints) => UnknownPaths.Answer(http, endpoints)).ExcludeFromDescription();
        return v2.RequireAuthorization(Rights.Engine);
    }
}
