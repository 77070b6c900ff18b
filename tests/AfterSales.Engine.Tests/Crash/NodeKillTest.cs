using System.Diagnostics;
using System.Globalization;
using AfterSales.Engine.Storage.Postgres;
using AfterSales.Engine.Tests.Support;
using AfterSales.TestSupport;
using Shouldly;
using Xunit;

namespace AfterSales.Engine.Tests.Crash;

/// <summary>
/// Three programs work on one PostgreSQL database; one after the other is killed, or frozen for longer than its lease and woken again.
/// <c>AFTERSALES_CRASH_SEED</c> repeats the choices of a run, <c>AFTERSALES_NODE_ROUNDS</c> changes how many there are (8).
/// </summary>
[Collection("alone")]
public sealed class NodeKillTest(ITestOutputHelper output) : IDisposable
{
    /// <summary>The load's lease is two seconds; a machine that runs other tests at the same time is given some more.</summary>
    private static readonly TimeSpan TakeOverLimit = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan DrainLimit = TimeSpan.FromMinutes(3);

    private readonly List<Node> _nodes = [];
    private int _started;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        foreach (var node in _nodes)
            node.Dispose();
    }

    [Fact]
    public async Task Nodes_killed_and_frozen_under_load_lose_nothing_and_do_nothing_twice()
    {
        Part.Require(!OperatingSystem.IsWindows(), "Programs are frozen here with a signal of Unix.");
        using var schema = TestSchema.New();
        using var folder = new TemporaryFolder();
        var seed = Setting("AFTERSALES_CRASH_SEED", Random.Shared.Next());
        var rounds = Setting("AFTERSALES_NODE_ROUNDS", 8);
        output.WriteLine($"seed {seed}, {rounds} rounds");
        var random = new Random(seed);
        for (var i = 0; i < 3; i++)
            await StartAsync(folder.Path, schema, random, "load");

        for (var round = 0; round < rounds; round++)
        {
            await WorkAsync(folder.Path, _nodes, random.Next(400, 2_000));
            var victim = _nodes[random.Next(_nodes.Count)];
            var others = _nodes.Where(node => node != victim).ToList();
            var freeze = round % 2 == 0;
            victim.Signal(freeze ? "STOP" : "KILL");
            var took = await WorkAsync(folder.Path, others, 400);
            output.WriteLine($"{victim.Name} {(freeze ? "frozen" : "killed")}: the others went on after {took.TotalSeconds:F1} s");
            if (freeze)
            {
                // Longer than its lease: it wakes as one that the others have given up.
                await Moment(TimeSpan.FromSeconds(3));
                victim.Signal("CONT");
                await WorkAsync(folder.Path, [victim], 200);
            }
            else
            {
                _nodes.Remove(victim);
                victim.Dispose();
                await StartAsync(folder.Path, schema, random, "load");
            }
        }
        foreach (var node in _nodes)
            node.Signal("KILL");
        await DrainAsync(folder.Path, schema, random);

        using var store = new PostgresStore(new EngineOptions(), schema.ConnectionString);
        new Aftermath(store, folder.Path, output).Check(2 * rounds);
    }

    private async Task DrainAsync(string folder, TestSchema schema, Random random)
    {
        await StartAsync(folder, schema, random, "drain");
        var node = _nodes[^1];
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(DrainLimit);
        try
        {
            await node.Process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            using var store = new PostgresStore(new EngineOptions(), schema.ConnectionString);
            Assert.Fail($"The work did not end within {DrainLimit}: tokens are lost or stuck.\n{new Aftermath(store, folder, output).What()}");
        }
        node.Process.ExitCode.ShouldBe(0, node.Errors);
    }

    private async Task StartAsync(string folder, TestSchema schema, Random random, string mode)
    {
        var node = new Node($"n{_started++}", folder, random.Next(), mode, schema.ConnectionString);
        _nodes.Add(node);
        (await node.Process.StandardOutput.ReadLineAsync(Ct)).ShouldBe("ready", node.Errors);
    }

    /// <summary>Waits until these nodes have together acknowledged so many bytes more, each of them something.</summary>
    private static async Task<TimeSpan> WorkAsync(string folder, List<Node> nodes, int bytes)
    {
        var before = nodes.Select(node => node.Acknowledged(folder)).ToList();
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var more = nodes.Select((node, i) => node.Acknowledged(folder) - before[i]).ToList();
            if (more.Sum() >= bytes && more.All(one => one > 0))
                return watch.Elapsed;
            watch.Elapsed.ShouldBeLessThan(TakeOverLimit, $"{string.Join(", ", nodes.Select((node, i) => $"{node.Name} acknowledged {more[i]} bytes"))}\n{string.Join('\n', nodes.Select(node => node.Errors))}");
            await Moment(TimeSpan.FromMilliseconds(5));
        }
    }

    private static async Task Moment(TimeSpan time)
    {
        using var moment = new PeriodicTimer(time);
        await moment.WaitForNextTickAsync(Ct);
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    private sealed class Node : IDisposable
    {
        private readonly List<string> _errors = [];

        public Node(string name, string folder, int seed, string mode, string database)
        {
            Name = name;
            var program = Path.Combine(AppContext.BaseDirectory, "AfterSales.Engine.CrashLoad.dll");
            Process = Process.Start(new ProcessStartInfo("dotnet")
            {
                ArgumentList = { program, folder, seed.ToString(CultureInfo.InvariantCulture), mode, name, database },
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }) ?? throw new InvalidOperationException("The load did not start.");
            Process.ErrorDataReceived += (_, line) =>
            {
                lock (_errors)
                    _errors.Add(line.Data ?? "");
            };
            Process.BeginErrorReadLine();
        }

        public string Name { get; }

        public Process Process { get; }

        public string Errors
        {
            get
            {
                lock (_errors)
                    return string.Join('\n', _errors.TakeLast(10));
            }
        }

        public long Acknowledged(string folder) => new FileInfo(Path.Combine(folder, $"acknowledged-{Name}.txt")) is { Exists: true } file ? file.Length : 0;

        public void Signal(string signal)
        {
            using var kill = Process.Start("kill", [$"-{signal}", Process.Id.ToString(CultureInfo.InvariantCulture)]);
            kill.WaitForExit();
        }

        public void Dispose()
        {
            if (!Process.HasExited)
                Process.Kill();
            Process.Dispose();
        }
    }
}
