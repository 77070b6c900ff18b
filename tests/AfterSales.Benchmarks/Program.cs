using System.Diagnostics;
using System.Globalization;
using AfterSales.Benchmarks;
using AfterSales.Benchmarks.Databases;
using AfterSales.Benchmarks.Deployments;
using AfterSales.Benchmarks.Engine;
using AfterSales.Benchmarks.Feel;
using AfterSales.Benchmarks.Raw;
using AfterSales.Benchmarks.Recording;
using AfterSales.Benchmarks.Report;
using AfterSales.Benchmarks.Rest;
using static AfterSales.Benchmarks.Report.Markdown;

// One run of everything, some minutes; docs/performance.md says how to read it. Names of parts as arguments run only these.
var began = Stopwatch.GetTimestamp();
var machine = new Lazy<string>(() => Machine.Describe(TimeProvider.System));
var kinds = DatabaseKind.All.Where(kind => Named(kind) || !DatabaseKind.All.Any(Named)).ToList();
var recording = await InstanceRecording.MakeAsync();
Console.WriteLine(machine.Value);
var everything = WriteSequence.OfEverything(recording);
var kept = WriteSequence.OfKeptRows(recording);

if (Asked("loop"))
    foreach (var kind in kinds)
        await LoopAsync(kind);
if (Asked("statements"))
    Statements();
if (Asked("rest"))
    await RestAsync();
if (Asked("other"))
    await OtherAsync();
if (Asked("waiting"))
    await WaitingAsync();
Console.WriteLine();
Console.WriteLine($"The run took {Count(Stopwatch.GetElapsedTime(began).TotalSeconds)} s.");

bool Named(DatabaseKind kind) => args.Contains(kind.Name, StringComparer.OrdinalIgnoreCase);

bool Asked(string part) => !args.Any(name => !DatabaseKind.All.Any(kind => kind.Name.Equals(name, StringComparison.OrdinalIgnoreCase))) || args.Contains(part, StringComparer.OrdinalIgnoreCase);

static int Option(string name, int otherwise) =>
    int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : otherwise;

async Task LoopAsync(DatabaseKind kind)
{
    var runs = new List<(string Name, Comparison Measured)>();
    foreach (var (drivers, jobsAtOnce) in new[] { (1, 8), (16, 16), (256, 256), (256, 8) })
        runs.Add(($"{drivers} ({jobsAtOnce})", await Comparison.MeasureAsync(kind, drivers, jobsAtOnce, everything, kept)));
    Console.WriteLine();
    Console.WriteLine($"**{kind.Name}**");
    Table(
        ["drivers (jobs at once)", "instances/s", "start ms, p50 / p99", "job ms", "complete ms", "commands/commit", "kB allocated", "round trips"],
        runs.Select(run => new[]
        {
            run.Name, Count(run.Measured.Engine.Rate.PerSecond), Step(run.Measured.Engine, passage => passage.Start),
            Step(run.Measured.Engine, passage => passage.Automatic), Step(run.Measured.Engine, passage => passage.Complete),
            Tenths(run.Measured.Engine.Group), Count(run.Measured.Engine.AllocatedPerInstance / 1024), Tenths(run.Measured.Engine.RoundTripsPerInstance),
        }));
    Table(
        ["drivers (jobs at once)", "engine/s", "raw, same writes/s", "ratio", "raw, kept rows/s", "ratio", "processor µs: engine", "raw, same writes", "raw, kept rows"],
        runs.Select(run => (run.Name, Engine: run.Measured.Engine.Rate, run.Measured.SameWrites, run.Measured.KeptRows)).Select(run => new[]
        {
            run.Name, Rates(run.Engine), Rates(run.SameWrites), Percent(run.Engine.PerSecondAlone / run.SameWrites.PerSecondAlone),
            Rates(run.KeptRows), Percent(run.Engine.PerSecondAlone / run.KeptRows.PerSecondAlone),
            Count(run.Engine.ProcessorMicroseconds), Count(run.SameWrites.ProcessorMicroseconds), Count(run.KeptRows.ProcessorMicroseconds),
        }));
}

