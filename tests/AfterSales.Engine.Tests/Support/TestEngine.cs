using AfterSales.Engine.Clock;
using AfterSales.Engine.Commits;
using AfterSales.Engine.Deletion;
using AfterSales.Engine.Deployments;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Jobs;
using AfterSales.Engine.Outbox;
using AfterSales.Engine.Search;
using AfterSales.Engine.Storage;
using AfterSales.Engine.UserTasks;
using AfterSales.Feel.Values;
using Shouldly;

namespace AfterSales.Engine.Tests.Support;

/// <summary>An engine on a store of its own, with a clock that the test moves. Can be closed and opened again on the same data.</summary>
internal sealed class TestEngine : IAsyncDisposable
{
    private readonly Func<IEngineStore> _store;
    private readonly EngineOptions _options;
    private ProcessEngine? _engine;

    public TestEngine(Func<IEngineStore> store, EngineOptions? options = null)
    {
        _store = store;
        _options = options ?? new EngineOptions();
        _options = _options with { PollInterval = TimeSpan.FromMilliseconds(50), FirstBackoff = TimeSpan.FromMinutes(1) };
        Clock.Pin(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
    }

    public ControllableTimeProvider Clock { get; } = new();

    public List<IEngineObserver> Observers { get; } = [];
    public List<IJobHandler> JobHandlers { get; } = [];
    public List<IOutboxHandler> OutboxHandlers { get; } = [];
    public List<IDatabaseMigrations> Migrations { get; } = [];
    public List<IHistoryGuard> HistoryGuards { get; } = [];

    public ProcessEngine Engine => _engine ?? throw new InvalidOperationException("The engine is closed.");

    public async Task<TestEngine> OpenAsync(bool workers = true)
    {
        _engine = new ProcessEngine(_options, new EngineParts
        {
            Clock = Clock,
            Logging = new TestLogging(),
            Store = _store(),
            Migrations = Migrations,
            HistoryGuards = HistoryGuards,
            Observers = () => Observers,
            JobHandlers = () => JobHandlers,
            OutboxHandlers = () => OutboxHandlers,
        });
        await _engine.PrepareAsync();
        if (workers)
            await _engine.StartAsync();
        return this;
    }

    public async Task CloseAsync()
    {
        if (_engine is not null)
            await _engine.DisposeAsync();
        _engine = null;
    }

    /// <summary>What a restart of the program does.</summary>
    public async Task ReopenAsync(bool workers = true)
    {
        await CloseAsync();
        await OpenAsync(workers);
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    public async Task<Deployment> DeployAsync(params DeploymentResource[] resources)
    {
        var result = await Engine.Deployments.DeployAsync(resources);
        result.Problems.ShouldBeEmpty();
        return result.Deployment!;
    }

    public async Task<long> StartAsync(string processId, FeelContext? variables = null, string? businessKey = null)
    {
        var created = await Engine.Instances.CreateAsync(new CreateInstance { ProcessId = processId, Variables = variables, BusinessKey = businessKey });
        created.IsOk.ShouldBeTrue(created.ToString());
        return created.Value.ProcessInstanceKey;
    }

    public async Task<UserTaskRow> TaskOfAsync(long instanceKey) =>
        (await TasksAsync(SearchRequest.Where("processInstanceKey", instanceKey).And("state", UserTaskStates.Created))).ShouldHaveSingleItem();

    public async Task<IReadOnlyList<UserTaskRow>> TasksAsync(SearchRequest request) => Items(await Engine.UserTasks.SearchAsync(request));

    public async Task<JobRow> JobOfAsync(long instanceKey) =>
        Items(await Engine.Jobs.SearchAsync(SearchRequest.Where("processInstanceKey", instanceKey))).ShouldHaveSingleItem();

    public async Task<string?> StateOfAsync(long instanceKey) => (await Engine.Instances.GetAsync(instanceKey))?.State;

    public Task EndsAsync(long instanceKey) => Eventually.Async(async () => (await StateOfAsync(instanceKey)).ShouldBe(InstanceStates.Completed));

    public async Task<FeelValue?> VariableAsync(long instanceKey, string name) => await Engine.Variables.OfInstanceAsync(instanceKey, name);

    public static IReadOnlyList<T> Items<T>(Outcome<SearchPage<T>> outcome)
    {
        outcome.IsOk.ShouldBeTrue(outcome.ToString());
        return outcome.Value.Items;
    }

    public static FeelContext Of(params (string Name, FeelValue Value)[] entries) =>
        new(entries.Select(entry => KeyValuePair.Create(entry.Name, entry.Value)));
}
