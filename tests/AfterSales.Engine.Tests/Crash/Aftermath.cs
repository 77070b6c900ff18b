using System.Globalization;
using AfterSales.Engine.Storage;
using Dapper;
using Shouldly;
using Xunit;

namespace AfterSales.Engine.Tests.Crash;

/// <summary>
/// Counts what is left after processes were killed and the rest of the work has ended: nothing acknowledged is lost, nothing is done twice.
/// </summary>
/// <param name="folder">Where the processes noted what they were told and what they delivered.</param>
internal sealed class Aftermath(IEngineStore store, string folder, ITestOutputHelper output)
{
    public void Check(int fewestCases)
    {
        var acknowledged = Lines("acknowledged*.txt");
        var delivered = Lines("delivered*.txt").Select(line => (Key: long.Parse(line[0], CultureInfo.InvariantCulture), Case: line[1])).ToList();
        using var db = store.OpenRead();
        List<T> Ask<T>(string sql) => [.. db.Query<T>(sql)];

        var cases = Ask<(long Key, string Number, string State)>(
            "SELECT instance_key, business_key, state FROM engine_process_instances WHERE process_id = 'case'").ToDictionary(row => row.Key);
        var redelivered = delivered.Count - delivered.Select(mail => mail.Key).Distinct().Count();
        output.WriteLine($"{cases.Count} cases, {acknowledged.Count} acknowledgements, {delivered.Count} deliveries ({redelivered} repeated)");
        cases.Count.ShouldBeGreaterThan(fewestCases, "a run without work proves nothing");

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
    public string What()
    {
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

    // A line without its end was being written when the process died: it was not noted.
    private List<string[]> Lines(string files) => [.. Directory.EnumerateFiles(folder, files).SelectMany(file =>
    {
        var text = File.ReadAllText(file);
        return text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '));
    })];
}
