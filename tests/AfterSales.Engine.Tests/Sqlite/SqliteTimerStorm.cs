using AfterSales.Engine.Storage;
using AfterSales.Engine.Storage.Sqlite;
using AfterSales.Engine.Tests.Suites;
using AfterSales.Engine.Tests.Support;
using Xunit;

namespace AfterSales.Engine.Tests.Sqlite;

/// <summary>Alone, because it takes times and reads a metric that engines of other tests would answer too.</summary>
[Collection("alone")]
public sealed class SqliteTimerStorm : TimerStormSuite
{
    private readonly TemporaryFolder _folder = new();

    protected override IEngineStore NewStore() => new SqliteStore(new EngineOptions { DataDirectory = _folder.Path });

    protected override void DropStore() => _folder.Dispose();
}
