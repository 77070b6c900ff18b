using System.Data;
using System.Data.Common;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace AfterSales.Engine.Storage.Sqlite;

/// <summary>
/// One SQLite file with one writer: write-ahead log, so that readers never wait, and full synchronisation, so that an
/// acknowledged commit survives a power cut. A lock file keeps a second program from running an engine on the same data.
/// </summary>
public sealed class SqliteStore : IEngineStore
{
    private readonly string _folder;
    private readonly string _file;
    private readonly string _writeString;
    private readonly SqliteLinks _readers;
    private FileStream? _lock;

    public SqliteStore(EngineOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        SqliteLibrary.Bind();
        DatabaseTypes.Register();
        _folder = Path.GetFullPath(options.DataDirectory);
        _file = Path.Combine(_folder, options.DatabaseFile);
        var reading = new SqliteConnectionStringBuilder { DataSource = _file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString();
        _readers = new SqliteLinks(() => OpenLink(reading, "PRAGMA busy_timeout = 5000"));
        // The driver would go on trying for half a minute after SQLite itself has given up waiting (busy_timeout).
        _writeString = new SqliteConnectionStringBuilder
        {
            DataSource = _file,
            Mode = SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
            DefaultTimeout = 1,
        }.ToString();
    }

    public string Dialect => "Sqlite";

    // One writer: there is nobody to skip.
    public string SkipLocked => "";

    public void Open()
    {
        try
        {
            Directory.CreateDirectory(_folder);
            _lock = new FileStream(_file + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException cause)
        {
            throw new EngineStartException($"The data folder '{_folder}' cannot be written: {cause.Message}", cause);
        }
        catch (IOException cause)
        {
            throw new EngineStartException(
                Directory.Exists(_folder)
                    ? $"The database '{_file}' is in use by another running program, or its folder cannot be written: {cause.Message}"
                    : $"The data folder '{_folder}' cannot be made: {cause.Message}",
                cause);
        }
        TryWriting();
    }

    public DbConnection OpenWrite() => new SqliteStatements(
        OpenLink(_writeString,
            """
            PRAGMA busy_timeout = 5000;
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA foreign_keys = ON;
            PRAGMA temp_store = MEMORY;
            PRAGMA cache_size = -65536;
            PRAGMA wal_autocheckpoint = 4000;
            PRAGMA journal_size_limit = 67108864;
            """),
        static link => link.Dispose());

    public DbConnection OpenRead() => new SqliteStatements(_readers.Take(), _readers.Return);

    // A deferred transaction that reads before it writes fails when somebody wrote in between: take the write lock at once.
    public DbTransaction BeginWrite(DbConnection connection) =>
        ((SqliteStatements)connection).Inner.BeginTransaction(IsolationLevel.Serializable, deferred: false);

    public string Like(string column, string parameter) => $"{column} GLOB {parameter}";

    public string Pattern(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var glob = new StringBuilder(pattern.Length + 8);
        for (var i = 0; i < pattern.Length; i++)
        {
            var literal = pattern[i] == '\\' && i + 1 < pattern.Length;
            var character = literal ? pattern[++i] : pattern[i];
            _ = character == '[' || (literal && character is '*' or '?')
                ? glob.Append('[').Append(character).Append(']')
                : glob.Append(character);
        }
        return glob.ToString();
    }

    // When SQLite gives up on a transaction (disk full, I/O error) it rolls back by itself and is in autocommit mode again.
    public bool TransactionIsLost(DbConnection connection) =>
        connection is not SqliteStatements { State: ConnectionState.Open, Inner.Handle: { } handle } || raw.sqlite3_get_autocommit(handle) != 0;

    public void Dispose()
    {
        _readers.Dispose();
        _lock?.Dispose();
        _lock = null;
    }

    private void TryWriting()
    {
        try
        {
            using var connection = OpenWrite();
            using var transaction = BeginWrite(connection);
            transaction.Commit();
        }
        catch (SqliteException cause)
        {
            Dispose();
            throw new EngineStartException(cause.SqliteErrorCode switch
            {
                raw.SQLITE_BUSY or raw.SQLITE_LOCKED => $"The database '{_file}' is locked by another program.",
                raw.SQLITE_NOTADB => $"The file '{_file}' is not a SQLite database.",
                raw.SQLITE_CORRUPT => $"The database '{_file}' is damaged: {cause.Message}",
                raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_PERM => $"The database '{_file}' cannot be written: {cause.Message}",
                raw.SQLITE_FULL => $"The disk of the database '{_file}' is full.",
                _ => $"The database '{_file}' cannot be used: {cause.Message}",
            }, cause);
        }
    }

    private static SqliteLink OpenLink(string connectionString, string settings)
    {
        var link = new SqliteLink(connectionString);
        try
        {
            using var command = link.Connection.CreateCommand();
            command.CommandText = settings;
            command.ExecuteNonQuery();
            return link;
        }
        catch
        {
            link.Dispose();
            throw;
        }
    }
}
