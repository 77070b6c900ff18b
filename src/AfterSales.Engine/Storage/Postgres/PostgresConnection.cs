using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace AfterSales.Engine.Storage.Postgres;

/// <summary>
/// A connection to PostgreSQL that takes the statements and values which the domain writes once for all databases. The driver's own takes
/// lists for arrays (Dapper would not write <c>IN @list</c> out) and truth values for another type than the numbers our columns hold.
/// </summary>
/// <param name="inner">The driver's connection.</param>
/// <param name="pipeline">Of a writer: its statements go out in one order with those of the engine, and together with those that wait.</param>
/// <param name="isLate">Statements that return no rows wait for the next one that does or for the commit, and tell -1 for what they changed.</param>
internal sealed class PostgresConnection(NpgsqlConnection inner, PostgresPipeline? pipeline = null, bool isLate = false) : DbConnection
{
    public NpgsqlConnection Inner => inner;

    public PostgresPipeline? Pipeline => pipeline;

    public bool IsLate => isLate;

    [AllowNull]
    public override string ConnectionString
    {
        get => inner.ConnectionString;
        set => inner.ConnectionString = value;
    }

    public override string Database => inner.Database;

    public override string DataSource => inner.DataSource;

    public override string ServerVersion => inner.ServerVersion;

    public override ConnectionState State => inner.State;

    public override void ChangeDatabase(string databaseName) => inner.ChangeDatabase(databaseName);

    public override void Open() => inner.Open();

    public override void Close() => inner.Close();

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => inner.BeginTransaction(isolationLevel);

    protected override DbCommand CreateDbCommand() => new PostgresCommand(this);

    protected override void Dispose(bool disposing)
    {
        if (disposing && pipeline is null)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
