using System.Diagnostics;
using AfterSales.Benchmarks.Databases;
using AfterSales.Benchmarks.Engine;
using AfterSales.Benchmarks.Report;
using AfterSales.Engine;

namespace AfterSales.Benchmarks.Raw;

/// <summary>
/// The limit: a bare loop on one thread that does the same writes with prepared statements, on a database of the same schema, indexes
/// and durability. A group of instances goes through each of its commits together, as the engine's commands do.
/// </summary>
internal sealed class RawWriter : IDisposable
{
    private readonly MeasuredDatabase _database;
    private readonly IGroupCommits _commits;
    private readonly WriteSequence _sequence;
    private long _lastKey = 1L << 58;

    private RawWriter(MeasuredDatabase database, WriteSequence sequence)
    {
        _database = database;
        _commits = database.NewRawCommits(sequence);
        _sequence = sequence;
    }

    public static async Task<RawWriter> OpenAsync(DatabaseKind kind, WriteSequence sequence)
    {
        var database = kind.New();
        var options = new EngineOptions();
        // The engine makes the tables; it is gone before the loop begins.
        await using (var engine = new ProcessEngine(database.At(options), new EngineParts { Store = database.NewStore(options) }))
            await engine.PrepareAsync();
        var writer = new RawWriter(database, sequence);
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
        _commits.Dispose();
        _database.Dispose();
    }

    private void WriteGroup(int group)
    {
        var keys = new long[group][];
        for (var i = 0; i < group; i++)
            keys[i] = new long[_sequence.Keys];
        for (var commit = 0; commit < _sequence.Commits.Count; commit++)
            _commits.Write(commit, keys, ref _lastKey);
    }
}
