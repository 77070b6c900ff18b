using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace AfterSales.Engine.Storage.Sqlite;

/// <summary>A connection whose commands find their statements ready. <paramref name="end"/> is told once, when it is closed.</summary>
internal sealed class SqliteStatements(SqliteLink link, Action<SqliteLink> end) : DbConnection
{
    private bool _isOpen = true;

    public SqliteLink Link => _isOpen ? link : throw new InvalidOperationException("The connection has been closed.");

    public SqliteConnection Inner => Link.Connection;

    [AllowNull]
    public override string ConnectionString
    {
        get => link.Connection.ConnectionString;
        set => throw new NotSupportedException("The connection is open already.");
    }

    public override string Database => link.Connection.Database;

    public override string DataSource => link.Connection.DataSource;

    public override string ServerVersion => link.Connection.ServerVersion;

    public override ConnectionState State => _isOpen ? link.Connection.State : ConnectionState.Closed;

    public override void ChangeDatabase(string databaseName) => Inner.ChangeDatabase(databaseName);

    public override void Open()
    {
        if (!_isOpen)
            throw new InvalidOperationException("A connection that was closed is another's now.");
    }

    public override void Close()
    {
        if (!_isOpen)
            return;
        _isOpen = false;
        end(link);
    }

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => Inner.BeginTransaction(isolationLevel);

    protected override DbCommand CreateDbCommand() => new SqliteStatement(this);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Close();
        base.Dispose(disposing);
    }
}
