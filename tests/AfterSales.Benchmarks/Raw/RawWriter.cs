using System.Data.Common;
using System.Diagnostics;
using AfterSales.Benchmarks.Engine;
using AfterSales.Benchmarks.Report;
using AfterSales.Engine;
using AfterSales.Engine.Storage.Sqlite;

namespace AfterSales.Benchmarks.Raw;

/// <summary>
/// The limit: a bare loop on one thread that does the same writes with prepared commands, on a database of the same schema, indexes
/// and durability. A group of instances goes through each of its commits together, as the engine's commands do.
/// </summary>
internal sealed class RawWriter : IDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly SqliteStore _store;
    private readonly DbConnection _connection;
    private readonly WriteSequence _sequence;
    private readonly List<List<PreparedWrite>> _commits;
    private long _lastKey = 1L << 58;

    private RawWriter(TemporaryFolder folder, SqliteStore store, WriteSequence sequence)
    {
        _folder = folder;
        _store = store;
        _connection = store.OpenWrite();
        _sequence = sequence;
        _commits = [.. sequence.Commits.Select(commit => commit.Select(write => new PreparedWrite(_connection, write)).ToList())];
    }

    public static async Task<RawWriter> OpenAsync(WriteSequence sequence)
    {
        var folder = new TemporaryFolder();
        var options = new EngineOptions { DataDirectory = folder.Path };
        // The engine makes the tables; it is gone before the loop begins.
        await using (var engine = new ProcessEngine(options))
            await engine.PrepareAsync();
        var writer = new RawWriter(folder, new SqliteStore(options), sequence);
        for (var i = 0; i < MeasuredEngine.WarmUpInstances / options.GroupSize; i++)
            writer.WriteGroup(options.GroupSize);
        return writer;
    }

    /// <summary>Writes group after group for that long.</summary>
    public Rate Run(int group, TimeSpan duration)
    {
        var (begin, waited, processor) = (Stopwatch.GetTimestamp(), CpuWait.OfThisThread(), Environment.CpuUsage.TotalTime);
        var instances = 0L;
        while (Stopwatch.GetElapsedTime(begin) < duration)
        {
            WriteGroup(group);
            instances += group;
        }
        return new Rate(
            instances, Stopwatch.GetElapsedTime(begin), CpuWait.OfThisThread() - waited, Environment.CpuUsage.TotalTime - processor);
    }

    public void Dispose()
    {
        foreach (var write in _commits.SelectMany(commit => commit))
            write.Dispose();
        _connection.Dispose();
        _store.Dispose();
        _folder.Dispose();
    }

    private void WriteGroup(int group)
    {
        var keys = new long[group][];
        for (var i = 0; i < group; i++)
            keys[i] = new long[_sequence.Keys];
        foreach (var commit in _commits)
        {
            using var transaction = _store.BeginWrite(_connection);
            for (var i = 0; i < group; i++)
                foreach (var write in commit)
                    write.Execute(transaction, keys[i], ref _lastKey);
            transaction.Commit();
        }
    }
}
