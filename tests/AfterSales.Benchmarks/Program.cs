using System.Diagnostics;
using AfterSales.Benchmarks;
using AfterSales.Benchmarks.Deployments;
using AfterSales.Benchmarks.Engine;
using AfterSales.Benchmarks.Feel;
using AfterSales.Benchmarks.Raw;
using AfterSales.Benchmarks.Recording;
using AfterSales.Benchmarks.Report;
using static AfterSales.Benchmarks.Report.Markdown;

// One run of everything, about a minute; docs/performance.md says how to read it.
var began = Stopwatch.GetTimestamp();
var machine = new Lazy<string>(() => Machine.Describe(TimeProvider.System));
var recording = await InstanceRecording.MakeAsync();
Console.WriteLine(machine.Value);
var everything = WriteSequence.OfEverything(recording);
var kept = WriteSequence.OfKeptRows(recording);

var runs = new List<(string Name, Comparison Measured)>();
foreach (var (drivers, jobsAtOnce) in new[] { (1, 8), (16, 16), (256, 256), (256, 8) })
    runs.Add(($"{drivers} ({jobsAtOnce})", await Comparison.MeasureAsync(drivers, jobsAtOnce, everything, kept)));
Table(
    ["drivers (jobs at once)", "instances/s", "start ms, p50 / p99", "job ms", "complete ms", "commands/commit", "kB allocated"],
    runs.Select(run => new[]
    {
        run.Name, Count(run.Measured.Engine.Rate.PerSecond), Step(run.Measured.Engine, passage => passage.Start),
        Step(run.Measured.Engine, passage => passage.Automatic), Step(run.Measured.Engine, passage => passage.Complete),
        Tenths(run.Measured.Engine.Group), Count(run.Measured.Engine.AllocatedPerInstance / 1024),
    }));
Table(
    ["drivers (jobs at once)", "engine/s", "raw, same writes/s", "ratio", "raw, kept rows/s", "ratio", "processor µs: engine", "raw, same writes", "raw, kept rows"],
    runs.Select(run => (run.Name, Engine: run.Measured.Engine.Rate, run.Measured.SameWrites, run.Measured.KeptRows)).Select(run => new[]
    {
        run.Name, Rates(run.Engine), Rates(run.SameWrites), Percent(run.Engine.PerSecondAlone / run.SameWrites.PerSecondAlone),
        Rates(run.KeptRows), Percent(run.Engine.PerSecondAlone / run.KeptRows.PerSecondAlone),
        Count(run.Engine.ProcessorMicroseconds), Count(run.SameWrites.ProcessorMicroseconds), Count(run.KeptRows.ProcessorMicroseconds),
    }));

Table(
    ["statements per instance", "count"],
    recording.Statements.GroupBy(statement => statement.Verb).OrderByDescending(group => group.Count())
        .Select(group => new[] { group.Key, Tenths(recording.PerInstance(statement => statement.Verb == group.Key)) })
        .Append(["BEGIN and COMMIT", Tenths(2 * recording.Transactions)])
        .Append(["**all**", Tenths(recording.PerInstance(_ => true) + (2 * recording.Transactions))]));

Table(
    ["table", "inserts", "updates", "deletes", "selects"],
    recording.Statements.Where(statement => statement.Table.Length > 0).Select(statement => statement.Table).Distinct().Order()
        .Select(table => new[]
        {
            $"`{table}`", Of(table, "INSERT"), Of(table, "UPDATE"), Of(table, "DELETE"), Of(table, "SELECT"),
        }));

var disk = await DiskUse.MeasureAsync();
var deployment = await DeploymentTime.MeasureAsync();
Table(
    ["other", "measured"],
    [
        ["database per waiting instance", $"{Count(disk.PerWaiting)} bytes"],
        ["database per finished instance", $"{Count(disk.PerFinished)} bytes"],
        ["simple FEEL conditions, one thread", $"{Count(SimpleConditions.PerThread(1))}/s"],
        [$"simple FEEL conditions, {Environment.ProcessorCount} threads, each", $"{Count(SimpleConditions.PerThread(Environment.ProcessorCount))}/s"],
        [$"deploy complaint-handling.bpmn ({Count(deployment.Bytes / 1024d)} kB), first", $"{Milliseconds(deployment.First)} ms"],
        ["deploy complaint-handling.bpmn, median", $"{Milliseconds(deployment.Median)} ms"],
    ]);
Console.WriteLine();
Console.WriteLine($"The run took {Count(Stopwatch.GetElapsedTime(began).TotalSeconds)} s.");

string Of(string table, string verb) => Tenths(recording.PerInstance(statement => statement.Table == table && statement.Verb == verb));

static string Rates(Rate rate) => $"{Count(rate.PerSecond)} / {Count(rate.PerSecondAlone)}";

static string Step(ClosedLoopResult result, Func<Passage, TimeSpan> step) =>
    $"{Milliseconds(result.Quantile(step, 0.5))} / {Milliseconds(result.Quantile(step, 0.99))}";
