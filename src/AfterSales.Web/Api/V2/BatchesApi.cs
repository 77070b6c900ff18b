using AfterSales.Engine;
using AfterSales.Engine.Batches;
using AfterSales.Engine.Search;
using AfterSales.Service.Audit;
using AfterSales.Web.Api.Http;

namespace AfterSales.Web.Api.V2;

/// <summary>Operations on all running instances that a filter finds, worked off in the background.</summary>
internal static class BatchesApi
{
    private static readonly SearchVocabulary Operations = new(
        [
            SearchField.Key("batchOperationKey"), SearchField.Text("operationType", "clientOperationType"), SearchField.Text("state"), SearchField.Text("actorId"),
        ],
        ["batchOperationKey", "operationType", "state", "startDate", "endDate", "actorId"],
        ["actorType"]);

    private static readonly SearchVocabulary Items = new(
        [
            SearchField.Key("batchOperationKey"), SearchField.Key("itemKey"), SearchField.Key("processInstanceKey"), SearchField.Text("state"),
            SearchField.Text("operationType", "clientOperationType"),
        ],
        ["batchOperationKey", "itemKey", "processInstanceKey", "processedDate", "state"]);

    public static void Map(RouteGroupBuilder v2)
    {
        Begin(v2, "cancellation", BatchTypes.Cancel, (_, create) => create).WithSummary("Cancels all instances of a filter that nobody called.");
        Begin(v2, "deletion", BatchTypes.DeleteInstance, (_, create) => create).WithSummary("Deletes the history of all ended instances of a filter that nobody called and that belong to no case.");
        Begin(v2, "incident-resolution", BatchTypes.ResolveIncident, (_, create) => create).WithSummary("Resolves all incidents of the instances of a filter; jobs without retries get one.");
        Begin(v2, "migration", BatchTypes.Migrate, (body, create) => create with { Migration = Plan(body) }).WithSummary("Takes all instances of a filter over to another version.");
        Begin(v2, "modification", BatchTypes.Modify, (body, create) => create with { Moves = Moves(body) }).WithSummary("Moves tokens in all instances of a filter.");

        Begin(v2, "suspension", BatchTypes.Suspend, Why).WithSummary("Holds all running instances of a filter that nobody called, with all they called.");
        Begin(v2, "resumption", BatchTypes.Resume, Why).WithSummary("Lets all held instances of a filter go on.");

        v2.MapPost("/process-instances/{key:long}/incident-resolution", async (HttpContext http, long key, ProcessEngine engine, CancellationToken ct) =>
            await engine.Instances.GetAsync(key, ct) is null
                ? ApiProblem.NotFound(http, $"No process instance has the key {Answers.Key(key)}.")
                : await CreateAsync(http, engine, new CreateBatch { Type = BatchTypes.ResolveIncident, Filter = SearchRequest.Where("processInstanceKey", key) }, ct))
            .WithSummary("Resolves all incidents of an instance.");

        v2.MapPost("/batch-operations/search", async (HttpContext http, JsonBody body, ProcessEngine engine, CancellationToken ct) =>
        {
            var request = SearchBody.Read(body, Operations);
            return body.Problem() ?? Answers.Page(http, await engine.Batches.SearchAsync(request, ct), Row);
        }).WithSummary("Searches batch operations.");

        v2.MapGet("/batch-operations/{key:long}", async (HttpContext http, long key, ProcessEngine engine, CancellationToken ct) =>
            await engine.Batches.GetAsync(key, ct) is { } row ? Results.Ok(Row(row)) : ApiProblem.NotFound(http, $"No batch operation has the key {Answers.Key(key)}."))
            .WithSummary("One batch operation with its counts.");

        Change(v2, "suspension", (engine, key, by, ct) => engine.Batches.SuspendAsync(key, by, EngineAudit.Line("batchHeld", "batch", Answers.Key(key)), ct)).WithSummary("Holds a batch operation between two pieces.");
        Change(v2, "resumption", (engine, key, by, ct) => engine.Batches.ResumeAsync(key, by, EngineAudit.Line("batchResumed", "batch", Answers.Key(key)), ct)).WithSummary("Lets a held batch operation go on.");
        Change(v2, "cancellation", (engine, key, by, ct) => engine.Batches.CancelAsync(key, by, EngineAudit.Line("batchEnded", "batch", Answers.Key(key)), ct)).WithSummary("Ends a batch operation; what it has done stays done.");

        v2.MapPost("/batch-operation-items/search", async (HttpContext http, JsonBody body, ProcessEngine engine, CancellationToken ct) =>
        {
            var request = SearchBody.Read(body, Items);
            return body.Problem() ?? Answers.Page(http, await engine.Batches.SearchItemsAsync(request, ct), Row);
        }).WithSummary("Searches what batch operations did to single instances, and why not.");
    }

