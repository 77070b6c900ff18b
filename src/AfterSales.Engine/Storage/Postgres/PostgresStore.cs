using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using AfterSales.Engine.Nodes;
using Npgsql;

namespace AfterSales.Engine.Storage.Postgres;

/// <summary>
/// A PostgreSQL database (13 or newer, UTF-8) on which several nodes may work at once. Writers take turns: a transaction begins with one lock
/// for the whole schema, so that the rows of the domain may rely on there being one writer, as on SQLite. A node that stops in the
/// middle of a transaction loses it after <see cref="EngineOptions.NodeLease"/>, and one whose lease has ended finds its next
/// transaction refused (<see cref="NodeFencedException"/>).
/// </summary>
/// <remarks>Needs sessions of its own: a pooler between must pool by session. The schema is the connection's search path.</remarks>
public sealed class PostgresStore : IEngineStore
{
    private const int OldestVersion = 13;

    // Idle connections cost the server memory; Npgsql's own default of 100 would use up a server's default limit with one node.
    private const int ReadConnections = 20;

    // Who reads, or waits for a connection to read, keeps a thread meanwhile; beyond its minimum the pool of threads grows by one or two a second only.
    private const int ReadingThreads = 64;

    private readonly EngineOptions _options;
    private readonly NpgsqlConnectionStringBuilder _address;
    private readonly string _writeString;
    private readonly NpgsqlDataSource _reads;

    /// <param name="options">The length of a node's lease.</param>
    /// <param name="connectionString">As Npgsql reads it: <c>Host=db;Username=aftersales;Password=…;Database=aftersales</c>.</param>
    /// <exception cref="EngineStartException">The connection string cannot be read.</exception>
    public PostgresStore(EngineOptions options, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(options);
        DatabaseTypes.Register();
        _options = options;
        _address = Read(connectionString);
        _writeString = new NpgsqlConnectionStringBuilder(_address.ConnectionString)
        {
            Pooling = false,
            MaxAutoPrepare = 300,
            AutoPrepareMinUsages = 2,
            // Which statement of a batch failed tells whose it was.
            IncludeFailedBatchedCommand = true,
        }.ToString();
        var reads = new NpgsqlConnectionStringBuilder(_address.ConnectionString)
        {
            MaxAutoPrepare = 100,
            // A reading connection has no state that would have to be undone before another takes it.
            NoResetOnClose = true,
            Options = $"{_address.Options} -c default_transaction_read_only=on".Trim(),
        };
        if (!reads.ContainsKey("Maximum Pool Size") || reads.MaxPoolSize == 100)
            reads.MaxPoolSize = ReadConnections;
        _reads = NpgsqlDataSource.Create(reads);
    }

    public string Dialect => "Postgres";

    public string SkipLocked => "FOR UPDATE SKIP LOCKED";

    public bool IsShared => true;

    public NodeIdentity? Node { get; set; }

    public void Open()
    {
        ThreadPool.GetMinThreads(out var workers, out var others);
        ThreadPool.SetMinThreads(Math.Max(workers, ReadingThreads), others);
        try
        {
            using var connection = OpenWrite();
            if (connection.ServerVersion is var version && int.Parse(version.Split('.', ' ')[0], CultureInfo.InvariantCulture) < OldestVersion)
                throw new EngineStartException($"The database server is PostgreSQL {version}; {OldestVersion} or newer is needed.");
            if (Ask(connection, "SHOW server_encoding") is var encoding && encoding != "UTF8")
                throw new EngineStartException($"The database '{_address.Database}' is encoded as {encoding}; make one with encoding UTF8.");
            if (Ask(connection, "SELECT current_schema()") is null)
                throw new EngineStartException($"The search path '{_address.SearchPath}' names no schema of the database '{_address.Database}' that this account may use.");
        }
        catch (NpgsqlException cause)
        {
            throw new EngineStartException(Explain(cause), cause);
        }
    }

