using System.Data.Common;
using AfterSales.Engine.Storage.Sqlite;
using AfterSales.Engine.Tests.Support;
using AfterSales.TestSupport;
using Dapper;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;

namespace AfterSales.Engine.Tests.Storage;

/// <summary>Statements that are kept ready answer as new ones would, whoever used them before and however he left them.</summary>
public sealed class SqliteStatementTests : IDisposable
{
    private const string One = "SELECT name FROM person WHERE person_id = @id";

    private readonly TemporaryFolder _folder = new();
    private readonly SqliteStore _store;
    private readonly DbConnection _writer;

    public SqliteStatementTests()
    {
        _store = new SqliteStore(new EngineOptions { DataDirectory = _folder.Path });
        _store.Open();
        _writer = _store.OpenWrite();
        _writer.Execute("CREATE TABLE person (person_id INTEGER PRIMARY KEY, name TEXT NOT NULL)");
        _writer.Execute("INSERT INTO person (person_id, name) VALUES (@id, @name)", new[] { new { id = 1, name = "Sara" }, new { id = 2, name = "王" } });
    }

    public void Dispose()
    {
        _writer.Dispose();
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_connection_that_comes_back_has_its_statements_ready()
    {
        SqliteCommand first, second;
        using (var db = (SqliteStatements)_store.OpenRead())
        {
            db.ExecuteScalar<string>(One, new { id = 1 }).ShouldBe("Sara");
            db.Link.Return(first = db.Link.Rent(One), isUsable: true);
        }
        using (var db = (SqliteStatements)_store.OpenRead())
            db.Link.Return(second = db.Link.Rent(One), isUsable: true);
        second.ShouldBeSameAs(first);
    }

    [Fact]
    public void A_value_of_one_use_is_none_of_the_next()
    {
        using var db = _store.OpenRead();
        db.ExecuteScalar<string>(One, new { id = 2 }).ShouldBe("王");
        Should.Throw<InvalidOperationException>(() => db.ExecuteScalar<string>(One)).Message.ShouldContain("@id");
        db.ExecuteScalar<string>(One, new { id = 3 }).ShouldBeNull();
    }

    [Fact]
    public void The_same_statement_can_run_twice_at_once()
    {
        using var db = _store.OpenRead();
        const string all = "SELECT person_id FROM person ORDER BY person_id";
        var pairs = db.Query<long>(all, buffered: false).SelectMany(left => db.Query<long>(all, buffered: false).Select(right => (left, right))).ToList();
        pairs.ShouldBe([(1, 1), (1, 2), (2, 1), (2, 2)]);
    }

    [Fact]
    public void A_list_is_written_out_each_time_anew()
    {
        using var db = _store.OpenRead();
        int Count(params long[] ids) => db.ExecuteScalar<int>("SELECT COUNT(*) FROM person WHERE person_id IN @ids", new { ids });
        Count(1, 2).ShouldBe(2);
        Count(2).ShouldBe(1);
        Count().ShouldBe(0);
        Count(1, 2, 3).ShouldBe(2);
        db.Query<string>("SELECT name FROM person WHERE person_id IN @ids AND name <> @other AND person_id NOT IN @never ORDER BY name",
            new { ids = new[] { 1, 2, 3 }, other = "王", never = new[] { 7, 8 } }).ShouldBe(["Sara"]);
    }

    [Fact]
    public void Rows_that_nobody_read_to_their_end_hold_nothing_up()
    {
        using (var db = _store.OpenRead())
        {
            var reader = db.ExecuteReader("SELECT person_id FROM person");
            reader.Read().ShouldBeTrue();
        }
        _writer.Execute("INSERT INTO person (person_id, name) VALUES (3, 'Reza')");
        // A reader that still stood on the old rows would keep this from emptying the log.
        _writer.QuerySingle<(long Busy, long Log, long Moved)>("PRAGMA wal_checkpoint(TRUNCATE)").Busy.ShouldBe(0);
        using var later = _store.OpenRead();
        later.ExecuteScalar<int>("SELECT COUNT(*) FROM person").ShouldBe(3);
    }

    [Fact]
    public void A_transaction_that_was_left_open_is_not_the_next_readers()
    {
        using (var db = _store.OpenRead())
        {
            var left = db.BeginTransaction();
            db.ExecuteScalar<int>("SELECT COUNT(*) FROM person", transaction: left).ShouldBe(2);
        }
        _writer.Execute("INSERT INTO person (person_id, name) VALUES (3, 'Reza')");
        using var later = _store.OpenRead();
        later.ExecuteScalar<int>("SELECT COUNT(*) FROM person").ShouldBe(3);
    }

    [Fact]
    public void A_statement_that_failed_can_be_used_again()
    {
        const string add = "INSERT INTO person (person_id, name) VALUES (@id, @name)";
        Should.Throw<SqliteException>(() => _writer.Execute(add, new { id = 1, name = "Twice" })).SqliteErrorCode.ShouldBe(19);
        _writer.Execute(add, new { id = 4, name = "Mina" }).ShouldBe(1);
    }

    [Fact]
    public void More_statements_than_are_kept_all_answer()
    {
        using var db = _store.OpenRead();
        for (var round = 0; round < 2; round++)
            for (var i = 0; i < 600; i++)
                db.ExecuteScalar<int>($"SELECT {i} + person_id FROM person WHERE person_id = @id", new { id = 1 }).ShouldBe(i + 1);
    }

    [Fact]
    public void A_changed_table_is_seen_by_statements_from_before()
    {
        using (var db = _store.OpenRead())
            db.QuerySingle("SELECT * FROM person WHERE person_id = 1");
        _writer.Execute("ALTER TABLE person ADD COLUMN town TEXT NOT NULL DEFAULT 'Yazd'");
        using var later = _store.OpenRead();
        ((string)later.QuerySingle("SELECT * FROM person WHERE person_id = 1").town).ShouldBe("Yazd");
    }

    [Fact]
    public void A_connection_that_was_given_back_answers_nothing_more()
    {
        var db = _store.OpenRead();
        db.Dispose();
        db.Dispose();
        Should.Throw<InvalidOperationException>(() => db.ExecuteScalar<int>("SELECT 1"));
    }

    [Fact]
    public void Many_readers_at_once_see_what_is_there()
    {
        Parallel.For(0, 2_000, i =>
        {
            using var db = _store.OpenRead();
            db.ExecuteScalar<string>(One, new { id = 1 + (i % 2) }).ShouldBe(i % 2 == 0 ? "Sara" : "王");
        });
    }
}
