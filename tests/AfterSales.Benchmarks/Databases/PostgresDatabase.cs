using System.Data.Common;
using AfterSales.Benchmarks.Raw;
using AfterSales.Engine;
using AfterSales.Engine.Storage;
using AfterSales.Engine.Storage.Postgres;
using Npgsql;

namespace AfterSales.Benchmarks.Databases;

/// <summary>A schema on a PostgreSQL server, <c>fsync=on</c>, <c>synchronous_commit=on</c>.</summary>
internal sealed class PostgresDatabase : MeasuredDatabase
{
    private readonly string _server;
    private readonly string _schema = $"measured_{Guid.CreateVersion7():N}";

    public PostgresDatabase(string server)
    {
        _server = new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ToString();
        Execute($"CREATE SCHEMA {_schema}");
    }

    public string ConnectionString => new NpgsqlConnectionStringBuilder(_server) { Pooling = true, SearchPath = _schema }.ToString();

    public static string Describe(string server)
    {
        using var connection = new NpgsqlConnection(server);
        connection.Open();
        using var command = new NpgsqlCommand(
            "SELECT 'PostgreSQL ' || current_setting('server_version') || ', `fsync=' || current_setting('fsync') || '`, `synchronous_commit=on`, `shared_buffers=' || current_setting('shared_buffers') || '`'", connection);
        return (string)command.ExecuteScalar()!;
    }

    public override IEngineStore NewStore(EngineOptions options) => new PostgresStore(options, ConnectionString);

    public override long Bytes(DbConnection db) => Ask(
        db, "SELECT COALESCE(SUM(pg_total_relation_size(c.oid)), 0)::bigint FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = current_schema() AND c.relkind = 'r'");

    /// <summary>The log's position; other databases of the server write into it too.</summary>
    public override long Written(DbConnection db) => Ask(db, "SELECT (pg_current_wal_lsn() - '0/0'::pg_lsn)::bigint");

    public override IGroupCommits NewRawCommits(WriteSequence sequence) => new PostgresCommits(ConnectionString, sequence);

    public override void Dispose() => Execute($"SET client_min_messages = warning; DROP SCHEMA {_schema} CASCADE");

    private static long Ask(DbConnection db, string sql)
    {
        using var command = db.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(_server);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
