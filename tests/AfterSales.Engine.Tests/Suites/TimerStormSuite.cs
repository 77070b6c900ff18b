using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Metrics;
using AfterSales.Engine.Search;
using AfterSales.Engine.Tests.Support;
using Dapper;
using Shouldly;
using Xunit;

namespace AfterSales.Engine.Tests.Suites;

/// <summary>
/// Many timers due in the same moment. <c>AFTERSALES_STORM_TIMERS</c> says how many (2,000; the full storm has 100,000).
/// </summary>
public abstract class TimerStormSuite : EngineSuite
{
    private static readonly int Batch = new EngineOptions().TimerBatch;

    private static int Timers =>
        int.TryParse(Environment.GetEnvironmentVariable("AFTERSALES_STORM_TIMERS"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var timers) ? timers : 2_000;

    [Fact]
    public async Task Commands_stay_quick_while_a_storm_of_timers_is_worked_off()
    {
        await Test.DeployAsync(Processes.OneTimer(), Processes.OneTask());
        await Task.WhenAll(Enumerable.Range(0, Timers).Select(_ => Test.StartAsync("one-timer")));
        var quiet = await StepsAsync(() => Task.FromResult(false), 200);

        Test.Clock.Advance(TimeSpan.FromHours(3));
        var began = Stopwatch.GetTimestamp();
        OverdueAge().ShouldBe(7200, 60, "the metric tells how late the oldest is while the storm lasts");
        var during = await StepsAsync(async () => await ActiveAsync() == 0, int.MaxValue);
        var took = Stopwatch.GetElapsedTime(began);

        (await ActiveAsync()).ShouldBe(0);
        OverdueAge().ShouldBe(0);
        var fired = await Engine.ReadAsync(
            db => db.Query<long>("SELECT COUNT(*) FROM engine_element_instances WHERE element_id = 'wait' AND state = 'COMPLETED' GROUP BY instance_key").ToList(), Ct);
        fired.Count.ShouldBe(Timers);
        fired.ShouldAllBe(times => times == 1);
        var (calm, stormy) = (Quantile(quiet, 0.99), Quantile(during, 0.99));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Timers} timers in {took.TotalSeconds:F1} s; a step takes {Quantile(quiet, 0.5).TotalMilliseconds:F1} / {calm.TotalMilliseconds:F1} ms (p50 / p99) before and {Quantile(during, 0.5).TotalMilliseconds:F1} / {stormy.TotalMilliseconds:F1} ms during, {during.Count} steps"));
        // A command waits for the batch before it and for its own: in the worst case a few batches' time, never the storm's.
        var oneBatch = took / Math.Max(1, Timers / Batch);
        stormy.ShouldBeLessThan(TimeSpan.FromMilliseconds(250) + (5 * calm) + (5 * oneBatch), "a step waits for some batches, not for the storm");
    }

    /// <summary>One task after the other is started and completed, one at a time, until told to stop.</summary>
    private async Task<List<TimeSpan>> StepsAsync(Func<Task<bool>> over, int most)
    {
        var steps = new List<TimeSpan>();
        while (steps.Count < most && !(steps.Count % 10 == 0 && await over()))
        {
            var begin = Stopwatch.GetTimestamp();
            await Engine.WriteAsync(commit => commit.NextKey(), ct: Ct);
            steps.Add(Stopwatch.GetElapsedTime(begin));
            begin = Stopwatch.GetTimestamp();
            (await Engine.Instances.CreateAsync(new CreateInstance { ProcessId = "one-task" }, ct: Ct)).IsOk.ShouldBeTrue();
            steps.Add(Stopwatch.GetElapsedTime(begin));
        }
        return steps;
    }

    private async Task<long> ActiveAsync() =>
        (await Engine.Instances.SearchAsync(SearchRequest.Where("state", InstanceStates.Active).And("processDefinitionId", "one-timer").Take(1), Ct)).Value.TotalItems;

    private double OverdueAge()
    {
        double? age = null;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument is { Name: "aftersales.engine.timers.overdue.age", Meter.Name: EngineMetrics.MeterName })
                    listening.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((_, value, _, _) => age = Math.Max(age ?? 0, value));
        listener.Start();
        listener.RecordObservableInstruments();
        return age.ShouldNotBeNull();
    }

    private static TimeSpan Quantile(List<TimeSpan> steps, double part) => steps.Order().ElementAt(Math.Min(steps.Count - 1, (int)(steps.Count * part)));
}