    public DbConnection OpenWrite()
    {
        var connection = new NpgsqlConnection(_writeString);
        connection.Open();
        using var command = connection.CreateCommand();
        // A frozen node must not keep the others from writing, and an acknowledged commit is on disk whatever the server's default is.
        command.CommandText = string.Create(
            CultureInfo.InvariantCulture,
            $"SET idle_in_transaction_session_timeout = {(long)_options.NodeLease.TotalMilliseconds}; SET synchronous_commit = on; SET client_min_messages = warning");
        command.ExecuteNonQuery();
        return new PostgresConnection(connection);
    }

    public DbConnection OpenRead() => new PostgresConnection(_reads.OpenConnection());

    /// <exception cref="NodeFencedException">The lease of this node has ended and another has taken over what it had claimed.</exception>
    public DbTransaction BeginWrite(DbConnection connection)
    {
        var postgres = ((PostgresConnection)connection).Inner;
        var transaction = postgres.BeginTransaction(IsolationLevel.ReadCommitted);
        try
        {
            using var begin = new NpgsqlBatch(postgres, transaction);
            begin.BatchCommands.Add(new NpgsqlBatchCommand("SELECT pg_advisory_xact_lock(hashtext('aftersales'), hashtext(current_schema()))"));
            if (Node is { } node)
                begin.BatchCommands.Add(new NpgsqlBatchCommand("SELECT epoch FROM engine_nodes WHERE node_number = $1 AND epoch = $2")
                {
                    Parameters = { new NpgsqlParameter<long> { TypedValue = node.Number }, new NpgsqlParameter<long> { TypedValue = node.Epoch } },
                });
            using (var answer = begin.ExecuteReader())
                if (Node is not null && !(answer.NextResult() && answer.Read()))
                    throw new NodeFencedException(Node);
            return transaction;
        }
        catch
        {
            Abandon(transaction);
            throw;
        }
    }

    public string Like(string column, string parameter) => $@"{column} LIKE {parameter} ESCAPE '\'";

    public string Pattern(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var like = new StringBuilder(pattern.Length + 8);
        for (var i = 0; i < pattern.Length; i++)
        {
            var literal = pattern[i] == '\\' && i + 1 < pattern.Length;
            var character = literal ? pattern[++i] : pattern[i];
            _ = (character, literal) switch
            {
                ('*', false) => like.Append('%'),
                ('?', false) => like.Append('_'),
                ('%' or '_' or '\\', _) => like.Append('\\').Append(character),
                _ => like.Append(character),
            };
        }
        return like.ToString();
    }

    // In a transaction that failed a savepoint is refused for another reason than where there is no transaction at all.
    public bool TransactionIsLost(DbConnection connection)
    {
        if (connection is not PostgresConnection { State: ConnectionState.Open, Inner: var postgres })
            return true;
        try
        {
            Execute(postgres, "SAVEPOINT probe");
            Execute(postgres, "RELEASE SAVEPOINT probe");
            return false;
        }
        catch (PostgresException refused)
        {
            return refused.SqlState != PostgresErrorCodes.InFailedSqlTransaction;
        }
        catch (NpgsqlException)
        {
            return true;
        }
    }

    public string Migration(string sql) => PostgresSchema.Of(sql);

    public void Dispose() => _reads.Dispose();

    private static NpgsqlConnectionStringBuilder Read(string connectionString)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "aftersales" };
        }
        catch (Exception cause) when (cause is ArgumentException or FormatException)
        {
            throw new EngineStartException($"The connection string of the database cannot be read: {cause.Message}", cause);
        }
    }

    private string Explain(NpgsqlException cause) => cause switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => $"The server {Server} has no database '{_address.Database}'; make it with: createdb -E UTF8 {_address.Database}",
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } =>
            $"The server {Server} does not let the account '{_address.Username}' in: {cause.Message}",
        { InnerException: SocketException or TimeoutException } => $"The database server {Server} cannot be reached: {cause.InnerException.Message}",
        _ => $"The database '{_address.Database}' on {Server} cannot be used: {cause.Message}",
    };

    private string Server => $"{_address.Host}:{_address.Port}";

    private static string? Ask(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() as string;
    }

    private static void Execute(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private static void Abandon(NpgsqlTransaction transaction)
    {
        try
        {
            transaction.Dispose();
        }
        catch (Exception gone) when (gone is NpgsqlException or InvalidOperationException)
        {
            // The connection went with it, and so did the transaction.
        }
    }
}
