using System.Text.Json;
using AfterSales.Service.Designer;
using AfterSales.Service.Designer.Replay;
using AfterSales.Service.Designer.Runs;
using AfterSales.Service.Designer.Scenarios;
using AfterSales.Service.Languages;
using AfterSales.Web.Api.Http;
using AfterSales.Web.Api.V2;
using AfterSales.Web.Languages;
using AfterSales.Web.SignIn;

namespace AfterSales.Web.Api.Domain;

/// <summary>
/// Test runs and scenarios of process owners, under <c>/api/designer</c>. A run is given as its script: what it begins with and what is
/// decided; it is played on what is in force with all drafts over it and touches no case.
/// </summary>
internal static class RunsApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var designer = api.MapGroup("/designer").RequireAuthorization(Rights.Designer);
        designer.MapPost("/runs", PlayAsync)
            .WithSummary("Plays a run: {process, at, variables?, start?, stops?, results?, actions: [{do: complete|result|message|timer|next|wait|retry, step?, which?, answers?, variables?, days?}]}. Nothing is stored.");
        designer.MapGet("/scenarios", ListAsync).WithSummary("The scenarios, of one workflow with 'process': how they come out on the drafts, and those that were retired.");
        designer.MapPost("/scenarios", SaveAsync)
            .WithSummary("Keeps a run as a scenario: {name, script, expected?, steps?, mails?, deadlines?}. Without 'expected' what the run does now is expected. 409 where the run does not do it.");
        designer.MapPost("/scenarios/{key:long}/retire", RetireAsync).WithSummary("A scenario need not be passed any more: {reason}.");
        designer.MapPost("/scenarios/{key:long}/restore", async (HttpContext http, long key, SignedInPerson signedIn, ScenarioBook book, CancellationToken ct) =>
            Answers.NoContent(http, await book.RestoreAsync(key, signedIn.Person!.Id, ct))).WithSummary("A retired scenario must be passed again.");
        designer.MapGet("/replay/{process}", ReplayAsync).WithSummary("Which of the 'last' cases of a workflow would have gone another way under the drafts: per case same, differs or unknown, and why.");
        api.MapGroup("/designer/changes").RequireAuthorization(Rights.Oversight)
            .MapGet("/{key:long}/scenarios", async (long key, ScenarioBook book, Reader reader, string? language, CancellationToken ct) => Results.Ok(new
            {
                items = (await book.EvidenceAsync(key, ct)).Select(run => new
                {
                    process = run.ProcessId,
                    name = run.Name,
                    revision = run.Revision,
                    passed = run.Passed,
                    departure = run.Departure?.In(Words(reader, language)),
                    runBy = run.RunBy,
                    runAt = Answers.Instant(run.RunAt),
                }),
            })).WithSummary("The scenarios that were run for a change: release evidence.");
    }

    private static async Task<IResult> PlayAsync(HttpContext http, JsonElement script, TestRuns runs, RunLibraries libraries, Reader reader, string? language, CancellationToken ct)
    {
        if (Read(script, out var problem) is not { } read)
            return ApiProblem.Invalid(http, $"This is no run: {problem}");
        var library = await libraries.WithDraftsAsync(ct);
        return Results.Ok(Answer(await runs.PlayAsync(read, library, ct), library, Words(reader, language)));
    }

    private static async Task<IResult> ListAsync(string? process, ScenarioBook book, Reader reader, string? language, CancellationToken ct)
    {
        var words = Words(reader, language);
        var results = await book.RunAsync(process, ct);
        var retired = (await book.AllAsync(ct)).Where(scenario => !scenario.IsActive && (process is null || scenario.ProcessId == process));
        return Results.Ok(new
        {
            items = results.Select(result => new
            {
                key = Answers.Key(result.Scenario.Key),
                process = result.Scenario.ProcessId,
                name = result.Scenario.Name,
                revision = result.Scenario.Revision,
                passed = result.Passed,
                elementId = result.Departure?.ElementId,
                departure = result.Departure?.Why.In(words),
                savedBy = result.Scenario.SavedBy,
                savedAt = Answers.Instant(result.Scenario.SavedAt),
            }),
            retired = retired.Select(scenario => new { key = Answers.Key(scenario.Key), process = scenario.ProcessId, name = scenario.Name, reason = scenario.RetireReason, retiredBy = scenario.RetiredBy, retiredAt = Answers.Instant(scenario.RetiredAt) }),
        });
    }

    private static async Task<IResult> SaveAsync(HttpContext http, JsonElement body, TestRuns runs, RunLibraries libraries, ScenarioBook book, SignedInPerson signedIn, CancellationToken ct)
    {
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("name", out var name) || name.ValueKind != JsonValueKind.String || !body.TryGetProperty("script", out var given))
            return ApiProblem.Invalid(http, "'name' and 'script' are required.");
        if (Read(given, out var problem) is not { } script)
            return ApiProblem.Invalid(http, $"'script' is no run: {problem}");
        Expectation? expected;
        if (body.TryGetProperty("expected", out var said))
        {
            expected = Expectation.Read(said.GetRawText(), out problem);
            if (expected is null)
                return ApiProblem.Invalid(http, $"'expected' cannot be read: {problem}");
        }
        else
        {
            var run = await runs.PlayAsync(script, await libraries.WithDraftsAsync(ct), ct);
            bool Asked(string field) => !body.TryGetProperty(field, out var flag) || flag.ValueKind != JsonValueKind.False;
            expected = Expectation.Of(run, Asked("steps"), Asked("mails"), Asked("deadlines"));
        }
        var saved = await book.SaveAsync(name.GetString()!, script, expected, signedIn.Person!.Id, ct);
        return saved.IsOk
            ? Results.Created($"/api/designer/scenarios?process={script.Process}", new { key = Answers.Key(saved.Value.Key), process = saved.Value.ProcessId, name = saved.Value.Name, revision = saved.Value.Revision })
            : Answers.Problem(http, saved.Failure);
    }

    private static async Task<IResult> RetireAsync(HttpContext http, long key, JsonBody body, SignedInPerson signedIn, ScenarioBook book, CancellationToken ct)
    {
        var reason = body.RequiredText("reason");
        return body.Problem() ?? Answers.NoContent(http, await book.RetireAsync(key, reason, signedIn.Person!.Id, ct));
    }

    private static async Task<IResult> ReplayAsync(HttpContext http, string process, int? last, CaseReplay replay, RunLibraries libraries, Reader reader, string? language, CancellationToken ct)
    {
        if (last is < 1 or > CaseReplay.Most)
            return ApiProblem.Invalid(http, $"'last' must be between 1 and {CaseReplay.Most}.");
        if ((await libraries.WithDraftsAsync(ct)).Process(process) is null)
            return ApiProblem.NotFound(http, $"There is no workflow '{process}' that can be run.");
        var words = Words(reader, language);
        return Results.Ok(new
        {
            items = (await replay.ReplayAsync(process, last ?? 20, ct)).Select(one => new
            {
                processInstanceKey = Answers.Key(one.InstanceKey), caseNumber = one.CaseNumber, version = one.Version, startedAt = Answers.Instant(one.StartedAt), running = one.IsRunning,
                outcome = DesignerJson.Code(one.Outcome), elementId = one.ElementId, why = one.Why?.In(words),
            }),
        });
    }

    private static RunScript? Read(JsonElement script, out string? problem)
    {
        problem = "It must be an object.";
        if (script.ValueKind != JsonValueKind.Object)
            return null;
        var text = script.GetRawText();
        if (text.Length <= TestRuns.LongestScript)
            return RunScript.Read(text, out problem);
        problem = $"It is longer than {TestRuns.LongestScript} characters.";
        return null;
    }

    private static object Answer(TestRun run, RunLibrary library, Language words) => new
    {
        now = Answers.Instant(run.Now),
        ended = run.IsEnded,
        status = run.Status,
        ends = run.Ends,
        refusal = run.Refusal is { } refusal ? new { action = refusal.Action, why = refusal.Why.In(words) } : null,
        nextMoment = Answers.Instant(run.NextMoment),
        tasks = run.Tasks.Select(task => new
        {
            process = task.Part.ProcessId, step = task.Part.ElementId, name = task.Part.Name.In(words), which = task.Which, assignee = task.Assignee, candidateGroups = task.CandidateGroups,
            due = Answers.Instant(task.DueAt), form = task.FormId,
        }),
        jobs = run.Jobs.Select(job => new { process = job.Part.ProcessId, step = job.Part.ElementId, name = job.Part.Name.In(words), which = job.Which, type = job.JobType }),
        timers = run.Timers.Select(timer => new { process = timer.Part.ProcessId, step = timer.Part.ElementId, name = timer.Part.Name.In(words), which = timer.Which, due = Answers.Instant(timer.DueAt) }),
        reminders = run.Reminders.Select(rung => new { step = rung.Task.ElementId, policy = rung.PolicyId, rung = rung.StepId, at = Answers.Instant(rung.At) }),
        messages = run.Messages.Select(message => new { process = message.Part.ProcessId, step = message.Part.ElementId, which = message.Which, name = message.Name, key = message.Key }),
        incidents = run.Incidents.Select(stuck => new { process = stuck.Part.ProcessId, step = stuck.Part.ElementId, which = stuck.Which, type = stuck.Type, message = stuck.Message }),
        steps = run.Steps.Where(step => step.IsTold).Select(step => step.Part.Path),
        mails = run.Mails.Select(mail => new
        {
            at = Answers.Instant(mail.At), template = mail.Template, step = mail.Step?.Path, to = mail.Receiver.Email, subject = mail.Render(mail.Language).Mail?.Subject,
        }),
        problems = library.Problems.Select(problem => new { kind = problem.Artifact.KindCode, name = problem.Artifact.Name, elementId = problem.ElementId, message = problem.Message }),
    };

    private static Language Words(Reader reader, string? language) => LanguageCodes.TryParse(language, out var asked) ? asked : reader.Language;
}
