using System.Globalization;
using AfterSales.Engine;
using AfterSales.Engine.Clock;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Jobs;
using AfterSales.Engine.Messages;
using AfterSales.Engine.Search;
using AfterSales.Engine.UserTasks;
using AfterSales.Feel;
using AfterSales.Feel.Values;
using AfterSales.Service.Calendars;
using AfterSales.Service.Forms;
using AfterSales.Service.Languages;
using AfterSales.Service.Workflows;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Workflows;

/// <summary>
/// The shipped workflows on the durable engine with a database file of its own. The engine can be closed and opened again
/// between any two steps; jobs are done at once by handlers that do nothing.
/// </summary>
internal sealed class DurableWalk : IAsyncDisposable
{
    /// <summary>The files of a database with all shipped workflows deployed: walks begin with a copy of it.</summary>
    private static readonly Lazy<Task<Dictionary<string, byte[]>>> Deployed = new(DeployAsync);

    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("aftersales-test-").FullName;
    private readonly ControllableTimeProvider _clock = new();
    private readonly FlowPath _path;
    private readonly Func<string, string, FeelContext> _jobs;
    private ProcessEngine? _engine;
    private long _case;

    private DurableWalk(FlowPath path)
    {
        (_path, _jobs) = (path, path.Jobs.Run());
        _clock.Pin(new DateTimeOffset(2026, 11, 23, 6, 0, 0, TimeSpan.Zero));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ProcessEngine Engine => _engine!;

    public static async Task<DurableWalk> StartAsync(FlowPath path)
    {
        var walk = new DurableWalk(path);
        foreach (var (name, content) in await Deployed.Value)
            await File.WriteAllBytesAsync(Path.Combine(walk._folder, name), content, Ct);
        await walk.OpenAsync();
        var started = await walk.Engine.Instances.CreateAsync(
            new CreateInstance { ProcessId = path.ProcessId, Variables = path.StartVariables }, ct: Ct);
        started.IsOk.ShouldBeTrue();
        walk._case = started.Value.ProcessInstanceKey;
        return walk;
    }

    /// <summary>What a restart of the program does.</summary>
    public async Task RestartAsync()
    {
        await Engine.DisposeAsync();
        await OpenAsync();
    }

    public async Task TakeAsync(PathStep step)
    {
        if (step.Task is not null)
            await CompleteAsync(step.Task, step.Answers ?? []);
        else if (step.Timer is not null)
            await LetPassAsync(step.Timer);
        else
            (await Engine.Messages.PublishAsync(new PublishMessage(step.Message!, _path.CaseNumber) { Variables = step.MessageVariables }, ct: Ct)).IsOk.ShouldBeTrue();
    }

    /// <summary>Waits until the case has come to its end; nothing may be left open.</summary>
    public Task EndsAsync() => EventuallyAsync(
        async () => (await Engine.Instances.GetAsync(_case, Ct))?.State == InstanceStates.Completed && (await OpenTasksAsync()).Count == 0,
        async () => $"the case should end; open: {string.Join(", ", (await OpenTasksAsync()).Select(task => task.ElementId))}; {await IncidentsAsync()}");

    public async ValueTask DisposeAsync()
    {
        if (_engine is not null)
            await _engine.DisposeAsync();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    private static async Task<Dictionary<string, byte[]>> DeployAsync()
    {
        await using var walk = new DurableWalk(FlowPath.All.Values.First());
        await walk.OpenAsync();
        (await walk.Engine.Deployments.DeployAsync(WorkflowLoader.Read(WorkflowFiles.Folder))).Problems.ShouldBeEmpty();
        await walk.Engine.DisposeAsync();
        walk._engine = null;
        // The database and its log; what they share in memory is made anew.
        return System.IO.Directory.GetFiles(walk._folder, new EngineOptions().DatabaseFile + "*").Where(file => !file.EndsWith("-shm", StringComparison.Ordinal))
            .ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes);
    }

    private async Task OpenAsync()
    {
        _engine = new ProcessEngine(new EngineOptions { DataDirectory = _folder, PollInterval = TimeSpan.FromMilliseconds(50) }, new EngineParts
        {
            Clock = _clock,
            Functions = WorkingCalendarFunctions.All(new CalendarRegistry()),
            JobHandlers = () => JobTypes.Value.Select(type => new DoneAtOnce(type, _jobs)),
        });
        await _engine.StartAsync(Ct);
    }

    private async Task CompleteAsync(string taskId, IReadOnlyDictionary<string, string> answers)
    {
        UserTaskRow? task = null;
        await EventuallyAsync(
            async () => (task = (await OpenTasksAsync()).FirstOrDefault(open => open.ElementId == taskId)) is not null,
            async () => $"{taskId} should open; open: {string.Join(", ", (await OpenTasksAsync()).Select(open => open.ElementId))}; {await IncidentsAsync()}");
        var variables = (await Engine.UserTasks.VariablesAsync(task!.UserTaskKey, Ct))!;
        var outcome = FormValidator.Validate(
            WorkflowLibrary.Shipped.Form(task.FormId!), FormValues.From(answers.Select(answer => (answer.Key, answer.Value))), [], variables, new FeelEnvironment(_clock.GetUtcNow(), TimeZoneInfo.Utc), Language.English);
        outcome.Errors.ShouldBeEmpty(taskId);
        (await Engine.UserTasks.CompleteAsync(task.UserTaskKey, outcome.Values, "somebody", ct: Ct)).IsOk.ShouldBeTrue();
    }

    private async Task LetPassAsync(string timerId)
    {
        long? due = null;
        await EventuallyAsync(async () => (due = await DueAsync(Engine, timerId)) is not null, () => Task.FromResult($"{timerId} should run"));
        _clock.Pin(DateTimeOffset.FromUnixTimeMilliseconds(due!.Value));
        // A timer that comes round waits for its next time.
        await EventuallyAsync(async () => await DueAsync(Engine, timerId) != due, () => Task.FromResult($"{timerId} should fire"));
    }

    /// <summary>When the timer is due, in Unix milliseconds; null when it does not run.</summary>
    public static Task<long?> DueAsync(ProcessEngine engine, string timerId) => engine.ReadAsync(db =>
    {
        using var command = db.CreateCommand();
        command.CommandText = "SELECT MIN(due_at) FROM engine_timers WHERE element_id = @id";
        var id = command.CreateParameter();
        (id.ParameterName, id.Value) = ("@id", timerId);
        command.Parameters.Add(id);
        return command.ExecuteScalar() is { } value and not DBNull ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : (long?)null;
    }, Ct);

    private async Task<IReadOnlyList<UserTaskRow>> OpenTasksAsync() =>
        (await Engine.UserTasks.SearchAsync(SearchRequest.Where("state", UserTaskStates.Created), Ct)).Value.Items;

    private async Task<string> IncidentsAsync() =>
        string.Join("; ", (await Engine.Incidents.SearchAsync(new SearchRequest(), Ct)).Value.Items.Select(incident => incident.ToString()));

    private static async Task EventuallyAsync(Func<Task<bool>> condition, Func<Task<string>> otherwise)
    {
        var since = System.Diagnostics.Stopwatch.StartNew();
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!await condition())
        {
            if (since.Elapsed > TimeSpan.FromSeconds(30))
                Assert.Fail(await otherwise());
            await beat.WaitForNextTickAsync(Ct);
        }
    }

    /// <summary>The types of all automatic steps of the shipped diagrams.</summary>
    private static readonly Lazy<IReadOnlyList<string>> JobTypes = new(() =>
        [.. WorkflowFiles.AllDiagrams.SelectMany(diagram => diagram.Descendants(WorkflowFiles.Zeebe + "taskDefinition")).Select(task => (string)task.Attribute("type")!).Distinct()]);

    private sealed class DoneAtOnce(string jobType, Func<string, string, FeelContext> answers) : IJobHandler
    {
        private readonly Lock _one = new();

        public string JobType => jobType;

        public ValueTask<JobOutcome> HandleAsync(ActivatedJob job, CancellationToken ct)
        {
            lock (_one)
                return ValueTask.FromResult(JobOutcome.Complete(answers(job.ElementId, jobType)));
        }
    }
}
