using AfterSales.Engine.Storage.Sqlite;
using AfterSales.Engine.Tests.Support;
using Dapper;
using Microsoft.Data.Sqlite;
using AfterSales.TestSupport;
using Shouldly;
using Xunit;

namespace AfterSales.Engine.Tests.Storage;

/// <summary>A machine that is not ready gets one clear sentence.</summary>
public sealed class SqliteStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private EngineOptions Options => new() { DataDirectory = _folder.Path };

    private string File => Path.Combine(_folder.Path, Options.DatabaseFile);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_second_engine_on_the_same_data_is_refused()
    {
        using var first = new SqliteStore(Options);
        first.Open();
        using var second = new SqliteStore(Options);

        Should.Throw<EngineStartException>(second.Open).Message.ShouldStartWith($"The database '{File}' is in use by another running program");
    }

    [Fact]
    public void The_data_can_be_opened_again_after_it_was_closed()
    {
        using (var first = new SqliteStore(Options))
            first.Open();
        using var second = new SqliteStore(Options);
        Should.NotThrow(second.Open);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_named()
    {
        var file = Path.Combine(_folder.Path, "a-file");
        System.IO.File.WriteAllText(file, "");
        using var store = new SqliteStore(new EngineOptions { DataDirectory = Path.Combine(file, "data") });

        Should.Throw<EngineStartException>(store.Open).Message.ShouldContain(Path.Combine(file, "data"));
    }

    [Fact]
    public void A_folder_without_the_right_to_write_is_named()
    {
        Part.Require(!OperatingSystem.IsWindows(), "Rights of a folder are taken away here as Unix has them.");
        using var store = new SqliteStore(new EngineOptions { DataDirectory = FolderNobodyMayWrite() });

        Should.Throw<EngineStartException>(store.Open).Message.ShouldContain("cannot be written");
    }

    // No right can be taken away from root, but the kernel's own folder lets nobody make files.
    private string FolderNobodyMayWrite()
    {
        if (Environment.IsPrivilegedProcess && OperatingSystem.IsLinux())
            return "/sys";
        var folder = Path.Combine(_folder.Path, "read-only");
        if (!OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return folder;
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_left_alone()
    {
        System.IO.File.WriteAllText(File, "these are my holiday plans, and they are longer than a database header would be");
        using var store = new SqliteStore(Options);

        Should.Throw<EngineStartException>(store.Open).Message.ShouldBe($"The file '{File}' is not a SQLite database.");
        System.IO.File.ReadAllText(File).ShouldStartWith("these are my holiday plans");
    }

    [Fact]
    public void Writing_is_synchronised_with_the_disk_and_readers_do_not_wait()
    {
        using var store = new SqliteStore(Options);
        store.Open();
        using var writer = store.OpenWrite();

        writer.ExecuteScalar<string>("PRAGMA journal_mode").ShouldBe("wal");
        writer.ExecuteScalar<long>("PRAGMA synchronous").ShouldBe(2, "FULL");
        writer.ExecuteScalar<long>("PRAGMA busy_timeout").ShouldBe(5000);
        writer.ExecuteScalar<long>("PRAGMA foreign_keys").ShouldBe(1);
    }

    [Fact]
    public void A_transaction_that_the_database_gave_up_is_known_as_lost()
    {
        using var store = new SqliteStore(Options);
        store.Open();
        using var writer = store.OpenWrite();
        using var transaction = store.BeginWrite(writer);
        store.TransactionIsLost(writer).ShouldBeFalse();

        // What SQLite does by itself when the disk is full.
        using (var command = writer.CreateCommand())
        {
            command.CommandText = "ROLLBACK";
            command.Transaction = transaction;
            command.ExecuteNonQuery();
        }

        store.TransactionIsLost(writer).ShouldBeTrue();
    }

    [Theory]
    [InlineData("CMP-*", "CMP-2026", true)]
    [InlineData("CMP-*", "cmp-2026", false)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "ac", false)]
    [InlineData(@"a\*c", "a*c", true)]
    [InlineData(@"a\*c", "abc", false)]
    [InlineData("[a]", "[a]", true)]
    [InlineData("[a]", "a", false)]
    [InlineData(@"a\\b", @"a\b", true)]
    public void Patterns_know_two_signs_and_nothing_else(string pattern, string text, bool matches)
    {
        using var store = new SqliteStore(Options);
        store.Open();
        using var db = store.OpenWrite();

        db.ExecuteScalar<long>($"SELECT {store.Like("@text", "@pattern")}", new { text, pattern = store.Pattern(pattern) }).ShouldBe(matches ? 1 : 0);
    }

    [Fact]
    public async Task A_database_that_another_program_holds_is_said_to_be_locked()
    {
        await using var other = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = File, Pooling = false }.ToString());
        await other.OpenAsync(TestContext.Current.CancellationToken);
        await other.ExecuteAsync("PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE; CREATE TABLE x (y)");
        using var store = new SqliteStore(Options);

        Should.Throw<EngineStartException>(store.Open).Message.ShouldBe($"The database '{File}' is locked by another program.");
    }
}
