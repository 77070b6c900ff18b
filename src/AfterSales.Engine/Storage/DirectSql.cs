using System.Data.Common;

namespace AfterSales.Engine.Storage;

/// <summary>
/// A statement for a database inside this process: prepared once, half the cost of preparing it each time, and run at once.
/// </summary>
internal sealed class DirectSql : PreparedSql
{
    private readonly StoreSession _session;
    private readonly DbCommand _command;

    public DirectSql(StoreSession session, DbConnection connection, string sql, ReadOnlySpan<string> parameters)
    {
        _session = session;
        _command = connection.CreateCommand();
        _command.CommandText = sql;
        foreach (var name in parameters)
        {
            var parameter = _command.CreateParameter();
            parameter.ParameterName = name;
            _command.Parameters.Add(parameter);
        }
    }

    public override int Execute(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteNonQuery();
    }

    public override void Send(params ReadOnlySpan<object?> values) => Execute(values);

    public override void SendOne(params ReadOnlySpan<object?> values)
    {
        if (Execute(values) == 0)
            throw new StatementChangedNothingException(0, _command.CommandText);
    }

    public override List<T> Query<T>(Func<DbDataReader, T> row, params ReadOnlySpan<object?> values)
    {
        Bind(values);
        var rows = new List<T>();
        using var reader = _command.ExecuteReader();
        while (reader.Read())
            rows.Add(row(reader));
        return rows;
    }

    public override T? First<T>(Func<DbDataReader, T> row, params ReadOnlySpan<object?> values)
        where T : default
    {
        Bind(values);
        using var reader = _command.ExecuteReader();
        return reader.Read() ? row(reader) : default;
    }

    public override void Dispose() => _command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        if (values.Length != _command.Parameters.Count)
            throw new ArgumentException($"{_command.Parameters.Count} values expected, {values.Length} given: {_command.CommandText}");
        for (var i = 0; i < values.Length; i++)
            _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        _command.Transaction = _session.Transaction;
    }
}
