using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace AfterSales.Engine.Storage.Sqlite;

/// <summary>A command that borrows the prepared one of its text when it runs, and gives it back when it is disposed.</summary>
internal sealed class SqliteStatement(SqliteStatements connection) : DbCommand
{
    private readonly SqliteLink _link = connection.Link;

    // Only its collection of parameters is used: who fills it keeps hold of it, while the text is still being changed.
    private readonly SqliteCommand _values = new();
    private SqliteStatements? _connection = connection;
    private SqliteCommand? _borrowed;
    private SqliteDataReader? _reader;
    private int? _timeout;
    private bool _isDisposed;

    [AllowNull]
    public override string CommandText
    {
        get;
        set => field = value ?? "";
    } = "";

    public override int CommandTimeout
    {
        get => _timeout ?? _link.Connection.DefaultTimeout;
        set => _timeout = value;
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

    protected override DbTransaction? DbTransaction { get; set; }

    protected override DbParameterCollection DbParameterCollection => _values.Parameters;

    public override void Cancel() => _borrowed?.Cancel();

    public override void Prepare() => Ready().Prepare();

    public override int ExecuteNonQuery() => Ready().ExecuteNonQuery();

    public override object? ExecuteScalar() => Ready().ExecuteScalar();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => _reader = Ready().ExecuteReader(behavior);

    protected override DbParameter CreateDbParameter() => new SqliteParameter();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isDisposed)
        {
            _isDisposed = true;
            GiveBack();
            _values.Dispose();
        }
        base.Dispose(disposing);
    }

    private SqliteCommand Ready()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_borrowed is not null && _borrowed.CommandText != CommandText)
            GiveBack();
        _borrowed ??= _link.Rent(CommandText);
        _borrowed.Transaction = (SqliteTransaction?)DbTransaction;
        _borrowed.CommandTimeout = CommandTimeout;
        _borrowed.Parameters.Clear();
        foreach (SqliteParameter parameter in _values.Parameters)
            _borrowed.Parameters.Add(parameter);
        return _borrowed;
    }

    private void GiveBack()
    {
        if (_borrowed is { } borrowed)
            _link.Return(borrowed, isUsable: _reader is null or { IsClosed: true });
        _borrowed = null;
    }
}
