using System.Data.Common;
using AfterSales.Engine.Storage.Sqlite;

namespace AfterSales.Benchmarks.Raw;

/// <summary>Prepared statements on one connection.</summary>
internal sealed class SqliteCommits : IGroupCommits
{
    private readonly SqliteStore _store;
    private readonly DbConnection _connection;
    private readonly List<List<PreparedWrite>> _commits;

    public SqliteCommits(SqliteStore store, WriteSequence sequence)
    {
        _store = store;
        _connection = store.OpenWrite();
        _commits = [.. sequence.Commits.Select(commit => commit.Select(write => new PreparedWrite(_connection, write)).ToList())];
    }

    public void Write(int commit, long[][] keys, ref long lastKey)
    {
        using var transaction = _store.BeginWrite(_connection);
        foreach (var instance in keys)
            foreach (var write in _commits[commit])
                write.Execute(transaction, instance, ref lastKey);
        transaction.Commit();
    }

    public void Dispose()
    {
        foreach (var write in _commits.SelectMany(commit => commit))
            write.Dispose();
        _connection.Dispose();
        _store.Dispose();
    }
}
