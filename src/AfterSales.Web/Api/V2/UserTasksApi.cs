using AfterSales.Engine;
using AfterSales.Engine.UserTasks;
using AfterSales.Service.Tasks;
using AfterSales.Web.Api.Http;
using AfterSales.Web.SignIn;

namespace AfterSales.Web.Api.V2;

/// <summary>Tasks of people.</summary>
internal static class UserTasksApi
{
    private static readonly SearchVocabulary Vocabulary = new(
        [
            SearchField.Key("userTaskKey"), SearchField.Text("state"), SearchField.Text("assignee"), SearchField.Number("priority"),
            SearchField.Text("elementId"), SearchField.Text("name"), SearchField.Text("candidateGroup"), SearchField.Text("candidateUser"),
            SearchField.Text("processDefinitionId"), SearchField.Instant("creationDate"), SearchField.Instant("completionDate"),
            SearchField.Instant("followUpDate"), SearchField.Instant("dueDate"), SearchField.Key("processDefinitionKey"),
            SearchField.Key("processInstanceKey"), SearchField.Key("elementInstanceKey"),
        ],
        ["creationDate", "completionDate", "followUpDate", "dueDate", "priority", "name"]);

    private static readonly SearchVocabulary Operations = new(
        [SearchField.Text("operationType"), SearchField.Text("result"), SearchField.Instant("timestamp"), SearchField.Text("actorType"), SearchField.Text("actorId")],
        [
            "actorId", "actorType", "auditLogKey", "elementInstanceKey", "operationType", "processDefinitionId", "processDefinitionKey", "processInstanceKey", "result", "tenantId",
            "timestamp", "userTaskKey",
        ]);

    public static void Map(RouteGroupBuilder v2)
    {
        v2.MapPost("/user-tasks/search", async (HttpContext http, JsonBody body, ProcessEngine engine, CancellationToken ct) =>
        {
            var request = SearchBody.Read(body, Vocabulary);
            return body.Problem() ?? await RootKeys.PageAsync(http, engine,
                await engine.UserTasks.SearchAsync(request, ct), row => row.ProcessInstanceKey, Row, ct);
        }).WithSummary("Searches user tasks.");

        v2.MapGet("/user-tasks/{key:long}", async (HttpContext http, long key, ProcessEngine engine, CancellationToken ct) =>
            await engine.UserTasks.GetAsync(key, ct) is { } row
                ? Results.Ok(Row(row, await RootKeys.OfAsync(engine, [row.ProcessInstanceKey], ct)))
                : Missing(http, key))
            .WithSummary("One user task.");

        v2.MapGet("/user-tasks/{key:long}/form", FormAsync).WithSummary("The form of a user task; 204 when it has none.");
        v2.MapPost("/user-tasks/{key:long}/assignment", AssignAsync).WithSummary("Gives a user task to somebody.");
        v2.MapDelete("/user-tasks/{key:long}/assignee", async (HttpContext http, long key, ProcessEngine engine, CancellationToken ct) =>
            Answers.NoContent(http, await engine.UserTasks.UnassignAsync(key, http.User.Identity?.Name, ct: ct)))
            .WithSummary("Gives a user task back to its candidates.");
        v2.MapPost("/user-tasks/{key:long}/completion", CompleteAsync).WithSummary("Completes a user task. Variables its form asks for are checked as on its page: 400 with 'errors' by field.");
        v2.MapPost("/user-tasks/{key:long}/audit-logs/search", OperationsAsync).WithSummary("Searches who gave a user task to whom, changed and completed it.");
        v2.MapPatch("/user-tasks/{key:long}", UpdateAsync).WithSummary("Changes due date, follow-up date, candidates or priority.");
    }

    private static async Task<IResult> FormAsync(HttpContext http, long key, ProcessEngine engine, CancellationToken ct)
    {
        if (await engine.UserTasks.GetAsync(key, ct) is null)
            return Missing(http, key);
        return await engine.UserTasks.FormAsync(key, ct) is { } form
            ? Results.Ok(new
            {
                tenantId = Answers.Tenant,
                formId = form.FormId,
                schema = form.Schema,
                version = form.Version,
                formKey = Answers.Key(form.FormKey),
            })
            : Results.NoContent();
    }

    private static async Task<IResult> AssignAsync(HttpContext http, long key, JsonBody body, ProcessEngine engine, CancellationToken ct)
    {
        var assignee = body.RequiredText("assignee");
        var allowOverride = body.Bool("allowOverride") ?? true;
        body.Ignore("action");
        return body.Problem() ?? Answers.NoContent(http,
            await engine.UserTasks.AssignAsync(key, assignee, allowOverride, http.User.Identity?.Name, ct: ct));
    }

