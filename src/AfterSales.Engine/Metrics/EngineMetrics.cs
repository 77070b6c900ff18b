using System.Diagnostics.Metrics;
using AfterSales.Engine.Commits;
using AfterSales.Engine.Storage;
using Dapper;

namespace AfterSales.Engine.Metrics;

/// <summary>
/// Figures for operators under the meter <c>AfterSales.Engine</c>: commands by name and result, their latency from acceptance to
/// disk, commands per commit, waiting commands, the age of the most overdue timer, and what waits in the outbox.
/// </summary>
public sealed class EngineMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "AfterSales.Engine";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _commands;
    private readonly Histogram<double> _latency;
    private readonly Histogram<long> _commitSize;
    private readonly Counter<long> _timersFired;
    private readonly Histogram<double> _timerDelay;

    internal EngineMetrics()
    {
        _commands = _meter.CreateCounter<long>("aftersales.engine.commands", "{command}", "Commands by name and result (done, refused, failed).");
        _latency = _meter.CreateHistogram<double>("aftersales.engine.command.duration", "s", "From acceptance to disk.");
        _commitSize = _meter.CreateHistogram<long>("aftersales.engine.commit.size", "{command}", "Commands that shared one commit.");
        _timersFired = _meter.CreateCounter<long>("aftersales.engine.timers.fired", "{timer}", "Timers fired.");
        _timerDelay = _meter.CreateHistogram<double>("aftersales.engine.timer.delay", "s", "How late timers fired.");
    }

    public void Dispose() => _meter.Dispose();

    internal void Acknowledged(string command, string result, TimeSpan latency)
    {
        _commands.Add(1, new KeyValuePair<string, object?>("command", command), new KeyValuePair<string, object?>("result", result));
        _latency.Record(latency.TotalSeconds, new KeyValuePair<string, object?>("command", command));
    }

    internal void Failed(string command) =>
        _commands.Add(1, new KeyValuePair<string, object?>("command", command), new KeyValuePair<string, object?>("result", "failed"));

    internal void Committed(int commands) => _commitSize.Record(commands);

    internal void TimerFired(TimeSpan late)
    {
        _timersFired.Add(1);
        _timerDelay.Record(Math.Max(0, late.TotalSeconds));
    }

    internal void Watch(CommandQueue commands, EngineCore core)
    {
        _meter.CreateObservableGauge("aftersales.engine.commands.waiting", () => (long)commands.Depth, "{command}", "Commands that wait for the writer.");
        _meter.CreateObservableGauge("aftersales.engine.timers.overdue.age", () => OverdueSeconds(core), "s", "Age of the most overdue timer; 0 when none is overdue.");
        _meter.CreateObservableGauge(
            "aftersales.engine.outbox.pending", () => Count(core, "SELECT COUNT(*) FROM engine_outbox WHERE state = 'PENDING'"), "{item}", "Outbox items not delivered yet.");
    }

    private static double OverdueSeconds(EngineCore core)
    {
        using var db = core.Store.OpenRead();
        var due = db.ExecuteScalar<long?>("SELECT MIN(next_try_at) FROM engine_timers");
        return due is null ? 0 : Math.Max(0, (core.Clock.GetUtcNow().Ms() - due.Value) / 1000d);
    }

    private static long Count(EngineCore core, string sql)
    {
        using var db = core.Store.OpenRead();
        return db.ExecuteScalar<long>(sql);
    }
}
