using System.Diagnostics;
using AfterSales.Benchmarks.Databases;

namespace AfterSales.Benchmarks.Engine;

/// <summary>Many timers due in the same moment: how many fire per second, and how long after it.</summary>
internal sealed record TimerStorm(int Timers, double PerSecond, TimeSpan MedianLag, TimeSpan LongestLag)
{
    public static async Task<TimerStorm> MeasureAsync(DatabaseKind kind, int timers)
    {
        await using var engine = await MeasuredEngine.OpenAsync(kind);
        await Task.WhenAll(Enumerable.Range(0, timers).Select(_ => engine.StartAsync(Workflow.TimerProcessId)));
        var begin = 0L;
        var ends = await engine.Ends.WaitAsync(timers, () =>
        {
            begin = Stopwatch.GetTimestamp();
            engine.Clock.Advance(TimeSpan.FromHours(1));
        });
        var lags = ends.Select(end => Stopwatch.GetElapsedTime(begin, end)).Order().ToList();
        return new TimerStorm(timers, timers / lags[^1].TotalSeconds, lags[lags.Count / 2], lags[^1]);
    }
}
