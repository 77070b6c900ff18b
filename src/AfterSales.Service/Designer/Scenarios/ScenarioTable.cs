using System.Text.Json;
using AfterSales.Engine.Commits;
using AfterSales.Service.Designer.Runs;
using AfterSales.Service.Languages;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Designer.Scenarios;

/// <summary>Scenarios, their history and the evidence of their runs in the database.</summary>
internal static class ScenarioTable
{
    private const string Columns =
        """
        scenario_key AS ScenarioKey, process AS Process, name AS Name, script AS Script, expected AS Expected, revision AS Revision, saved_by AS SavedBy, saved_at AS SavedAt,
        retired_by AS RetiredBy, retired_at AS RetiredAt, retire_reason AS RetireReason
        """;

    public static List<Scenario> All(RowSource source) =>
        [.. source.List<Row>($"SELECT {Columns} FROM designer_scenario ORDER BY process, name").Select(row => row.ToScenario())];

    public static Scenario? Find(RowSource source, long key) =>
        source.List<Row>($"SELECT {Columns} FROM designer_scenario WHERE scenario_key = @key", new { key }).FirstOrDefault()?.ToScenario();

    public static Scenario? Find(RowSource source, string process, string name) =>
        source.List<Row>($"SELECT {Columns} FROM designer_scenario WHERE process = @process AND name = @name", new { process, name }).FirstOrDefault()?.ToScenario();

    public static long Save(CommitContext commit, string process, string name, RunScript script, Expectation expected, string? by)
    {
        var key = Find(commit, process, name)?.Key;
        if (key is null)
            commit.Execute(
                """
                INSERT INTO designer_scenario (scenario_key, process, name, script, expected, revision, saved_by, saved_at)
                VALUES (@key, @process, @name, @script, @expected, 1, @by, @now)
                """,
                new { key = key = commit.NextKey(), process, name, script = script.Write(), expected = expected.Write(), by, now = commit.Now.ToStored() });
        else
            commit.Execute(
                """
                UPDATE designer_scenario SET script = @script, expected = @expected, revision = revision + 1, saved_by = @by, saved_at = @now,
                  retired_by = NULL, retired_at = NULL, retire_reason = NULL WHERE scenario_key = @key
                """,
                new { key, script = script.Write(), expected = expected.Write(), by, now = commit.Now.ToStored() });
        Note(commit, key.Value, "saved", null, by);
        return key.Value;
    }

    public static bool Retire(CommitContext commit, long key, string reason, string by)
    {
        if (commit.Change(
            "UPDATE designer_scenario SET retired_by = @by, retired_at = @now, retire_reason = @reason WHERE scenario_key = @key AND retired_at IS NULL",
            new { key, reason, by, now = commit.Now.ToStored() }) == 0)
            return false;
        Note(commit, key, "retired", reason, by);
        return true;
    }

    public static bool Restore(CommitContext commit, long key, string by)
    {
        if (commit.Change("UPDATE designer_scenario SET retired_by = NULL, retired_at = NULL, retire_reason = NULL WHERE scenario_key = @key AND retired_at IS NOT NULL", new { key }) == 0)
            return false;
        Note(commit, key, "restored", null, by);
        return true;
    }

    /// <summary>The changes of a scenario, latest first.</summary>
    public static List<ScenarioChange> History(RowSource source, long key) =>
        [.. source.List<(string What, string? Reason, string? By, long At)>(
            "SELECT what, reason, done_by, done_at FROM designer_scenario_history WHERE scenario_key = @key ORDER BY step DESC", new { key })
            .Select(row => new ScenarioChange(row.What, row.Reason, row.By, Instants.FromStored(row.At)))];

