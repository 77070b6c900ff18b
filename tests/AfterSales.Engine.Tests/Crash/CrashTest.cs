using System.Diagnostics;
using System.Globalization;
using AfterSales.Engine.Storage.Sqlite;
using AfterSales.Engine.Tests.Support;
using Dapper;
using Shouldly;
using Xunit;

namespace AfterSales.Engine.Tests.Crash;

/// <summary>
/// Kills a process under load again and again, then lets the work end and counts. <c>AFTERSALES_CRASH_SEED</c> repeats the moments of a
/// run, <c>AFTERSALES_CRASH_KILLS</c> changes how many there are (50).
/// </summary>
[Collection("alone")]
public sealed class CrashTest(ITestOutputHelper output)
{
    /// <summary>Bytes of acknowledgements between two kills at most; one is about forty.</summary>
    private const int MostWork = 2_000;

    private static readonly TimeSpan DrainLimit = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Killed_at_random_moments_nothing_acknowledged_is_lost_and_every_case_ends_exactly_once()
    {
        var seed = Setting("AFTERSALES_CRASH_SEED", Random.Shared.Next());
        var kills = Setting("AFTERSALES_CRASH_KILLS", 50);
        output.WriteLine($"seed {seed}, {kills} kills");
        var random = new Random(seed);
        using var folder = new TemporaryFolder();
        var watch = Stopwatch.StartNew();
        var beforeReady = 0;
        for (var kill = 0; kill < kills; kill++)
            if (!await KillAsync(folder.Path, random))
                beforeReady++;
        output.WriteLine($"{kills} kills in {watch.Elapsed.TotalSeconds:F0} s, {beforeReady} of them while the engine was starting");

        await DrainAsync(folder.Path, random.Next());

        using var store = new SqliteStore(new EngineOptions { DataDirectory = folder.Path });
        using (var db = store.OpenRead())
            db.Query<string>("SELECT integrity_check FROM pragma_integrity_check").ShouldBe(["ok"]);
        new Aftermath(store, folder.Path, output).Check(2 * kills);
    }

    /// <summary>
    /// Starts the load and kills it: one time in ten at any moment of its start, else after a random amount of work and a random moment
    /// more. (Work rather than time, so that a slow machine is tested as hard as a fast one.)
    /// </summary>
    /// <returns>Whether the engine was ready when it died.</returns>
    private static async Task<bool> KillAsync(string folder, Random random)
    {
        using var process = Start(folder, random.Next(), "load");
        var ready = process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask();
        if (random.Next(10) == 0)
            await Task.WhenAny(ready, Moment(random.Next(20, 400)));
        else
        {
            (await ready).ShouldBe("ready", await Errors(process, ready));
            await WorkAsync(Path.Combine(folder, "acknowledged.txt"), random.Next(MostWork));
            await Moment(random.Next(1, 30));
        }
        process.HasExited.ShouldBeFalse("the load must run until it is killed");
        var wasReady = ready.IsCompletedSuccessfully;
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return wasReady;
    }

    private async Task DrainAsync(string folder, int seed)
    {
        var watch = Stopwatch.StartNew();
        using var process = Start(folder, seed, "drain");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(DrainLimit);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            using var store = new SqliteStore(new EngineOptions { DataDirectory = folder });
            Assert.Fail($"The work did not end within {DrainLimit}: tokens are lost or stuck.\n{new Aftermath(store, folder, output).What()}");
        }
        process.ExitCode.ShouldBe(0, await errors);
        output.WriteLine($"the rest ended in {watch.Elapsed.TotalSeconds:F0} s");
    }

    private static Process Start(string folder, int seed, string mode)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "AfterSales.Engine.CrashLoad.dll");
        return Process.Start(new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            ArgumentList = { program, folder, seed.ToString(CultureInfo.InvariantCulture), mode },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new InvalidOperationException("The load did not start.");
    }

    private static async Task<string> Errors(Process process, Task<string?> ready) =>
        await ready == "ready" ? "" : await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);

    /// <summary>Waits until so many bytes more are acknowledged; the engine is given ten seconds for it.</summary>
    private static async Task WorkAsync(string acknowledged, int bytes)
    {
        var enough = new FileInfo(acknowledged).Length + bytes;
        var watch = Stopwatch.StartNew();
        while (new FileInfo(acknowledged).Length < enough && watch.Elapsed < TimeSpan.FromSeconds(10))
            await Moment(2);
    }

    private static async Task Moment(int milliseconds)
    {
        using var moment = new PeriodicTimer(TimeSpan.FromMilliseconds(milliseconds));
        await moment.WaitForNextTickAsync(TestContext.Current.CancellationToken);
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
