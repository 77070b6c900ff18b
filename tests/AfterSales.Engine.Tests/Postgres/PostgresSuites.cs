using System.Diagnostics;
using AfterSales.Engine.Search;
using AfterSales.Engine.Storage;
using AfterSales.Engine.Storage.Postgres;
using AfterSales.Engine.Tests.Suites;
using AfterSales.Engine.Tests.Support;
using AfterSales.TestSupport;
using Shouldly;
using Xunit;

namespace AfterSales.Engine.Tests.Postgres;

/// <summary>The store of one test: a schema of its own on the server of the tests.</summary>
internal sealed class PostgresPlace : IDisposable
{
    private TestSchema? _schema;

    public IEngineStore New() => New(new EngineOptions());

    public PostgresStore New(EngineOptions options) => new(options, (_schema ??= TestSchema.New()).ConnectionString);

    public void Dispose() => _schema?.Dispose();
}

public sealed class PostgresUserTasks : UserTaskSuite
{
    private readonly PostgresPlace _place = new();

    protected override IEngineStore NewStore() => _place.New();

    protected override void DropStore() => _place.Dispose();
}

public sealed class PostgresJobs : JobSuite
{
    private readonly PostgresPlace _place = new();

    protected override IEngineStore NewStore() => _place.New();

    protected override void DropStore() => _place.Dispose();
}

public sealed class PostgresTimers : TimerSuite
{
    private readonly PostgresPlace _place = new();

    protected override IEngineStore NewStore() => _place.New();

    protected override void DropStore() => _place.Dispose();
}

public sealed class PostgresMessages : MessageSuite
{
    private readonly PostgresPlace _place = new();

    protected override IEngineStore NewStore() => _place.New();

    protected override void DropStore() => _place.Dispose();
}

public sealed class PostgresCalls : CallSuite
{
    private readonly PostgresPlace _place = new();

    protected override IEngineStore NewStore() => _place.New();

    protected override void DropStore() => _place.Dispose();
}

public sealed class PostgresDeployments : DeploymentSuite
{
    private readonly PostgresPlace _place = new();

    protected override IEngineStore NewStore() => _place.New();

    protected override void DropStore() => _place.Dispose();
}

public sealed class PostgresCommits : CommitSuite
{
    private readonly PostgresPlace _place = new();

    protected override IEngineStore NewStore() => _place.New();

    protected override void DropStore() => _place.Dispose();
}

public sealed class PostgresGroups : GroupSuite
{
    private readonly PostgresPlace _place = new();

    protected override IEngineStore NewStore() => _place.New();

    protected override void DropStore() => _place.Dispose();

    [Fact]
    public async Task Commands_that_share_a_commit_share_what_they_ask_for()
    {
        await Test.DeployAsync(Processes.OneTask());
        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Test.StartAsync("one-task")));
        var tasks = await Test.TasksAsync(new SearchRequest().Take(100));
        var writer = 0;
        await Engine.WriteAsync(_ => writer = Environment.CurrentManagedThreadId, ct: Ct);
        var trips = 0;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.PropagationData,
            ActivityStopped = _ => trips += Environment.CurrentManagedThreadId == writer ? 1 : 0,
        };
        ActivitySource.AddActivityListener(listener);

        var outcomes = await InOneGroupAsync([.. tasks.Select(task => (Func<Task<Outcome<Done>>>)(() => Engine.UserTasks.CompleteAsync(task.UserTaskKey, ct: Ct)))]);

        outcomes.Count.ShouldBe(40);
        outcomes.ShouldAllBe(wentWell => wentWell);
        trips.ShouldBeLessThan(20, "each of forty commands would ask for its task alone");
    }
}

public sealed class PostgresOutbox : OutboxSuite
{
    private readonly PostgresPlace _place = new();

    protected override IEngineStore NewStore() => _place.New();

    protected override void DropStore() => _place.Dispose();
}

public sealed class PostgresRestarts : RestartSuite
{
    private readonly PostgresPlace _place = new();

    protected override IEngineStore NewStore() => _place.New();

    protected override void DropStore() => _place.Dispose();
}

public sealed class PostgresSearches : SearchSuite
{
    private readonly PostgresPlace _place = new();

    protected override IEngineStore NewStore() => _place.New();

    protected override void DropStore() => _place.Dispose();
}

public sealed class PostgresFaults : FaultSuite
{
    private readonly PostgresPlace _place = new();

    protected override IEngineStore NewStore() => _place.New();

    protected override void DropStore() => _place.Dispose();
}

public sealed class PostgresSignals : SignalSuite
{
    private readonly PostgresPlace _place = new();

    protected override IEngineStore NewStore() => _place.New();

    protected override void DropStore() => _place.Dispose();
}

public sealed class PostgresConstructs : ConstructSuite
{
    private readonly PostgresPlace _place = new();

    protected override IEngineStore NewStore() => _place.New();

    protected override void DropStore() => _place.Dispose();
}

public sealed class PostgresRandomProcesses : RandomSuite
{
    private readonly PostgresPlace _place = new();

    protected override int Cases => 40;

    protected override IEngineStore NewStore() => _place.New();

    protected override void DropStore() => _place.Dispose();
}

public sealed class PostgresOperations : OperationSuite
{
    private readonly PostgresPlace _place = new();

    protected override IEngineStore NewStore() => _place.New();

    protected override void DropStore() => _place.Dispose();
}

public sealed class PostgresBatches : BatchSuite
{
    private readonly PostgresPlace _place = new();

    protected override IEngineStore NewStore() => _place.New();

    protected override void DropStore() => _place.Dispose();
}

public sealed class PostgresStatistics : StatisticsSuite
{
    private readonly PostgresPlace _place = new();

    protected override IEngineStore NewStore() => _place.New();

    protected override void DropStore() => _place.Dispose();
}

public sealed class PostgresDeletions : DeletionSuite
{
    private readonly PostgresPlace _place = new();

    protected override IEngineStore NewStore() => _place.New();

    protected override void DropStore() => _place.Dispose();
}

public sealed class PostgresConditions : ConditionSuite
{
    private readonly PostgresPlace _place = new();

    protected override IEngineStore NewStore() => _place.New();

    protected override void DropStore() => _place.Dispose();
}

public sealed class PostgresAwaits : AwaitSuite
{
    private readonly PostgresPlace _place = new();

    protected override IEngineStore NewStore() => _place.New();

    protected override void DropStore() => _place.Dispose();
}
