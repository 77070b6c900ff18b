using System.Data.Common;

namespace AfterSales.Benchmarks.Raw;

/// <summary>One write, prepared; between executions only the instance's keys change.</summary>
internal sealed class PreparedWrite : IDisposable
{
    private readonly DbCommand _command;
    private readonly (DbParameter Parameter, int Slot)[] _keys;

    public PreparedWrite(DbConnection connection, Write write)
    {
        _command = connection.CreateCommand();
        _command.CommandText = write.Sql;
        var keys = new List<(DbParameter, int)>();
        foreach (var argument in write.Arguments)
        {
            var parameter = _command.CreateParameter();
            parameter.ParameterName = argument.Name;
            parameter.Value = argument.Value ?? DBNull.Value;
            _command.Parameters.Add(parameter);
            if (argument.KeySlot is { } slot)
                keys.Add((parameter, slot));
        }
        _keys = [.. keys];
    }

    /// <summary>Keys are made when first needed, so that they grow with time as the engine's do.</summary>
    public void Execute(DbTransaction transaction, long[] keys, ref long lastKey)
    {
        foreach (var (parameter, slot) in _keys)
        {
            if (keys[slot] == 0)
                keys[slot] = ++lastKey;
            parameter.Value = keys[slot];
        }
        _command.Transaction = transaction;
        if (_command.ExecuteNonQuery() != 1)
            throw new InvalidOperationException($"A write changed nothing, so this is not what the engine does: {_command.CommandText}");
    }

    public void Dispose() => _command.Dispose();
}
