using AfterSales.Engine;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Search;
using AfterSales.Service.Audit;
using AfterSales.Web.Api.Http;

namespace AfterSales.Web.Api.V2;

/// <summary>Running and ended process instances.</summary>
internal static class ProcessInstancesApi
{
    /// <summary>How long the completion of a new instance is waited for when nothing is said, ...</summary>
    private static readonly TimeSpan UsualPatience = TimeSpan.FromSeconds(10);

    /// <summary>... and at most: a request cannot be held open for ever.</summary>
    private static readonly TimeSpan LongestPatience = TimeSpan.FromMinutes(10);

    /// <summary>What filters of process instances know, wherever they stand.</summary>
    public static readonly SearchVocabulary Vocabulary = new(
        [
            SearchField.Key("processInstanceKey"), SearchField.Key("processDefinitionKey"), SearchField.Text("processDefinitionId"),
            SearchField.Text("processDefinitionName"), SearchField.Number("processDefinitionVersion"),
            SearchField.Text("processDefinitionVersionTag"), SearchField.Text("state"), SearchField.Flag("hasIncident"),
            SearchField.Instant("startDate"), SearchField.Instant("endDate"), SearchField.Key("parentProcessInstanceKey"),
            SearchField.Key("parentElementInstanceKey"), SearchField.Text("businessId", "businessKey"),
        ],
        [
            "processInstanceKey", "processDefinitionId", "processDefinitionName", "processDefinitionVersion",
            "processDefinitionVersionTag", "processDefinitionKey", "parentProcessInstanceKey", "parentElementInstanceKey",
            "startDate", "endDate", "state", "hasIncident", "tenantId", "businessId",
        ]);

    public static void Map(RouteGroupBuilder v2)
    {
        v2.MapPost("/process-instances", CreateAsync).WithSummary("Starts a process; with 'awaitCompletion' the answer comes when it has completed, with its variables, or as a 504 after 'requestTimeout' milliseconds.");

        v2.MapPost("/process-instances/search", async (HttpContext http, JsonBody body, ProcessEngine engine, CancellationToken ct) =>
        {
            var request = SearchBody.Read(body, Vocabulary);
            return body.Problem() ?? Answers.Page(http, await engine.Instances.SearchAsync(request, ct), Row);
        }).WithSummary("Searches process instances.");

        v2.MapGet("/process-instances/{key:long}", async (HttpContext http, long key, ProcessEngine engine, CancellationToken ct) =>
            await engine.Instances.GetAsync(key, ct) is { } row ? Results.Ok(Row(row)) : Missing(http, key))
            .WithSummary("One process instance.");

        v2.MapPost("/process-instances/{key:long}/cancellation", CancelAsync).WithSummary("Cancels a running process instance.");

        v2.MapPost("/process-instances/{key:long}/deletion", async (HttpContext http, long key, JsonBody body, ProcessEngine engine, CancellationToken ct) =>
        {
            body.Ignore("operationReference");
            return body.Problem() ?? Answers.NoContent(
                http, await engine.Instances.DeleteAsync(key, http.User.Identity?.Name, EngineAudit.Line("instanceDeleted", "instance", Answers.Key(key)), ct));
        }).WithSummary("Deletes the history of an ended instance that nobody called and that belongs to no case, with all it has called.");

        v2.MapGet("/process-instances/{key:long}/call-hierarchy", HierarchyAsync).WithSummary("The instances that called this one, the outermost first, and itself.");

        v2.MapGet("/process-instances/{key:long}/sequence-flows", FlowsAsync).WithSummary("The sequence flows an instance has taken.");
    }

    private static async Task<IResult> CreateAsync(HttpContext http, JsonBody body, ProcessEngine engine, CancellationToken ct)
    {
        var key = body.Key("processDefinitionKey");
        var id = body.Text("processDefinitionId");
        var version = body.Int("processDefinitionVersion");
        var starts = body.NestedList("startInstructions");
        var create = new CreateInstance
        {
            DefinitionKey = key,
            ProcessId = key is null ? id : null,
            Version = version is > 0 ? version : null,
            Variables = VariablesBody.Read(body, "variables"),
            BusinessKey = body.Text("businessId"),
            StartElementId = starts.Count > 0 ? starts[0].RequiredText("elementId") : null,
            Actor = http.User.Identity?.Name,
        };
        if (key is null && string.IsNullOrEmpty(id))
            body.Refuse("processDefinitionId", "or 'processDefinitionKey' is required");
        if (starts.Count > 1)
            body.Refuse("startInstructions", "may name one element only");
        var waits = body.Bool("awaitCompletion") == true;
        var patience = body.Milliseconds("requestTimeout") is { Ticks: > 0 } asked ? asked : UsualPatience;
        var wanted = body.Texts("fetchVariables") ?? [];
        body.Ignore("tenantId", "operationReference", "tags", "runtimeInstructions");
        if (body.Problem() is { } problem)
            return problem;
        if (!waits)
            return Answers.Ok(http, await engine.Instances.CreateAsync(create, ct: ct), created => Created(created, new { }, create.BusinessKey));
        var outcome = await engine.Instances.CreateAndAwaitAsync(create, patience < LongestPatience ? patience : LongestPatience, [.. wanted], ct: ct);
        if (!outcome.IsOk)
            return Answers.Problem(http, outcome.Failure);
        var result = outcome.Value;
        var instance = Answers.Key(result.Created.ProcessInstanceKey);
        return result.State switch
        {
            InstanceStates.Active => ApiProblem.Of(
                http, StatusCodes.Status504GatewayTimeout, "DEADLINE_EXCEEDED", $"Process instance {instance} has not completed within the time to wait for it; it goes on."),
            InstanceStates.Completed => Results.Ok(Created(
                result.Created, result.Variables.ToDictionary(variable => variable.Name, variable => Answers.Json(variable.Value), StringComparer.Ordinal), create.BusinessKey)),
            _ => ApiProblem.Conflict(http, $"Process instance {instance} was ended before it had completed."),
        };
    }

