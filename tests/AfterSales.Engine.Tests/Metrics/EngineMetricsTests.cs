using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using AfterSales.Engine.Metrics;
using AfterSales.Engine.Storage.Sqlite;
using AfterSales.Engine.Tests.Support;
using Shouldly;
using Xunit;

namespace AfterSales.Engine.Tests.Metrics;

/// <summary>Alone, because instruments of all engines of the process carry the same names.</summary>
[Collection("alone")]
public sealed class EngineMetricsTests
{
    [Fact]
    public async Task Operators_can_watch_commands_commits_overdue_timers_and_the_outbox()
    {
        using var folder = new TemporaryFolder();
        var seen = new ConcurrentDictionary<string, double>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Meter.Name == EngineMetrics.MeterName)
                    listening.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => seen.AddOrUpdate(instrument.Name, value, (_, old) => Math.Max(old, value)));
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => seen.AddOrUpdate(instrument.Name, value, (_, old) => Math.Max(old, value)));
        listener.Start();
        await using var test = new TestEngine(() => new SqliteStore(new EngineOptions { DataDirectory = folder.Path }));
        await test.OpenAsync(workers: false);
        await test.DeployAsync(Processes.OneTimer());
        await test.StartAsync("one-timer");
        await test.Engine.WriteAsync(commit => commit.Outbox.Enqueue("mail", "x"), ct: TestContext.Current.CancellationToken);
        test.Clock.Advance(TimeSpan.FromHours(3));

        listener.RecordObservableInstruments();

        seen["aftersales.engine.commands"].ShouldBeGreaterThanOrEqualTo(1);
        seen["aftersales.engine.command.duration"].ShouldBeGreaterThan(0);
        seen["aftersales.engine.commit.size"].ShouldBeGreaterThanOrEqualTo(1);
        seen["aftersales.engine.commands.waiting"].ShouldBeGreaterThanOrEqualTo(0);
        seen["aftersales.engine.timers.overdue.age"].ShouldBe(7200, "the timer was due an hour after the start, and it is three hours later now");
        seen["aftersales.engine.outbox.pending"].ShouldBe(1);
    }
}
