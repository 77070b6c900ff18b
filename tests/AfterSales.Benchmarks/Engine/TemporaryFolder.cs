namespace AfterSales.Benchmarks.Engine;

/// <summary>A folder that goes away after the measurement. <c>TMPDIR</c> says on which disk it is.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("aftersales-benchmark-").FullName;

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // Something still has a file open; the system tidies its temporary folder by itself.
        }
    }
}
