using System.Diagnostics.Metrics;
using AfterSales.Engine.Metrics;

namespace AfterSales.Benchmarks.Engine;

/// <summary>Listens to the engine's own metric of how many commands shared a commit.</summary>
internal sealed class CommitSizes : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _commits;
    private long _commands;

    public CommitSizes()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Name: "aftersales.engine.commit.size", Meter.Name: EngineMetrics.MeterName })
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, commands, _, _) =>
        {
            Interlocked.Increment(ref _commits);
            Interlocked.Add(ref _commands, commands);
        });
        _listener.Start();
    }

    public double Average => (double)Interlocked.Read(ref _commands) / Math.Max(1, Interlocked.Read(ref _commits));

    public void Reset()
    {
        Interlocked.Exchange(ref _commits, 0);
        Interlocked.Exchange(ref _commands, 0);
    }

    public void Dispose() => _listener.Dispose();
}
