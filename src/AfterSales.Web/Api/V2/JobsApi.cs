using System.Text.Json;
using AfterSales.Engine;
using AfterSales.Engine.Jobs;
using AfterSales.Feel.Values;
using AfterSales.Web.Api.Http;

namespace AfterSales.Web.Api.V2;

/// <summary>Work for workers outside this process. A job handed out is locked for the asked time, then handed out again.</summary>
internal static class JobsApi
{
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(55);

    private static readonly SearchVocabulary Vocabulary = new(
        [
            SearchField.Key("jobKey"), SearchField.Text("type"), SearchField.Text("state"), SearchField.Number("retries"),
            SearchField.Text("worker"), SearchField.Instant("deadline"), SearchField.Text("errorMessage"), SearchField.Text("errorCode"),
            SearchField.Text("elementId"), SearchField.Key("elementInstanceKey"), SearchField.Key("processInstanceKey"),
            SearchField.Key("processDefinitionKey"), SearchField.Text("processDefinitionId"), SearchField.Instant("creationTime"),
            SearchField.Instant("endTime"),
        ],
        [
            "jobKey", "type", "state", "retries", "worker", "deadline", "errorMessage", "errorCode", "elementId",
            "elementInstanceKey", "processInstanceKey", "processDefinitionKey", "processDefinitionId", "endTime", "tenantId",
        ]);

    public static void Map(RouteGroupBuilder v2)
    {
        v2.MapPost("/jobs/activation", ActivateAsync).WithSummary("Hands jobs of a type to a worker; waits when 'requestTimeout' says so.");
        v2.MapPost("/jobs/search", async (HttpContext http, JsonBody body, ProcessEngine engine, CancellationToken ct) =>
        {
            var request = SearchBody.Read(body, Vocabulary);
            return body.Problem() ?? await RootKeys.PageAsync(http, engine,
                await engine.Jobs.SearchAsync(request, ct), row => row.ProcessInstanceKey, Row, ct);
        }).WithSummary("Searches jobs.");
        v2.MapPost("/jobs/{key:long}/completion", CompleteAsync).WithSummary("Completes a job.");
        v2.MapPost("/jobs/{key:long}/failure", FailAsync).WithSummary("Says that an attempt failed.");
        v2.MapPost("/jobs/{key:long}/error", ThrowErrorAsync).WithSummary("Throws a BPMN error that the process may catch.");
        v2.MapPatch("/jobs/{key:long}", UpdateAsync).WithSummary("Changes a job's retries or the time it is locked.");
    }

    private static async Task<IResult> ActivateAsync(HttpContext http, JsonBody body, ProcessEngine engine, CancellationToken ct)
    {
        var type = body.RequiredText("type");
        var worker = body.Text("worker") ?? "";
        var timeout = body.Long("timeout") ?? 0;
        var maxJobs = body.Int("maxJobsToActivate", min: 1, max: 1000) ?? 0;
        var wait = body.Milliseconds("requestTimeout") ?? TimeSpan.Zero;
        var wanted = body.Texts("fetchVariable");
        if (timeout is <= 0 or > int.MaxValue)
            body.Refuse("timeout", "must be the milliseconds for which the jobs stay locked, above 0");
        body.Require("maxJobsToActivate");
        body.Ignore("tenantIds", "tenantFilter");
        if (body.Problem() is { } problem)
            return problem;
        if (string.IsNullOrEmpty(worker))
            worker = http.User.Identity?.Name ?? "client";
        var outcome = await PollAsync(engine, type, maxJobs, TimeSpan.FromMilliseconds(timeout), worker, wait < LongestPoll ? wait : LongestPoll, ct);
        if (!outcome.IsOk)
            return Answers.Problem(http, outcome.Failure);
        var roots = await RootKeys.OfAsync(engine, outcome.Value.Select(job => job.ProcessInstanceKey), ct);
        return Results.Ok(new { jobs = outcome.Value.Select(job => Activated(job, wanted, roots)) });
    }

    /// <summary>Asks at once and, when nothing is there, again as soon as a job of the type appears, until the time is up.</summary>
    private static async Task<Outcome<IReadOnlyList<ActivatedJob>>> PollAsync(
        ProcessEngine engine, string type, int maxJobs, TimeSpan timeout, string worker, TimeSpan wait, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(wait);
        while (true)
        {
            var work = engine.Jobs.WaitForWorkAsync(type, patience.Token);
            var outcome = await engine.Jobs.ActivateAsync(type, maxJobs, timeout, worker, ct);
            if (!outcome.IsOk || outcome.Value.Count > 0 || wait == TimeSpan.Zero)
                return outcome;
            try
            {
                await work;
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                return outcome;
            }
        }
    }

    private static async Task<IResult> CompleteAsync(HttpContext http, long key, JsonBody body, ProcessEngine engine, CancellationToken ct)
    {
        var variables = VariablesBody.Read(body, "variables");
        body.Ignore("result");
        return body.Problem() ?? await EndedAsync(http, engine, key, await engine.Jobs.CompleteAsync(key, variables, ct: ct), ct);
    }

