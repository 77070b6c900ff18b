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

        Check(folder.Path, kills);
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
            Assert.Fail($"The work did not end within {DrainLimit}: tokens are lost or stuck.\n{What(folder)}");
        }
        process.ExitCode.ShouldBe(0, await errors);
        output.WriteLine($"the rest ended in {watch.Elapsed.TotalSeconds:F0} s");
    }

    private void Check(string folder, int kills)
    {
        var acknowledged = Lines(folder, "acknowledged.txt");
        var delivered = Lines(folder, "delivered.txt").Select(line => (Key: long.Parse(line[0], CultureInfo.InvariantCulture), Case: line[1])).ToList();
        using var store = new SqliteStore(new EngineOptions { DataDirectory = folder });
        using var db = store.OpenRead();
        List<T> Ask<T>(string sql) => [.. db.Query<T>(sql)];

        Ask<string>("SELECT integrity_check FROM pragma_integrity_check").ShouldBe(["ok"]);
        var cases = Ask<(long Key, string Number, string State)>(
            "SELECT instance_key, business_key, state FROM engine_process_instances WHERE process_id = 'case'").ToDictionary(row => row.Key);
        var redelivered = delivered.Count - delivered.Select(mail => mail.Key).Distinct().Count();
        output.WriteLine($"{cases.Count} cases, {acknowledged.Count} acknowledgements, {delivered.Count} deliveries ({redelivered} repeated)");
        cases.Count.ShouldBeGreaterThan(2 * kills, "a run without work proves nothing");

        foreach (var line in acknowledged.Where(line => line[0] == "created"))
            cases.GetValueOrDefault(long.Parse(line[1], CultureInfo.InvariantCulture)).Number.ShouldBe(line[2], "an acknowledged case must be there");
        var completed = Ask<long>("SELECT task_key FROM engine_user_tasks WHERE state = 'COMPLETED'").ToHashSet();
        acknowledged.Where(line => line[0] == "completed").Select(line => long.Parse(line[1], CultureInfo.InvariantCulture))
            .ShouldAllBe(key => completed.Contains(key), "an acknowledged completion must be there");

        cases.Values.ShouldAllBe(row => row.State == "COMPLETED");
        Ask<(long Key, string Element, long Count)>(
            """
            SELECT instance_key, element_id, COUNT(*) FROM engine_element_instances WHERE state = 'COMPLETED' GROUP BY instance_key, element_id HAVING COUNT(*) <> 1
            """).Where(row => row.Element != "join").ShouldBeEmpty("every element of every case is passed exactly once");
        Ask<long>("SELECT COUNT(*) FROM engine_element_instances WHERE state <> 'COMPLETED'").ShouldBe([0]);
        foreach (var element in new[] { "start", "ask", "work", "cool", "call", "reply", "end", "part-work", "part-cool", "part-end" })
            Ask<long>($"SELECT COUNT(DISTINCT instance_key) FROM engine_element_instances WHERE element_id = '{element}'").ShouldBe([cases.Count], element);
        Ask<(long, long)>("SELECT instance_key, COUNT(*) FROM engine_flows_taken WHERE taken <> 1 GROUP BY instance_key").ShouldBeEmpty();

        Ask<long>("SELECT COUNT(*) FROM engine_process_instances WHERE process_id = 'part' AND state = 'COMPLETED'").ShouldBe([cases.Count]);
        Ask<long>("SELECT COUNT(DISTINCT parent_instance_key) FROM engine_process_instances WHERE process_id = 'part'").ShouldBe([cases.Count]);
        Ask<(string Type, long Jobs, long Distinct)>("SELECT type, COUNT(*), COUNT(DISTINCT instance_key) FROM crash_work GROUP BY type")
            .ShouldAllBe(row => row.Jobs == cases.Count && row.Distinct == cases.Count, "a job's rows are stored exactly once");

        var sent = Ask<(long Key, string Number, string State)>("SELECT outbox_key, payload, state FROM engine_outbox WHERE kind = 'mail'");
        sent.ShouldAllBe(mail => mail.State == "DELIVERED");
        sent.Select(mail => mail.Number).Order(StringComparer.Ordinal).ShouldBe(cases.Values.Select(row => row.Number).Order(StringComparer.Ordinal));
        delivered.Distinct().Order().ShouldBe(
            sent.Select(mail => (mail.Key, mail.Number)).Order(), "whoever drops repeated message ids sees every mail exactly once");

        foreach (var table in new[] { "engine_instance_states", "engine_timers", "engine_message_subscriptions", "engine_incidents" })
            Ask<long>($"SELECT COUNT(*) FROM {table}").ShouldBe([0], table);
        foreach (var table in new[] { "engine_jobs", "engine_user_tasks", "engine_process_instances", "engine_element_instances" })
            Ask<long>($"SELECT COUNT(*) FROM {table} WHERE ended_at IS NULL").ShouldBe([0], table);
        Ask<long>("SELECT COUNT(*) FROM engine_outbox WHERE state <> 'DELIVERED'").ShouldBe([0]);
    }

    /// <summary>What still waits, for whoever has to find out why.</summary>
    private static string What(string folder)
    {
        using var store = new SqliteStore(new EngineOptions { DataDirectory = folder });
        using var db = store.OpenRead();
        return string.Join(
            '\n',
            db.Query<(string What, string State, long Count)>(
                """
                SELECT 'element ' || element_id, state, COUNT(*) FROM engine_element_instances WHERE ended_at IS NULL GROUP BY 1, 2
                UNION ALL SELECT 'job ' || type, state, COUNT(*) FROM engine_jobs WHERE ended_at IS NULL GROUP BY 1, 2
                UNION ALL SELECT 'outbox ' || kind, state || ' ' || COALESCE(last_error, ''), COUNT(*) FROM engine_outbox WHERE state <> 'DELIVERED' GROUP BY 1, 2
                UNION ALL SELECT 'incident ' || type, message, COUNT(*) FROM engine_incidents WHERE resolved_at IS NULL GROUP BY 1, 2
                """));
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

    // A line without its end was being written when the process died: it was not noted.
    private static List<string[]> Lines(string folder, string file)
    {
        var text = File.ReadAllText(Path.Combine(folder, file));
        return [.. text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))];
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