    private static RouteHandlerBuilder Begin(RouteGroupBuilder v2, string path, string type, Func<JsonBody, CreateBatch, CreateBatch> read) =>
        v2.MapPost($"/process-instances/{path}", async (HttpContext http, JsonBody body, ProcessEngine engine, CancellationToken ct) =>
        {
            body.Require("filter");
            var create = read(body, new CreateBatch { Type = type, Filter = SearchBody.Read(body, ProcessInstancesApi.Vocabulary) });
            body.Ignore("operationReference");
            return body.Problem() ?? await CreateAsync(http, engine, create, ct);
        });

    private static RouteHandlerBuilder Change(RouteGroupBuilder v2, string path, Func<ProcessEngine, long, string?, CancellationToken, Task<Outcome<Done>>> change) =>
        v2.MapPost($"/batch-operations/{{key:long}}/{path}", async (HttpContext http, long key, ProcessEngine engine, CancellationToken ct) =>
            Answers.NoContent(http, await change(engine, key, http.User.Identity?.Name, ct)));

    /// <summary>Begins a batch operation and answers with its key.</summary>
    public static async Task<IResult> CreateAsync(HttpContext http, ProcessEngine engine, CreateBatch create, CancellationToken ct) =>
        Answers.Ok(http, await engine.Batches.CreateAsync(create, http.User.Identity?.Name, EngineAudit.Line("batch", "batch", create.Type), ct), key => new
        {
            batchOperationKey = Answers.Key(key),
            batchOperationType = create.Type is BatchTypes.Suspend or BatchTypes.Resume ? BatchTypes.Modify : create.Type,
        });

    private static CreateBatch Why(JsonBody body, CreateBatch create) => create with { Reason = body.Text("reason") };

    private static Engine.Operations.MigrateInstances Plan(JsonBody body)
    {
        var plan = body.Nested("migrationPlan");
        var migrate = OperationsApi.Migration(plan);
        plan.RejectUnread();
        return migrate;
    }

    private static List<BatchMove> Moves(JsonBody body)
    {
        var moves = new List<BatchMove>();
        foreach (var move in body.NestedList("moveInstructions"))
        {
            moves.Add(new BatchMove(move.RequiredText("sourceElementId"), move.RequiredText("targetElementId")));
            move.RejectUnread();
        }
        return moves;
    }

    private static object Row(BatchOperationRow row) => new
    {
        batchOperationKey = Answers.Key(row.BatchOperationKey),
        state = row.State,
        batchOperationType = row.ClientOperationType,
        startDate = Answers.Instant(row.StartDate),
        endDate = Answers.Instant(row.EndDate),
        actorType = row.ActorId is null ? null : "USER",
        actorId = row.ActorId,
        operationsTotalCount = row.Total,
        operationsFailedCount = row.Failed,
        operationsCompletedCount = row.Completed,
        errors = Array.Empty<object>(),
    };

    private static object Row(BatchItemRow row) => new
    {
        operationType = row.ClientOperationType,
        batchOperationKey = Answers.Key(row.BatchOperationKey),
        itemKey = Answers.Key(row.ItemKey),
        processInstanceKey = Answers.Key(row.ProcessInstanceKey),
        rootProcessInstanceKey = Answers.Key(row.RootProcessInstanceKey),
        state = row.State,
        processedDate = Answers.Instant(row.ProcessedDate),
        errorMessage = row.ErrorMessage,
    };
}
