using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Npgsql;

namespace AfterSales.Engine.Storage.Postgres;

/// <summary>
/// A command of a <see cref="PostgresConnection"/>: truth values go to the database as 1 and 0, and a list without members (as Dapper writes
/// it out) takes the type of what is compared with it.
/// </summary>
internal sealed partial class PostgresCommand(PostgresConnection connection) : DbCommand
{
    private readonly NpgsqlCommand _inner = connection.Inner.CreateCommand();
    private PostgresConnection? _connection = connection;
    private NpgsqlBatch? _batch;

    [AllowNull]
    public override string CommandText
    {
        get => _inner.CommandText;
        set => _inner.CommandText = value;
    }

    public override int CommandTimeout
    {
        get => _inner.CommandTimeout;
        set => _inner.CommandTimeout = value;
    }

    public override CommandType CommandType
    {
        get => _inner.CommandType;
        set => _inner.CommandType = value;
    }

    public override bool DesignTimeVisible
    {
        get => _inner.DesignTimeVisible;
        set => _inner.DesignTimeVisible = value;
    }

    public override UpdateRowSource UpdatedRowSource
    {
        get => _inner.UpdatedRowSource;
        set => _inner.UpdatedRowSource = value;
    }

    protected override DbConnection? DbConnection
    {
        get => _connection;
        set
        {
            _connection = (PostgresConnection?)value;
            _inner.Connection = _connection?.Inner;
        }
    }

    protected override DbTransaction? DbTransaction
    {
        get => _inner.Transaction;
        set => _inner.Transaction = (NpgsqlTransaction?)value;
    }

    protected override DbParameterCollection DbParameterCollection => _inner.Parameters;

    public override void Cancel() => _inner.Cancel();

    public override void Prepare() => Ready().Prepare();

    public override int ExecuteNonQuery()
    {
        if (Pipeline() is not { } pipeline)
            return Ready().ExecuteNonQuery();
        if (!_connection!.IsLate)
            return pipeline.Execute(Statement());
        pipeline.Add(Statement());
        return -1;
    }

    public override object? ExecuteScalar() => Pipeline() is { } pipeline
        ? pipeline.Ask(Statement(), rows => rows.Read() ? rows.GetValue(0) : null)
        : Ready().ExecuteScalar();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
    {
        if (Pipeline() is not { } pipeline)
            return Ready().ExecuteReader(behavior);
        _batch?.Dispose();
        // What goes out before this statement returns no rows, and may be many statements.
        (var rows, _batch) = pipeline.Read(Statement(), behavior & ~(CommandBehavior.SingleResult | CommandBehavior.SingleRow));
        return rows;
    }

    protected override DbParameter CreateDbParameter() => _inner.CreateParameter();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _batch?.Dispose();
            _inner.Dispose();
        }
        base.Dispose(disposing);
    }

    // Several statements in one text are for the driver to take apart; they go out by themselves, after all that waits.
    private PostgresPipeline? Pipeline()
    {
        if (_connection?.Pipeline is not { } pipeline || !_inner.CommandText.AsSpan().TrimEnd().TrimEnd(';').Contains(';'))
            return _connection?.Pipeline;
        pipeline.Flush();
        return null;
    }

    // The command keeps its parameters: it may run again with other values.
    private NpgsqlBatchCommand Statement()
    {
        var ready = Ready();
        var statement = new NpgsqlBatchCommand(ready.CommandText);
        foreach (NpgsqlParameter parameter in ready.Parameters)
            statement.Parameters.Add(parameter.Clone());
        return statement;
    }

    private NpgsqlCommand Ready()
    {
        if (_inner.CommandText.Contains("WHERE 1 = 0)", StringComparison.Ordinal))
            _inner.CommandText = EmptyList().Replace(_inner.CommandText, list => list.Groups["not"].Success ? "<> ALL ('{}')" : "= ANY ('{}')");
        foreach (NpgsqlParameter parameter in _inner.Parameters)
            if (parameter.Value is bool truth)
            {
                parameter.DbType = DbType.Int64;
                parameter.Value = truth ? 1L : 0L;
            }
            else if (parameter.DbType == DbType.Boolean && parameter.Value is DBNull)
                parameter.DbType = DbType.Int64;
        return _inner;
    }

    [GeneratedRegex(@"(?<not>NOT\s+)?IN\s+\(SELECT @\w+ WHERE 1 = 0\)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex EmptyList();
}
