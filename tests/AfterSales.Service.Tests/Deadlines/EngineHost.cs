using AfterSales.Bpmn.Model;
using AfterSales.Engine;
using AfterSales.Engine.Clock;
using AfterSales.Engine.Commits;
using AfterSales.Engine.Deployments;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Search;
using AfterSales.Engine.Storage;
using AfterSales.Engine.UserTasks;
using AfterSales.Feel.Values;
using AfterSales.Service.Calendars;
using AfterSales.Service.Deadlines;
using AfterSales.Service.Timeline;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Deadlines;

/// <summary>A real engine on a database of its own, with limits observed and a clock that the test holds.</summary>
internal sealed class EngineHost : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("aftersales-test-").FullName;

    private EngineHost(DateTimeOffset now, DeadlineOptions options, Func<EngineHost, IEnumerable<IEngineObserver>>? more)
    {
        Clock.Pin(now);
        Ledger = new(Calendars, (_, entry) => Timeline.Add(entry));
        Engine = new(new EngineOptions { DataDirectory = folder, PollInterval = TimeSpan.FromMilliseconds(50) }, new EngineParts
        {
            Clock = Clock,
            Functions = WorkingCalendarFunctions.All(Calendars),
            Migrations = [new EmbeddedMigrations("service", typeof(DeadlineQueries).Assembly)],
            Observers = () => [new DeadlineObserver(Calendars, options, Ledger), .. more?.Invoke(this) ?? []],
        });
        Queries = new(Engine, Calendars, Clock);
        Sweep = new(Engine, Ledger);
    }

    public ControllableTimeProvider Clock { get; } = new();

    public CalendarRegistry Calendars { get; } = new();

    public ProcessEngine Engine { get; }

    public DeadlineQueries Queries { get; }

    public DeadlineLedger Ledger { get; }

    public DeadlineSweep Sweep { get; }

    /// <summary>What would stand in the case's timeline; entries of a commit that failed would be here too, so commits must not fail.</summary>
    public List<TimelineEntry> Timeline { get; } = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<EngineHost> StartAsync(
        DateTimeOffset now, string model, DeadlineOptions? options = null, Func<EngineHost, IEnumerable<IEngineObserver>>? more = null)
    {
        var host = new EngineHost(now, options ?? new DeadlineOptions(), more);
        await host.Engine.StartAsync(Ct);
        var deployed = await host.Engine.Deployments.DeployAsync([new DeploymentResource("test.bpmn", System.Text.Encoding.UTF8.GetBytes(model))], ct: Ct);
        deployed.IsOk.ShouldBeTrue(string.Join(" ", deployed.Problems));
        return host;
    }

    public async Task<long> StartCaseAsync(string number = "CMP-2026-0001", string calendar = "standard")
    {
        var variables = (FeelContext)FeelJson.Parse(
            $$"""{"case": {"number": "{{number}}", "calendar": "{{calendar}}", "receivedAt": "{{Clock.GetUtcNow():O}}", "language": "en" } }""");
        var created = await Engine.Instances.CreateAsync(new CreateInstance { ProcessId = "test", Variables = variables }, ct: Ct);
        created.IsOk.ShouldBeTrue(created.IsOk ? "" : created.Failure.ToString());
        return created.Value.ProcessInstanceKey;
    }

    public async Task<UserTaskRow> TaskAsync(string elementId)
    {
        var page = await Engine.UserTasks.SearchAsync(SearchRequest.Where("elementId", elementId), Ct);
        return page.Value.Items.Single(task => task.State == UserTaskStates.Created);
    }

    public async Task CompleteAsync(string elementId)
    {
        var task = await TaskAsync(elementId);
        (await Engine.UserTasks.CompleteAsync(task.UserTaskKey, by: "somebody", ct: Ct)).IsOk.ShouldBeTrue();
    }

    /// <summary>Moves the clock and waits until every timer that is due then has fired.</summary>
    public async Task GoToAsync(DateTimeOffset at)
    {
        Clock.Pin(at);
        await EventuallyAsync(() => Engine.ReadAsync(db =>
        {
            using var command = db.CreateCommand();
            command.CommandText = $"SELECT COUNT(*) FROM engine_timers WHERE due_at <= {at.ToUnixTimeMilliseconds()}";
            return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture) == 0;
        }, Ct));
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task EventuallyAsync(Func<Task<bool>> condition)
    {
        var until = System.Diagnostics.Stopwatch.StartNew();
        while (!await condition())
        {
            until.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20), "the engine should have caught up with the clock");
            await Task.Yield();
        }
    }
}
