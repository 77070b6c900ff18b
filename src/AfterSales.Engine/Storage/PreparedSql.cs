using System.Data.Common;

namespace AfterSales.Engine.Storage;

/// <summary>
/// A statement that is prepared once and used again and again on one connection: half the cost of preparing it each time.
/// Parameters are given in the order of the names. Not thread-safe, like the connection.
/// </summary>
internal sealed class PreparedSql : IDisposable
{
    private readonly StoreSession _session;
    private readonly DbCommand _command;

    public PreparedSql(StoreSession session, string sql, params ReadOnlySpan<string> parameters)
    {
        _session = session;
        _command = session.Connection.CreateCommand();
        _command.CommandText = sql;
        foreach (var name in parameters)
        {
            var parameter = _command.CreateParameter();
            parameter.ParameterName = name;
            _command.Parameters.Add(parameter);
        }
    }

    /// <summary>The number of rows changed.</summary>
    public int Execute(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteNonQuery();
    }

    /// <summary>The rows, each read by <paramref name="row"/>.</summary>
    public List<T> Query<T>(Func<DbDataReader, T> row, params ReadOnlySpan<object?> values)
    {
        Bind(values);
        var rows = new List<T>();
        using var reader = _command.ExecuteReader();
        while (reader.Read())
            rows.Add(row(reader));
        return rows;
    }

    /// <summary>The first row, or default.</summary>
    public T? First<T>(Func<DbDataReader, T> row, params ReadOnlySpan<object?> values)
    {
        Bind(values);
        using var reader = _command.ExecuteReader();
        return reader.Read() ? row(reader) : default;
    }

    public void Dispose() => _command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        if (values.Length != _command.Parameters.Count)
            throw new ArgumentException($"{_command.Parameters.Count} values expected, {values.Length} given: {_command.CommandText}");
        for (var i = 0; i < values.Length; i++)
            _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        _command.Transaction = _session.Transaction;
    }
}