    private static async Task<IResult> CompleteAsync(HttpContext http, long key, JsonBody body, TaskCompletion completion, SignedInPerson signedIn, CancellationToken ct)
    {
        var variables = VariablesBody.Read(body, "variables");
        body.Ignore("action");
        if (body.Problem() is { } problem)
            return problem;
        var (ended, errors) = await completion.CompleteAsync(key, signedIn.Person!, variables, ct);
        return ended is { } outcome ? Answers.NoContent(http, outcome) : ApiProblem.InvalidFields(
            http, "The form of this task does not take these variables; see 'errors'.",
            errors.GroupBy(error => error.Field).ToDictionary(field => field.Key, field => field.Select(error => error.Message).ToArray()));
    }

    private static async Task<IResult> UpdateAsync(HttpContext http, long key, JsonBody body, ProcessEngine engine, CancellationToken ct)
    {
        var changeset = body.Nested("changeset");
        var named = changeset.FieldNames();
        var due = changeset.Instant("dueDate");
        var followUp = changeset.Instant("followUpDate");
        var changes = new UserTaskChanges
        {
            DueDate = due,
            ClearDueDate = due is null && named.Contains("dueDate"),
            FollowUpDate = followUp,
            ClearFollowUpDate = followUp is null && named.Contains("followUpDate"),
            CandidateGroups = changeset.Texts("candidateGroups"),
            CandidateUsers = changeset.Texts("candidateUsers"),
            Priority = changeset.Int("priority", min: 0, max: 100),
        };
        changeset.RejectUnread();
        body.Ignore("action");
        return body.Problem() ?? Answers.NoContent(http, await engine.UserTasks.UpdateAsync(key, changes, http.User.Identity?.Name, ct: ct));
    }

    private static async Task<IResult> OperationsAsync(HttpContext http, long key, JsonBody body, ProcessEngine engine, CancellationToken ct)
    {
        var request = SearchBody.Read(body, Operations);
        if (body.Problem() is { } problem)
            return problem;
        if (await engine.UserTasks.GetAsync(key, ct) is null)
            return Missing(http, key);
        var found = await engine.UserTasks.SearchOperationsAsync(request.And("userTaskKey", key), ct);
        return await RootKeys.PageAsync(http, engine, found, row => row.ProcessInstanceKey, Row, ct);
    }

    private static object Row(UserTaskOperationRow row, RootKeys roots) => new
    {
        auditLogKey = Answers.Key(row.AuditLogKey),
        entityKey = Answers.Key(row.UserTaskKey),
        entityType = "USER_TASK",
        operationType = row.OperationType,
        timestamp = Answers.Instant(row.Timestamp),
        actorId = row.ActorId,
        actorType = row.ActorType,
        result = row.Result,
        category = "USER_TASKS",
        tenantId = Answers.Tenant,
        processDefinitionId = row.ProcessDefinitionId,
        processDefinitionKey = Answers.Key(row.ProcessDefinitionKey),
        processInstanceKey = Answers.Key(row.ProcessInstanceKey),
        rootProcessInstanceKey = roots.Of(row.ProcessInstanceKey),
        elementInstanceKey = Answers.Key(row.ElementInstanceKey),
        userTaskKey = Answers.Key(row.UserTaskKey),
        formKey = Answers.Key(row.FormKey),
        // To whom it was given.
        relatedEntityKey = row.Assignee,
        relatedEntityType = row.Assignee is null ? null : "USER",
        entityDescription = (string?)null,
        batchOperationKey = (string?)null,
        batchOperationType = (string?)null,
        agentElementId = (string?)null,
        jobKey = (string?)null,
        decisionRequirementsId = (string?)null,
        decisionRequirementsKey = (string?)null,
        decisionDefinitionId = (string?)null,
        decisionDefinitionKey = (string?)null,
        decisionEvaluationKey = (string?)null,
        deploymentKey = (string?)null,
        resourceKey = (string?)null,
    };

    private static IResult Missing(HttpContext http, long key) =>
        ApiProblem.NotFound(http, $"No user task has the key {Answers.Key(key)}.");

    private static object Row(UserTaskRow row, RootKeys roots) => new
    {
        name = row.Name,
        state = row.State,
        assignee = row.Assignee,
        elementId = row.ElementId,
        candidateGroups = row.CandidateGroups,
        candidateUsers = row.CandidateUsers,
        processDefinitionId = row.ProcessDefinitionId,
        creationDate = Answers.Instant(row.CreationDate),
        completionDate = Answers.Instant(row.CompletionDate),
        followUpDate = Answers.Instant(row.FollowUpDate),
        dueDate = Answers.Instant(row.DueDate),
        tenantId = Answers.Tenant,
        externalFormReference = row.ExternalFormReference,
        processDefinitionVersion = row.ProcessDefinitionVersion,
        customHeaders = new Dictionary<string, string>(),
        priority = row.Priority,
        userTaskKey = Answers.Key(row.UserTaskKey),
        elementInstanceKey = Answers.Key(row.ElementInstanceKey),
        processName = row.ProcessName,
        processDefinitionKey = Answers.Key(row.ProcessDefinitionKey),
        processInstanceKey = Answers.Key(row.ProcessInstanceKey),
        rootProcessInstanceKey = roots.Of(row.ProcessInstanceKey),
        formKey = Answers.Key(row.FormKey),
        tags = Array.Empty<string>(),
    };
}