    private static object Created(CreatedInstance created, object variables, string? businessKey) => new
    {
        processDefinitionId = created.ProcessDefinitionId,
        processDefinitionVersion = created.ProcessDefinitionVersion,
        tenantId = Answers.Tenant,
        variables,
        processDefinitionKey = Answers.Key(created.ProcessDefinitionKey),
        processInstanceKey = Answers.Key(created.ProcessInstanceKey),
        tags = Array.Empty<string>(),
        businessId = businessKey,
    };

    private static async Task<IResult> CancelAsync(HttpContext http, long key, JsonBody body, ProcessEngine engine, CancellationToken ct)
    {
        body.Ignore("operationReference");
        if (body.Problem() is { } problem)
            return problem;
        var outcome = await engine.Instances.CancelAsync(key, http.User.Identity?.Name, EngineAudit.Line("cancelled", "instance", Answers.Key(key)), ct);
        // As the API defines it, an instance that has ended cannot be found for cancelling.
        return !outcome.IsOk && outcome.Failure.Kind == FailureKind.Conflict
            ? ApiProblem.NotFound(http, outcome.Failure.Message)
            : Answers.NoContent(http, outcome);
    }

    private static async Task<IResult> FlowsAsync(HttpContext http, long key, ProcessEngine engine, CancellationToken ct)
    {
        if (await engine.Instances.GetAsync(key, ct) is not { } instance)
            return Missing(http, key);
        var flows = await engine.History.FlowsAsync(key, ct);
        return Results.Ok(new
        {
            items = flows.Select(flow => new
            {
                sequenceFlowId = $"{Answers.Key(key)}_{flow.FlowId}",
                processInstanceKey = Answers.Key(key),
                rootProcessInstanceKey = Answers.Key(instance.RootProcessInstanceKey),
                processDefinitionKey = Answers.Key(instance.ProcessDefinitionKey),
                processDefinitionId = instance.ProcessDefinitionId,
                elementId = flow.FlowId,
                tenantId = Answers.Tenant,
            }),
        });
    }

    private static async Task<IResult> HierarchyAsync(HttpContext http, long key, ProcessEngine engine, CancellationToken ct)
    {
        var chain = new List<ProcessInstanceRow>();
        for (var at = (long?)key; at is { } one && await engine.Instances.GetAsync(one, ct) is { } row; at = row.ParentProcessInstanceKey)
            chain.Insert(0, row);
        return chain.Count == 0 ? Missing(http, key) : Results.Ok(chain.Select(row => new
        {
            processInstanceKey = Answers.Key(row.ProcessInstanceKey),
            processDefinitionKey = Answers.Key(row.ProcessDefinitionKey),
            processDefinitionName = row.ProcessDefinitionName ?? row.ProcessDefinitionId,
        }));
    }

    private static IResult Missing(HttpContext http, long key) =>
        ApiProblem.NotFound(http, $"No process instance has the key {Answers.Key(key)}.");

    private static object Row(ProcessInstanceRow row) => new
    {
        processDefinitionId = row.ProcessDefinitionId,
        processDefinitionName = row.ProcessDefinitionName,
        processDefinitionVersion = row.ProcessDefinitionVersion,
        processDefinitionVersionTag = row.ProcessDefinitionVersionTag,
        startDate = Answers.Instant(row.StartDate),
        endDate = Answers.Instant(row.EndDate),
        state = row.State,
        hasIncident = row.HasIncident,
        tenantId = Answers.Tenant,
        processInstanceKey = Answers.Key(row.ProcessInstanceKey),
        processDefinitionKey = Answers.Key(row.ProcessDefinitionKey),
        parentProcessInstanceKey = Answers.Key(row.ParentProcessInstanceKey),
        parentElementInstanceKey = Answers.Key(row.ParentElementInstanceKey),
        rootProcessInstanceKey = Answers.Key(row.RootProcessInstanceKey),
        tags = Array.Empty<string>(),
        businessId = row.BusinessKey,
    };
}