    public static void Record(CommitContext commit, long releaseKey, IEnumerable<ScenarioResult> results, string by)
    {
        foreach (var result in results)
            commit.Execute(
                """
                INSERT INTO designer_scenario_result (release_key, scenario_key, process, name, revision, passed, departure, run_by, run_at)
                VALUES (@release, @scenario, @process, @name, @revision, @passed, @departure, @by, @now)
                ON CONFLICT (release_key, scenario_key, run_at) DO NOTHING
                """,
                new
                {
                    release = releaseKey, scenario = result.Scenario.Key, process = result.Scenario.ProcessId, name = result.Scenario.Name, revision = result.Scenario.Revision,
                    passed = result.Passed ? 1 : 0, departure = result.Departure is { } departure ? JsonSerializer.Serialize(departure.Why) : null, by, now = commit.Now.ToStored(),
                });
    }

    /// <summary>Keeps what no run had taken when a change was proposed.</summary>
    public static void RecordUntaken(CommitContext commit, long releaseKey, IEnumerable<UntakenWays> untaken)
    {
        foreach (var ways in untaken)
            commit.Execute(
                "INSERT INTO designer_untaken (release_key, process, message) VALUES (@releaseKey, @process, @message)",
                new { releaseKey, process = ways.ProcessId, message = JsonSerializer.Serialize(ways.Message) });
    }

    public static List<UntakenWays> Untaken(RowSource source, long releaseKey) =>
        [.. source.List<(string Process, string Message)>("SELECT process, message FROM designer_untaken WHERE release_key = @releaseKey ORDER BY process", new { releaseKey })
            .Select(row => new UntakenWays(row.Process, JsonSerializer.Deserialize<LocalText>(row.Message)!))];

    /// <summary>What was run for a change, latest first.</summary>
    public static List<ScenarioEvidence> Evidence(RowSource source, long releaseKey) =>
        [.. source.List<EvidenceRow>(
            """
            SELECT process AS Process, name AS Name, revision AS Revision, passed AS Passed, departure AS Departure, run_by AS RunBy, run_at AS RunAt
            FROM designer_scenario_result WHERE release_key = @releaseKey ORDER BY run_at DESC, process, name
            """, new { releaseKey }).Select(row => row.ToEvidence())];

    private static void Note(CommitContext commit, long key, string what, string? reason, string? by) => commit.Execute(
        """
        INSERT INTO designer_scenario_history (scenario_key, step, what, reason, script, expected, done_by, done_at)
        SELECT scenario_key, (SELECT count(*) FROM designer_scenario_history WHERE scenario_key = @key), @what, @reason, script, expected, @by, @now
        FROM designer_scenario WHERE scenario_key = @key
        """,
        new { key, what, reason, by, now = commit.Now.ToStored() });

    private sealed class Row
    {
        public long ScenarioKey { get; init; }
        public string Process { get; init; } = "";
        public string Name { get; init; } = "";
        public string Script { get; init; } = "";
        public string Expected { get; init; } = "";
        public long Revision { get; init; }
        public string? SavedBy { get; init; }
        public long SavedAt { get; init; }
        public string? RetiredBy { get; init; }
        public long? RetiredAt { get; init; }
        public string? RetireReason { get; init; }

        public Scenario ToScenario() => new(
            ScenarioKey, Process, Name, RunScript.Read(Script, out var wrong) ?? throw new InvalidOperationException($"The scenario '{Name}' of {Process} cannot be read: {wrong}"),
            Expectation.Read(Expected, out wrong) ?? throw new InvalidOperationException($"The scenario '{Name}' of {Process} cannot be read: {wrong}"), (int)Revision, SavedBy, Instants.FromStored(SavedAt))
        {
            RetiredBy = RetiredBy,
            RetiredAt = Instants.FromStored(RetiredAt),
            RetireReason = RetireReason,
        };
    }

    private sealed class EvidenceRow
    {
        public string Process { get; init; } = "";
        public string Name { get; init; } = "";
        public long Revision { get; init; }
        public long Passed { get; init; }
        public string? Departure { get; init; }
        public string RunBy { get; init; } = "";
        public long RunAt { get; init; }

        public ScenarioEvidence ToEvidence() => new(
            Process, Name, (int)Revision, Passed == 1, Departure is null ? null : JsonSerializer.Deserialize<LocalText>(Departure), RunBy, Instants.FromStored(RunAt));
    }
}
