using AfterSales.Benchmarks.Databases;

namespace AfterSales.Benchmarks.Engine;

/// <summary>Bytes of database per instance, while it waits for a person and after its end, with its whole history.</summary>
/// <param name="Written">Bytes written per instance from start to end, to the log and the tables.</param>
internal sealed record DiskUse(double PerWaiting, double PerFinished, double Written)
{
    private const int Instances = 2_000;

    public static async Task<DiskUse> MeasureAsync(DatabaseKind kind)
    {
        await using var engine = await MeasuredEngine.OpenAsync(kind, 64);
        var empty = await engine.BytesAsync();
        var writtenBefore = await engine.WrittenAsync();
        var tasks = await Task.WhenAll(Enumerable.Range(0, Instances).Select(async _ => await engine.TaskAsync(await engine.StartAsync())));
        var waiting = await engine.BytesAsync();
        await Task.WhenAll(tasks.Select(engine.CompleteAsync));
        var finished = await engine.BytesAsync();
        return new DiskUse((double)(waiting - empty) / Instances, (double)(finished - empty) / Instances, (double)(await engine.WrittenAsync() - writtenBefore) / Instances);
    }
}
