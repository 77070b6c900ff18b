using System.Diagnostics;
using AfterSales.Benchmarks.Databases;

namespace AfterSales.Benchmarks.Engine;

/// <summary>
/// What many waiting instances cost those that move: start and completion of an instance that runs alone, before and after; memory in use after a
/// collection; the time from opening to taking commands.
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
        var empty = await MedianAsync(engine);
        var (memory, bytes) = (GC.GetTotalMemory(forceFullCollection: true), await engine.BytesAsync());
        var writing = await TimeAsync(() => Parallel.ForEachAsync(
            Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (_, _) => await engine.TaskAsync(await engine.StartAsync())));
        var (memoryFull, bytesFull) = (GC.GetTotalMemory(forceFullCollection: true), await engine.BytesAsync());
        var startUp = await TimeAsync(engine.ReopenAsync);
        return new WaitingInstances(
            count, empty, await MedianAsync(engine), memory, memoryFull, startUpEmpty, startUp, (double)(bytesFull - bytes) / count, writing);
    }

    private static async Task<TimeSpan> MedianAsync(MeasuredEngine engine)
    {
        var times = new List<TimeSpan>();
        for (var i = 0; i < Measured; i++)
            times.Add(await TimeAsync(engine.RunOneAsync));
        return times.Skip(Measured / 4).Order().ElementAt(Measured * 3 / 8);
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task> work)
    {
        var begin = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(begin);
    }
}
