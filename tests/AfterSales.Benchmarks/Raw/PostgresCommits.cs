using System.Text.RegularExpressions;
using Npgsql;
using NpgsqlTypes;

namespace AfterSales.Benchmarks.Raw;

/// <summary>All writes of a commit in one batch of prepared statements, which is one transaction and one round trip.</summary>
internal sealed partial class PostgresCommits : IGroupCommits
{
    private readonly NpgsqlConnection _connection;
    private readonly List<List<(string Sql, IReadOnlyList<Argument> Arguments)>> _commits;

    public PostgresCommits(string connectionString, WriteSequence sequence)
    {
        _connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, MaxAutoPrepare = 300, AutoPrepareMinUsages = 2 }.ToString());
        _connection.Open();
        _commits = [.. sequence.Commits.Select(commit => commit.Select(write => (Numbered(write), write.Arguments)).ToList())];
    }

    public void Write(int commit, long[][] keys, ref long lastKey)
    {
        using var batch = new NpgsqlBatch(_connection);
        foreach (var instance in keys)
            foreach (var (sql, arguments) in _commits[commit])
            {
                var statement = new NpgsqlBatchCommand(sql);
                foreach (var argument in arguments)
                    statement.Parameters.Add(Parameter(argument, instance, ref lastKey));
                batch.BatchCommands.Add(statement);
            }
        batch.ExecuteNonQuery();
        foreach (var statement in batch.BatchCommands)
            if (statement.RecordsAffected != 1)
                throw new InvalidOperationException($"A write changed {statement.RecordsAffected} rows, so this is not what the engine does: {statement.CommandText}");
    }

    public void Dispose() => _connection.Dispose();

    private static NpgsqlParameter Parameter(Argument argument, long[] keys, ref long lastKey)
    {
        if (argument.KeySlot is { } slot)
        {
            if (keys[slot] == 0)
                keys[slot] = ++lastKey;
            return new NpgsqlParameter<long> { TypedValue = keys[slot], NpgsqlDbType = NpgsqlDbType.Bigint };
        }
        return argument.Value switch
        {
            long number => new NpgsqlParameter<long> { TypedValue = number, NpgsqlDbType = NpgsqlDbType.Bigint },
            string text => new NpgsqlParameter<string> { TypedValue = text, NpgsqlDbType = NpgsqlDbType.Text },
            _ => new NpgsqlParameter { Value = DBNull.Value },
        };
    }

    private static string Numbered(Write write)
    {
        var names = write.Arguments.Select(argument => argument.Name).ToList();
        return Name().Replace(write.Sql, name => $"${names.IndexOf(name.Value) + 1}");
    }

    [GeneratedRegex("@[A-Za-z]+", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
