using System.Diagnostics;
using AfterSales.Benchmarks.Report;

namespace AfterSales.Benchmarks.Engine;

/// <summary>
/// Drivers that each carry one instance from start to end and then the next: start it, wait until its job is done and its task
/// waits, complete the task. What ends after the time is up is carried through but not counted.
/// </summary>
internal sealed class ClosedLoop(MeasuredEngine engine, int drivers)
{
    private static readonly TimeSpan RunUp = TimeSpan.FromSeconds(0.3);

    private readonly Lock _gate = new();
    private readonly List<Passage> _passages = [];
    private volatile bool _counting;
    private volatile bool _over;

    public async Task<ClosedLoopResult> RunAsync(TimeSpan measured)
    {
        using var commits = new CommitSizes();
        using var trips = new RoundTrips();
        var running = Enumerable.Range(0, drivers).Select(_ => Task.Run(DriveAsync)).ToList();
        await Task.Delay(RunUp);
        commits.Reset();
        var (allocated, sent) = (GC.GetTotalAllocatedBytes(precise: true), trips.Count);
        var (begin, waited, processor) = (Stopwatch.GetTimestamp(), CpuWait.OfEngineWriter(), Environment.CpuUsage.TotalTime);
        _counting = true;
        await Task.Delay(measured);
        _counting = false;
        var elapsed = Stopwatch.GetElapsedTime(begin);
        (waited, processor) = (CpuWait.OfEngineWriter() - waited, Environment.CpuUsage.TotalTime - processor);
        (allocated, sent) = (GC.GetTotalAllocatedBytes(precise: true) - allocated, trips.Count - sent);
        var group = commits.Average;
        _over = true;
        await Task.WhenAll(running);
        return new ClosedLoopResult(new Rate(_passages.Count, elapsed, waited, processor), _passages, group, allocated, sent);
    }

    private async Task DriveAsync()
    {
        while (!_over)
        {
            var begin = Stopwatch.GetTimestamp();
            var instance = await engine.StartAsync();
            var started = Stopwatch.GetTimestamp();
            var task = await engine.TaskAsync(instance);
            var waiting = Stopwatch.GetTimestamp();
            await engine.CompleteAsync(task);
            var passage = new Passage(
                Stopwatch.GetElapsedTime(begin, started), Stopwatch.GetElapsedTime(started, waiting), Stopwatch.GetElapsedTime(waiting));
            if (!_counting)
                continue;
            lock (_gate)
                _passages.Add(passage);
        }
    }
}

/// <summary>How long one instance took: its start, its automatic step up to the waiting task, the completion of the task.</summary>
internal readonly record struct Passage(TimeSpan Start, TimeSpan Automatic, TimeSpan Complete);

/// <param name="Group">Commands per commit, on average.</param>
/// <param name="Allocated">Bytes, the drivers' own included.</param>
/// <param name="RoundTrips">To PostgreSQL, without commits; 0 on SQLite.</param>
internal sealed record ClosedLoopResult(Rate Rate, IReadOnlyList<Passage> Passages, double Group, long Allocated, long RoundTrips)
{
    public double AllocatedPerInstance => (double)Allocated / Passages.Count;

    public double RoundTripsPerInstance => (double)RoundTrips / Passages.Count;

    /// <summary>Two runs as one.</summary>
    public ClosedLoopResult And(ClosedLoopResult other) => new(
        Rate.And(other.Rate), [.. Passages, .. other.Passages], (Group + other.Group) / 2, Allocated + other.Allocated, RoundTrips + other.RoundTrips);

    /// <summary>The duration that the given part of all instances stayed below.</summary>
    public TimeSpan Quantile(Func<Passage, TimeSpan> step, double part)
    {
        var durations = Passages.Select(step).Order().ToList();
        return durations[Math.Min(durations.Count - 1, (int)(durations.Count * part))];
    }
}
