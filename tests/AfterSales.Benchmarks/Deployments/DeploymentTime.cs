using System.Diagnostics;
using System.Globalization;
using System.Text;
using AfterSales.Benchmarks.Engine;
using AfterSales.Engine;
using AfterSales.Engine.Deployments;

namespace AfterSales.Benchmarks.Deployments;

/// <summary>
/// Time to deploy a new version of the shipped complaint workflow: reading, checking, compiling, storing, on disk. The first one
/// includes what the runtime compiles on its way.
/// </summary>
internal sealed record DeploymentTime(TimeSpan First, TimeSpan Median, int Bytes)
{
    private const int Versions = 30;

    public static async Task<DeploymentTime> MeasureAsync()
    {
        using var folder = new TemporaryFolder();
        await using var engine = new ProcessEngine(new EngineOptions { DataDirectory = folder.Path });
        await engine.PrepareAsync();
        var xml = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "complaint-handling.bpmn"));
        var times = new List<TimeSpan>();
        for (var version = 1; version <= Versions; version++)
        {
            // A file that has not changed is not deployed again.
            var changed = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{xml}<!-- {version} -->\n"));
            var begin = Stopwatch.GetTimestamp();
            var deployed = await engine.Deployments.DeployAsync([new DeploymentResource("complaint-handling.bpmn", changed)]);
            times.Add(Stopwatch.GetElapsedTime(begin));
            if (!deployed.IsOk)
                throw new InvalidOperationException(string.Join("; ", deployed.Problems));
            if (deployed.Deployment!.Processes[0].Version != version)
                throw new InvalidOperationException("The same version was deployed twice: nothing was measured.");
        }
        return new DeploymentTime(times[0], times.Order().ElementAt(Versions / 2), Encoding.UTF8.GetByteCount(xml));
    }
}
