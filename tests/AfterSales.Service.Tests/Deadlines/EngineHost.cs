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
using AfterSales.Service.Calendars.Editing;
using AfterSales.Service.Deadlines;
using AfterSales.Service.Deadlines.Moves;
using AfterSales.Service.Timeline;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Deadlines;

/// <summary>A real engine on a database of its own, with limits observed and a clock that the test holds.</summary>
internal sealed class EngineHost : IAsyncDisposable
{
    private readonly string folder;
    private bool keepsFolder;

    private EngineHost(DateTimeOffset now, DeadlineOptions options, Func<EngineHost, IEnumerable<IEngineObserver>>? more, string? existing)
    {
        folder = existing ?? Directory.CreateTempSubdirectory("aftersales-test-").FullName;
        Clock.Pin(now);
        Ledger = new(Calendars, (_, entry) => Told(entry));
        Engine = new(new EngineOptions { DataDirectory = folder, PollInterval = TimeSpan.FromMilliseconds(50) }, new EngineParts
        {
            Clock = Clock,
            Functions = WorkingCalendarFunctions.All(Calendars),
            Migrations = [new EmbeddedMigrations("service", typeof(DeadlineQueries).Assembly)],
            Observers = () => [new DeadlineObserver(Calendars, options, Ledger), .. more?.Invoke(this) ?? []],
        });
        Queries = new(Engine, Calendars, Clock);
        Sweep = new(Engine, Ledger);
        Versions = new(Engine, Calendars);
        Changes = new(Engine, Calendars, Wake);
        Moves = new(Engine, Calendars, Versions, Ledger, new NoticeTimes(new AfterSales.Service.People.Directory([])), (_, entry) => Told(entry), NullLogger<CalendarMoves>.Instance);
    }

    public ControllableTimeProvider Clock { get; } = new();

    public CalendarRegistry Calendars { get; } = new();

    public ProcessEngine Engine { get; }

    public DeadlineQueries Queries { get; }

    public DeadlineLedger Ledger { get; }

    public DeadlineSweep Sweep { get; }

    public CalendarVersions Versions { get; }

    public MoveWake Wake { get; } = new();

    public CalendarChanges Changes { get; }

    /// <summary>What the background sweep does; nothing runs it here but the test.</summary>
    public CalendarMoves Moves { get; }

    /// <summary>Called with each entry of a timeline, within the commit that writes it.</summary>
    public Action<TimelineEntry>? OnTold { get; set; }

    /// <summary>What would stand in the case's timeline; entries of a commit that failed would be here too, so commits must not fail.</summary>
    public List<TimelineEntry> Timeline { get; } = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<EngineHost> StartAsync(
        DateTimeOffset now, string model, DeadlineOptions? options = null, Func<EngineHost, IEnumerable<IEngineObserver>>? more = null)
    {
        var host = new EngineHost(now, options ?? new DeadlineOptions(), more, existing: null);
        await host.Engine.StartAsync(Ct);
        var deployed = await host.Engine.Deployments.DeployAsync([new DeploymentResource("test.bpmn", System.Text.Encoding.UTF8.GetBytes(model))], ct: Ct);
        deployed.IsOk.ShouldBeTrue(string.Join(" ", deployed.Problems));
        return host;
    }

    /// <summary>Stops everything and starts it again on the same database, at the same time; what was only in memory is gone.</summary>
    public async Task<EngineHost> RestartAsync()
    {
        keepsFolder = true;
        await DisposeAsync();
        var next = new EngineHost(Clock.GetUtcNow(), new DeadlineOptions(), more: null, folder);
        await next.Engine.StartAsync(Ct);
        return next;
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
        if (!keepsFolder)
            Directory.Delete(folder, recursive: true);
    }

    private void Told(TimelineEntry entry)
    {
        Timeline.Add(entry);
        OnTold?.Invoke(entry);
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
