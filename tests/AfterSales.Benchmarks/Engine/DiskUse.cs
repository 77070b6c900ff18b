namespace AfterSales.Benchmarks.Engine;

/// <summary>Bytes of database per instance, while it waits for a person and after its end, with its whole history.</summary>
internal sealed record DiskUse(double PerWaiting, double PerFinished)
{
    private const int Instances = 2_000;

    public static async Task<DiskUse> MeasureAsync()
    {
        await using var engine = await MeasuredEngine.OpenAsync(64);
        var empty = await engine.BytesAsync();
        var tasks = await Task.WhenAll(Enumerable.Range(0, Instances).Select(async _ => await engine.TaskAsync(await engine.StartAsync())));
        var waiting = await engine.BytesAsync();
        await Task.WhenAll(tasks.Select(engine.CompleteAsync));
        var finished = await engine.BytesAsync();
        return new DiskUse((double)(waiting - empty) / Instances, (double)(finished - empty) / Instances);
    }
}
