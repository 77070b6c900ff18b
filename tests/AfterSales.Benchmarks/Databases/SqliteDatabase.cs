using System.Data.Common;
using System.Globalization;
using AfterSales.Benchmarks.Engine;
using AfterSales.Benchmarks.Raw;
using AfterSales.Engine;
using AfterSales.Engine.Storage;
using AfterSales.Engine.Storage.Sqlite;

namespace AfterSales.Benchmarks.Databases;

/// <summary>A file in the temporary folder, <c>journal_mode=WAL</c>, <c>synchronous=FULL</c>.</summary>
internal sealed class SqliteDatabase : MeasuredDatabase
{
    private readonly TemporaryFolder _folder = new();

    public override EngineOptions At(EngineOptions options) => options with { DataDirectory = _folder.Path };

    public override IEngineStore NewStore(EngineOptions options) => new SqliteStore(At(options));

    /// <summary>Pages in use times page size.</summary>
    public override long Bytes(DbConnection db) => (Pragma(db, "page_count") - Pragma(db, "freelist_count")) * Pragma(db, "page_size");

    // What this program handed to the system to be written; it writes nothing else. Known on Linux only.
    public override long Written(DbConnection db) => File.Exists("/proc/self/io")
        ? long.Parse(File.ReadLines("/proc/self/io").First(line => line.StartsWith("wchar:", StringComparison.Ordinal)).AsSpan(6), CultureInfo.InvariantCulture)
        : 0;

    public override IGroupCommits NewRawCommits(WriteSequence sequence) => new SqliteCommits(new SqliteStore(At(new EngineOptions())), sequence);

    public override void Dispose() => _folder.Dispose();

    private static long Pragma(DbConnection db, string name)
    {
        using var command = db.CreateCommand();
        command.CommandText = $"PRAGMA {name}";
        return (long)command.ExecuteScalar()!;
    }
}
