using System.Reflection;
using AfterSales.Engine.Storage;
using AfterSales.Engine.Storage.Sqlite;
using AfterSales.Engine.Tests.Support;
using Dapper;
using Shouldly;
using Xunit;

namespace AfterSales.Engine.Tests.Storage;

public sealed class MigratorTests : IDisposable
{
    private static readonly EmbeddedMigrations EngineArea = new("engine", typeof(ProcessEngine).Assembly);

    private readonly TemporaryFolder _folder = new();
    private readonly SqliteStore _store;

    public MigratorTests()
    {
        _store = new SqliteStore(new EngineOptions { DataDirectory = _folder.Path });
        _store.Open();
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Each_migration_runs_once_however_often_the_program_starts()
    {
        Apply(EngineArea);
        var first = Applied();
        Apply(EngineArea);

        Applied().ShouldBe(first);
        first.ShouldContain(row => row.Area == "engine" && row.Number == 1);
    }

    [Fact]
    public void A_migration_changed_after_it_was_applied_is_refused()
    {
        Apply(EngineArea);
        Execute("UPDATE schema_migrations SET checksum = 'other' WHERE number = 1");

        Should.Throw<EngineStartException>(() => Apply(EngineArea)).Message.ShouldContain("was changed after it was applied");
    }

    [Fact]
    public void A_database_of_a_later_program_is_refused()
    {
        Apply(EngineArea);
        Execute("INSERT INTO schema_migrations VALUES ('engine', 9999, 'from_the_future', 'x', 0)");

        Should.Throw<EngineStartException>(() => Apply(EngineArea)).Message.ShouldBe(
            "The database was written by a later version of the program: it holds migration 9999 'from_the_future' of 'engine', which this version does not know.");
    }

    [Fact]
    public void A_migration_that_fails_leaves_nothing_of_itself_and_names_itself()
    {
        Apply(EngineArea);
        Execute("DELETE FROM schema_migrations");

        var failure = Should.Throw<EngineStartException>(() => Apply(EngineArea));

        failure.Message.ShouldStartWith("Migration 1 'engine' of 'engine' failed:");
        Applied().ShouldBeEmpty();
    }

    private void Apply(IDatabaseMigrations area) => new Migrator(_store, TimeProvider.System).Apply([area]);

    private void Execute(string sql)
    {
        using var db = _store.OpenWrite();
        db.Execute(sql);
    }

    private List<(string Area, long Number)> Applied()
    {
        using var db = _store.OpenRead();
        return [.. db.Query<(string, long)>("SELECT area, number FROM schema_migrations ORDER BY area, number")];
    }
}