    private static async Task<IResult> FailAsync(HttpContext http, long key, JsonBody body, ProcessEngine engine, CancellationToken ct)
    {
        var retries = body.Int("retries", min: 0) ?? 0;
        var message = body.Text("errorMessage");
        var backoff = body.Milliseconds("retryBackOff") ?? TimeSpan.Zero;
        var variables = VariablesBody.Read(body, "variables");
        return body.Problem() ?? await EndedAsync(http, engine, key, await engine.Jobs.FailAsync(key, retries, message, backoff, variables, ct), ct);
    }

    private static async Task<IResult> ThrowErrorAsync(HttpContext http, long key, JsonBody body, ProcessEngine engine, CancellationToken ct)
    {
        var code = body.RequiredText("errorCode");
        var message = body.Text("errorMessage");
        var variables = VariablesBody.Read(body, "variables");
        return body.Problem() ?? await EndedAsync(http, engine, key, await engine.Jobs.ThrowErrorAsync(key, code, message, variables, ct), ct);
    }

    private static async Task<IResult> UpdateAsync(HttpContext http, long key, JsonBody body, ProcessEngine engine, CancellationToken ct)
    {
        var changeset = body.Nested("changeset");
        var retries = changeset.Int("retries", min: 1);
        var timeout = changeset.Milliseconds("timeout");
        changeset.RejectUnread();
        body.Ignore("operationReference");
        if (retries is null && timeout is null)
            body.Refuse("changeset", "must change 'retries' or 'timeout'");
        return body.Problem() ?? await EndedAsync(http, engine, key, await engine.Jobs.UpdateAsync(
            key, retries, timeout, ct), ct);
    }

    /// <summary>As the API defines it, a job that has ended cannot be found any more; one in the wrong state is a conflict.</summary>
    private static async Task<IResult> EndedAsync<T>(HttpContext http, ProcessEngine engine, long key, Outcome<T> outcome, CancellationToken ct)
    {
        if (outcome.IsOk || outcome.Failure.Kind != FailureKind.Conflict)
            return Answers.NoContent(http, outcome);
        var state = (await engine.Jobs.GetAsync(key, ct))?.State;
        return state is JobStates.Completed or JobStates.Canceled or JobStates.ErrorThrown
            ? ApiProblem.NotFound(http, outcome.Failure.Message)
            : Answers.Problem(http, outcome.Failure);
    }

    private static object Activated(ActivatedJob job, IReadOnlyList<string>? wanted, RootKeys roots) => new
    {
        type = job.Type,
        processDefinitionId = job.ProcessDefinitionId,
        processDefinitionVersion = job.ProcessDefinitionVersion,
        elementId = job.ElementId,
        customHeaders = job.Headers,
        worker = job.Worker,
        retries = job.Retries,
        deadline = job.Deadline.ToUnixTimeMilliseconds(),
        variables = Variables(job.Variables, wanted),
        tenantId = Answers.Tenant,
        jobKey = Answers.Key(job.JobKey),
        processInstanceKey = Answers.Key(job.ProcessInstanceKey),
        processDefinitionKey = Answers.Key(job.ProcessDefinitionKey),
        elementInstanceKey = Answers.Key(job.ElementInstanceKey),
        kind = "BPMN_ELEMENT",
        listenerEventType = "UNSPECIFIED",
        userTask = (object?)null,
        tags = Array.Empty<string>(),
        rootProcessInstanceKey = roots.Of(job.ProcessInstanceKey),
    };

    private static JsonElement Variables(FeelContext variables, IReadOnlyList<string>? wanted) => Answers.Json(FeelJson.ToJson(
        wanted is null or [] ? variables : new FeelContext(variables.Entries.Where(entry => wanted.Contains(entry.Key)))));

    private static object Row(JobRow row, RootKeys roots) => new
    {
        customHeaders = row.CustomHeaders,
        deadline = Answers.Instant(row.Deadline),
        deniedReason = (string?)null,
        elementId = row.ElementId,
        elementInstanceKey = Answers.Key(row.ElementInstanceKey),
        endTime = Answers.Instant(row.EndTime),
        errorCode = row.ErrorCode,
        errorMessage = row.ErrorMessage,
        hasFailedWithRetriesLeft = row.State == JobStates.Failed && row.Retries > 0,
        isDenied = (bool?)null,
        jobKey = Answers.Key(row.JobKey),
        kind = "BPMN_ELEMENT",
        listenerEventType = "UNSPECIFIED",
        processDefinitionId = row.ProcessDefinitionId,
        processDefinitionKey = Answers.Key(row.ProcessDefinitionKey),
        processInstanceKey = Answers.Key(row.ProcessInstanceKey),
        rootProcessInstanceKey = roots.Of(row.ProcessInstanceKey),
        retries = row.Retries,
        // The API knows no state for "locked by a worker": such a job is still to be done.
        state = row.State == JobStates.Activated ? JobStates.Created : row.State,
        tenantId = Answers.Tenant,
        type = row.Type,
        worker = row.Worker ?? "",
        creationTime = Answers.Instant(row.CreationTime),
        lastUpdateTime = (string?)null,
    };
}
