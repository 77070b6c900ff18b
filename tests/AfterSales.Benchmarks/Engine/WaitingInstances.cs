using System.Diagnostics;
using AfterSales.Benchmarks.Databases;

namespace AfterSales.Benchmarks.Engine;

/// <summary>
/// What many waiting instances cost those that move: start and completion of an instance that runs alone, in turns on the database with all of them and
/// on an empty one, so that what else the machine does meets both; memory in use after a collection; the time from opening to taking commands.
/// </summary>
/// <param name="Empty">Half of the instances took less, from start to end.</param>
/// <param name="StartUp">Of the program's engine, on the database with all of them.</param>
internal sealed record WaitingInstances(
    int Count, TimeSpan Empty, TimeSpan Full, long MemoryEmpty, long MemoryFull, TimeSpan StartUpEmpty, TimeSpan StartUp, double BytesEach, TimeSpan Writing)
{
    private const int Measured = 400;
    private const int AtOnce = 256;

    public static async Task<WaitingInstances> MeasureAsync(DatabaseKind kind, int count)
    {
        await using var engine = await MeasuredEngine.OpenAsync(kind, 64);
        await engine.WarmUpAsync();
        var startUpEmpty = await TimeAsync(engine.ReopenAsync);
        var (memory, bytes) = (GC.GetTotalMemory(forceFullCollection: true), await engine.BytesAsync());
        var writing = await TimeAsync(() => Parallel.ForEachAsync(
            Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (_, _) => await engine.TaskAsync(await engine.StartAsync())));
        var (memoryFull, bytesFull) = (GC.GetTotalMemory(forceFullCollection: true), await engine.BytesAsync());
        var startUp = await TimeAsync(engine.ReopenAsync);
        var (empty, full) = await MediansAsync(kind, engine);
        return new WaitingInstances(count, empty, full, memory, memoryFull, startUpEmpty, startUp, (double)(bytesFull - bytes) / count, writing);
    }

    private static async Task<(TimeSpan Empty, TimeSpan Full)> MediansAsync(DatabaseKind kind, MeasuredEngine full)
    {
        await using var empty = await MeasuredEngine.OpenAsync(kind, 64);
        await empty.WarmUpAsync();
        var times = new List<(TimeSpan Empty, TimeSpan Full)>();
        for (var i = 0; i < Measured; i++)
            times.Add((await TimeAsync(empty.RunOneAsync), await TimeAsync(full.RunOneAsync)));
        return (Median(time => time.Empty), Median(time => time.Full));

        // The first rounds fill caches.
        TimeSpan Median(Func<(TimeSpan Empty, TimeSpan Full), TimeSpan> of) => times.Skip(Measured / 4).Select(of).Order().ElementAt(Measured * 3 / 8);
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task> work)
    {
        var begin = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(begin);
    }
}
