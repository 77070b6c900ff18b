using AfterSales.Engine.Storage;
using AfterSales.Engine.Storage.Sqlite;
using AfterSales.Engine.Tests.Suites;
using AfterSales.Engine.Tests.Support;

namespace AfterSales.Engine.Tests.Sqlite;

/// <summary>The store of one test: a SQLite file in a folder of its own.</summary>
internal sealed class SqliteFile : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public IEngineStore New() => new SqliteStore(new EngineOptions { DataDirectory = _folder.Path });

    public void Dispose() => _folder.Dispose();
}

public sealed class SqliteUserTasks : UserTaskSuite
{
    private readonly SqliteFile _file = new();

    protected override IEngineStore NewStore() => _file.New();

    protected override void DropStore() => _file.Dispose();
}

public sealed class SqliteJobs : JobSuite
{
    private readonly SqliteFile _file = new();

    protected override IEngineStore NewStore() => _file.New();

    protected override void DropStore() => _file.Dispose();
}

public sealed class SqliteTimers : TimerSuite
{
    private readonly SqliteFile _file = new();

    protected override IEngineStore NewStore() => _file.New();

    protected override void DropStore() => _file.Dispose();
}

public sealed class SqliteMessages : MessageSuite
{
    private readonly SqliteFile _file = new();

    protected override IEngineStore NewStore() => _file.New();

    protected override void DropStore() => _file.Dispose();
}

public sealed class SqliteCalls : CallSuite
{
    private readonly SqliteFile _file = new();

    protected override IEngineStore NewStore() => _file.New();

    protected override void DropStore() => _file.Dispose();
}

public sealed class SqliteDeployments : DeploymentSuite
{
    private readonly SqliteFile _file = new();

    protected override IEngineStore NewStore() => _file.New();

    protected override void DropStore() => _file.Dispose();
}

public sealed class SqliteCommits : CommitSuite
{
    private readonly SqliteFile _file = new();

    protected override IEngineStore NewStore() => _file.New();

    protected override void DropStore() => _file.Dispose();
}

public sealed class SqliteGroups : GroupSuite
{
    private readonly SqliteFile _file = new();

    protected override IEngineStore NewStore() => _file.New();

    protected override void DropStore() => _file.Dispose();
}

public sealed class SqliteOutbox : OutboxSuite
{
    private readonly SqliteFile _file = new();

    protected override IEngineStore NewStore() => _file.New();

    protected override void DropStore() => _file.Dispose();
}

public sealed class SqliteRestarts : RestartSuite
{
    private readonly SqliteFile _file = new();

    protected override IEngineStore NewStore() => _file.New();

    protected override void DropStore() => _file.Dispose();
}

public sealed class SqliteSearches : SearchSuite
{
    private readonly SqliteFile _file = new();

    protected override IEngineStore NewStore() => _file.New();

    protected override void DropStore() => _file.Dispose();
}

public sealed class SqliteFaults : FaultSuite
{
    private readonly SqliteFile _file = new();

    protected override IEngineStore NewStore() => _file.New();

    protected override void DropStore() => _file.Dispose();
}

public sealed class SqliteSignals : SignalSuite
{
    private readonly SqliteFile _file = new();

    protected override IEngineStore NewStore() => _file.New();

    protected override void DropStore() => _file.Dispose();
}

public sealed class SqliteConstructs : ConstructSuite
{
    private readonly SqliteFile _file = new();

    protected override IEngineStore NewStore() => _file.New();

    protected override void DropStore() => _file.Dispose();
}

public sealed class SqliteRandomProcesses : RandomSuite
{
    private readonly SqliteFile _file = new();

    protected override IEngineStore NewStore() => _file.New();

    protected override void DropStore() => _file.Dispose();
}

public sealed class SqliteOperations : OperationSuite
{
    private readonly SqliteFile _file = new();

    protected override IEngineStore NewStore() => _file.New();

    protected override void DropStore() => _file.Dispose();
}

public sealed class SqliteBatches : BatchSuite
{
    private readonly SqliteFile _file = new();

    protected override IEngineStore NewStore() => _file.New();

    protected override void DropStore() => _file.Dispose();
}

public sealed class SqliteStatistics : StatisticsSuite
{
    private readonly SqliteFile _file = new();

    protected override IEngineStore NewStore() => _file.New();

    protected override void DropStore() => _file.Dispose();
}

public sealed class SqliteDeletions : DeletionSuite
{
    private readonly SqliteFile _file = new();

    protected override IEngineStore NewStore() => _file.New();

    protected override void DropStore() => _file.Dispose();
}

public sealed class SqliteConditions : ConditionSuite
{
    private readonly SqliteFile _file = new();

    protected override IEngineStore NewStore() => _file.New();

    protected override void DropStore() => _file.Dispose();
}

public sealed class SqliteAwaits : AwaitSuite
{
    private readonly SqliteFile _file = new();

    protected override IEngineStore NewStore() => _file.New();

    protected override void DropStore() => _file.Dispose();
}
