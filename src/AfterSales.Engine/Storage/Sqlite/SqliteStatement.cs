using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace AfterSales.Engine.Storage.Sqlite;

/// <summary>A command that borrows the prepared one of its text, and gives it back when it is disposed.</summary>
internal sealed class SqliteStatement(SqliteStatements connection) : DbCommand
{
    private readonly SqliteLink _link = connection.Link;
    private SqliteStatements? _connection = connection;
    private SqliteCommand? _borrowed;
    private SqliteTransaction? _transaction;
    private SqliteDataReader? _reader;
    private bool _isDisposed;

    [AllowNull]
    public override string CommandText
    {
        get => _borrowed?.CommandText ?? "";
        set
        {
            if (value == CommandText)
                return;
            // Lists are written out by changing a text whose parameters are there already.
            var next = _link.Rent(value ?? "");
            next.Transaction = _transaction;
            if (_borrowed is { } last)
            {
                foreach (SqliteParameter parameter in last.Parameters)
                    next.Parameters.Add(parameter);
                next.CommandTimeout = last.CommandTimeout;
                GiveBack();
            }
            _borrowed = next;
        }
    }

    public override int CommandTimeout
    {
        get => Inner.CommandTimeout;
        set => Inner.CommandTimeout = value;
    }

    public override CommandType CommandType
    {
        get => CommandType.Text;
        set
        {
            if (value != CommandType.Text)
                throw new NotSupportedException("SQLite knows texts of SQL only.");
        }
    }

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection
    {
        get => _connection;
        set
        {
            if (value is not null && (value as SqliteStatements)?.Link != _link)
                throw new NotSupportedException("A command stays with the connection that made it.");
            _connection = (SqliteStatements?)value;
        }
    }

    protected override DbTransaction? DbTransaction
    {
        get => _transaction;
        set
        {
            // Often set before the text, when there is nothing to borrow yet.
            _transaction = (SqliteTransaction?)value;
            _borrowed?.Transaction = _transaction;
        }
    }

    protected override DbParameterCollection DbParameterCollection => Inner.Parameters;

    private SqliteCommand Inner
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_borrowed is null)
            {
                _borrowed = _link.Rent("");
                _borrowed.Transaction = _transaction;
            }
            return _borrowed;
        }
    }

    public override void Cancel() => Inner.Cancel();

    public override void Prepare() => Inner.Prepare();

    public override int ExecuteNonQuery() => Inner.ExecuteNonQuery();

    public override object? ExecuteScalar() => Inner.ExecuteScalar();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => _reader = Inner.ExecuteReader(behavior);

    protected override DbParameter CreateDbParameter() => new SqliteParameter();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isDisposed)
        {
            _isDisposed = true;
            GiveBack();
        }
        base.Dispose(disposing);
    }

    private void GiveBack()
    {
        if (_borrowed is { } borrowed)
            _link.Return(borrowed, isUsable: _reader is null or { IsClosed: true });
        _borrowed = null;
    }
}
