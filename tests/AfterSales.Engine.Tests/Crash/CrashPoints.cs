using AfterSales.Engine.Storage;
using AfterSales.Engine.Storage.Sqlite;
using AfterSales.Engine.Tests.Postgres;
using AfterSales.Engine.Tests.Support;
using Dapper;

namespace AfterSales.Engine.Tests.Crash;

public sealed class SqliteCrashPoints : CrashPointSuite
{
    private readonly TemporaryFolder _folder = new();

    protected override IEngineStore NewLivingStore() => new SqliteStore(new EngineOptions { DataDirectory = _folder.Path });

    protected override void DropStore() => _folder.Dispose();
}

public sealed class PostgresCrashPoints : CrashPointSuite
{
    private readonly PostgresPlace _place = new();

    protected override IEngineStore NewLivingStore() => _place.New();

    protected override void LetItsLeaseEnd()
    {
        using var store = _place.New();
        using var db = store.OpenWrite();
        db.Execute("UPDATE engine_nodes SET lease_until = 0");
    }

    protected override void DropStore() => _place.Dispose();
}
