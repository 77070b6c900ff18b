using System.Data.Common;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace AfterSales.Engine.Storage.Sqlite;

/// <summary>
/// A statement of the writer for SQLite. What changes rows goes to SQLite's own functions: by the driver, each would make parameters, a reader
/// and a search for names anew, which takes longer than the change. What reads goes through the driver.
/// </summary>
internal sealed class SqliteSql(StoreSession session, SqliteStatements connection, string sql, string[] parameters) : PreparedSql
{
    private readonly sqlite3 _database = connection.Inner.Handle!;
    private readonly int[] _places = new int[parameters.Length];
    private sqlite3_stmt? _statement;
    private DirectSql? _reading;
    private byte[] _text = new byte[256];

    public override int Execute(params ReadOnlySpan<object?> values)
    {
        if (values.Length != parameters.Length)
            throw new ArgumentException($"{parameters.Length} values expected, {values.Length} given: {sql}");
        var statement = _statement ??= Prepare();
        for (var i = 0; i < values.Length; i++)
            Bind(statement, _places[i], values[i]);
        int result;
        do
            result = raw.sqlite3_step(statement);
        while (result == raw.SQLITE_ROW);
        // Resetting repeats what went wrong and takes its text away: ask for it first.
        if (result != raw.SQLITE_DONE)
            Fail(statement, result);
        raw.sqlite3_reset(statement);
        return raw.sqlite3_changes(_database);
    }

    public override void Send(params ReadOnlySpan<object?> values) => Execute(values);

    public override void SendOne(params ReadOnlySpan<object?> values)
    {
        if (Execute(values) == 0)
            throw new StatementChangedNothingException(0, sql);
    }

    public override List<T> Query<T>(Func<DbDataReader, T> row, params ReadOnlySpan<object?> values) => Reading().Query(row, values);

    public override T? First<T>(Func<DbDataReader, T> row, params ReadOnlySpan<object?> values)
        where T : default => Reading().First(row, values);

    public override void Dispose()
    {
        _statement?.Dispose();
        _reading?.Dispose();
    }

    private DirectSql Reading() => _reading ??= new DirectSql(session, connection, sql, parameters);

    private sqlite3_stmt Prepare()
    {
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement), _database);
        for (var i = 0; i < parameters.Length; i++)
            if ((_places[i] = raw.sqlite3_bind_parameter_index(statement, parameters[i].StartsWith('@') ? parameters[i] : "@" + parameters[i])) == 0)
                throw new ArgumentException($"The statement has no parameter {parameters[i]}: {sql}");
        return statement;
    }

    private void Bind(sqlite3_stmt statement, int place, object? value)
    {
        var result = value switch
        {
            null => raw.sqlite3_bind_null(statement, place),
            long number => raw.sqlite3_bind_int64(statement, place, number),
            int number => raw.sqlite3_bind_int64(statement, place, number),
            bool truth => raw.sqlite3_bind_int64(statement, place, truth ? 1 : 0),
            // Of a span without members only the null of its address would arrive.
            "" => raw.sqlite3_bind_text(statement, place, ""),
            string text => raw.sqlite3_bind_text(statement, place, Utf8(text)),
            _ => throw new ArgumentException($"A whole number or a text expected, a {value.GetType().Name} given: {sql}"),
        };
        SqliteException.ThrowExceptionForRC(result, _database);
    }

    private ReadOnlySpan<byte> Utf8(string text)
    {
        if (_text.Length < Encoding.UTF8.GetMaxByteCount(text.Length))
            _text = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        return _text.AsSpan(0, Encoding.UTF8.GetBytes(text, _text));
    }

    private void Fail(sqlite3_stmt statement, int result)
    {
        try
        {
            SqliteException.ThrowExceptionForRC(result, _database);
        }
        finally
        {
            raw.sqlite3_reset(statement);
        }
    }
}