void Statements()
{
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
}

async Task RestAsync()
{
    var rows = new List<string[]>();
    foreach (var kind in kinds)
    {
        await using var product = await MeasuredProduct.StartAsync(kind);
        await RestLoop.WarmUpAsync(product);
        foreach (var drivers in new[] { 1, 16, 64, 256 })
        {
            var (instances, requests, median, p99, processor) = await new RestLoop(product, drivers).RunAsync(TimeSpan.FromSeconds(Option("AFTERSALES_BENCH_REST_SECONDS", 5)));
            rows.Add([kind.Name, Count(drivers), Count(instances), Count(requests), $"{Milliseconds(median)} / {Milliseconds(p99)}", Count(processor.TotalMicroseconds)]);
        }
    }
    Table(["through REST, product and drivers on the same cores", "drivers", "instances/s", "requests/s", "request ms, p50 / p99", "product's processor µs per request"], rows);
}

async Task OtherAsync()
{
    var rows = new List<string[]>();
    foreach (var kind in kinds)
    {
        var disk = await DiskUse.MeasureAsync(kind);
        var storm = await TimerStorm.MeasureAsync(kind, Option("AFTERSALES_BENCH_TIMERS", 5_000));
        rows.AddRange(
        [
            [$"{kind.Name}: database per waiting instance", $"{Count(disk.PerWaiting)} bytes"],
            [$"{kind.Name}: database per finished instance", $"{Count(disk.PerFinished)} bytes"],
            [$"{kind.Name}: written per instance, log and tables", $"{Count(disk.Written)} bytes"],
            [$"{kind.Name}: {Count(storm.Timers)} timers due at once", $"{Count(storm.PerSecond)}/s, lag {Milliseconds(storm.MedianLag)} / {Milliseconds(storm.LongestLag)} ms (p50 / last)"],
        ]);
    }
    var deployment = await DeploymentTime.MeasureAsync();
    rows.AddRange(
    [
        ["simple FEEL conditions, one thread", $"{Count(SimpleConditions.PerThread(1))}/s"],
        [$"simple FEEL conditions, {Environment.ProcessorCount} threads, each", $"{Count(SimpleConditions.PerThread(Environment.ProcessorCount))}/s"],
        [$"deploy complaint-handling.bpmn ({Count(deployment.Bytes / 1024d)} kB), first", $"{Milliseconds(deployment.First)} ms"],
        ["deploy complaint-handling.bpmn, median", $"{Milliseconds(deployment.Median)} ms"],
    ]);
    Table(["other", "measured"], rows);
}

async Task WaitingAsync()
{
    var rows = new List<string[]>();
    foreach (var kind in kinds)
    {
        var waiting = await WaitingInstances.MeasureAsync(kind, Option("AFTERSALES_BENCH_WAITING", 20_000));
        rows.Add(
        [
            kind.Name, Count(waiting.Count), $"{Milliseconds(waiting.Empty)} → {Milliseconds(waiting.Full)}", Percent((waiting.Full / waiting.Empty) - 1),
            $"{Count(waiting.MemoryEmpty / 1024d)} → {Count(waiting.MemoryFull / 1024d)}", $"{Milliseconds(waiting.StartUpEmpty)} → {Milliseconds(waiting.StartUp)}",
            Count(waiting.BytesEach), Count(waiting.Count / waiting.Writing.TotalSeconds),
        ]);
    }
    Table(["with instances waiting", "instances", "one instance, start to end, ms", "slower by", "memory in use, kB", "start-up ms", "bytes each", "written/s"], rows);
}

string Of(string table, string verb) => Tenths(recording.PerInstance(statement => statement.Table == table && statement.Verb == verb));

static string Rates(Rate rate) => $"{Count(rate.PerSecond)} / {Count(rate.PerSecondAlone)}";

static string Step(ClosedLoopResult result, Func<Passage, TimeSpan> step) =>
    $"{Milliseconds(result.Quantile(step, 0.5))} / {Milliseconds(result.Quantile(step, 0.99))}";
