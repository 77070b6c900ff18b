using AfterSales.Engine.Commits;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Designer.Runs;

/// <summary>A test run as stored.</summary>
/// <param name="Revision">Counts changes: who changes a run says which one he saw.</param>
public sealed record StoredRun(long Key, RunScript Script, int Revision, string CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset ChangedAt);

/// <summary>Test runs in the database.</summary>
internal static class RunTable
{
    private const string Columns = "run_key AS RunKey, script AS Script, revision AS Revision, created_by AS CreatedBy, created_at AS CreatedAt, changed_at AS ChangedAt";

    public static long Add(CommitContext commit, RunScript script, string by)
    {
        var key = commit.NextKey();
        commit.Execute(
            "INSERT INTO designer_run (run_key, process, script, revision, created_by, created_at, changed_at) VALUES (@key, @process, @script, 1, @by, @now, @now)",
            new { key, process = script.Process, script = script.Write(), by, now = commit.Now.ToStored() });
        return key;
    }

    public static StoredRun? Find(RowSource source, long key) =>
        source.List<Row>($"SELECT {Columns} FROM designer_run WHERE run_key = @key", new { key }).FirstOrDefault()?.ToRun();

    /// <summary>The latest runs of a person.</summary>
    public static List<StoredRun> Of(RowSource source, string by, int most) =>
        [.. source.List<Row>($"SELECT {Columns} FROM designer_run WHERE created_by = @by ORDER BY run_key DESC LIMIT @most", new { by, most }).Select(row => row.ToRun())];

    /// <summary>Writes the next revision; false when the run is no longer at this one.</summary>
    public static bool Save(CommitContext commit, long key, int revision, RunScript script) => commit.Change(
        "UPDATE designer_run SET script = @script, revision = revision + 1, changed_at = @now WHERE run_key = @key AND revision = @revision",
        new { key, revision, script = script.Write(), now = commit.Now.ToStored() }) == 1;

    /// <summary>Forgets all but the latest runs of a person.</summary>
    public static void Keep(CommitContext commit, string by, int most) => commit.Execute(
        """
        DELETE FROM designer_run WHERE created_by = @by
          AND run_key NOT IN (SELECT run_key FROM designer_run WHERE created_by = @by ORDER BY run_key DESC LIMIT @most)
        """,
        new { by, most });

    private sealed class Row
    {
        public long RunKey { get; init; }
        public string Script { get; init; } = "";
        public long Revision { get; init; }
        public string CreatedBy { get; init; } = "";
        public long CreatedAt { get; init; }
        public long ChangedAt { get; init; }

        public StoredRun ToRun() => new(
            RunKey, RunScript.Read(Script, out var problem) ?? throw new InvalidOperationException($"The stored run {RunKey} cannot be read: {problem}"), (int)Revision, CreatedBy,
            Instants.FromStored(CreatedAt), Instants.FromStored(ChangedAt));
    }
}
