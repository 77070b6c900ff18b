using System.Data.Common;
using System.Text.Json;
using AfterSales.Engine.Commits;
using AfterSales.Service.Storage;
using Dapper;

namespace AfterSales.Service.Calendars.Editing;

/// <summary>The edits of one kind of rule in the database. A version is written once; only its progress is added later.</summary>
internal sealed class RuleVersionTable
{
    /// <summary>Edits of working calendars.</summary>
    public static readonly RuleVersionTable Calendars = new("calendar_version", "calendar_id");

    /// <summary>Edits of escalation policies.</summary>
    public static readonly RuleVersionTable Policies = new("escalation_policy_version", "policy_id");

    private readonly string table;
    private readonly string id;

    private RuleVersionTable(string table, string id) => (this.table, this.id) = (table, id);

    /// <summary>The latest definition of every rule that was edited.</summary>
    public List<(string Id, int Version, string Definition)> Latest(RowSource db) => [.. db.List<(string Id, long Version, string Definition)>(
        $"SELECT {id}, version, definition FROM {table} v WHERE version = (SELECT MAX(version) FROM {table} l WHERE l.{id} = v.{id})")
        .Select(row => (row.Id, (int)row.Version, row.Definition))];

    /// <summary>How many edits there are: changes with every edit, whoever made it.</summary>
    public long Count(DbConnection db) => db.ExecuteScalar<long>($"SELECT COUNT(*) FROM {table}");

    /// <summary>The edits of a rule, latest first.</summary>
    public List<RuleVersion> Of(DbConnection db, string ruleId) =>
        [.. db.List<(string Id, long Version, string? Author, string Reason, string Note, long Changed, long? Applied)>(
            $"SELECT {id}, version, author, reason, note, changed_at, applied_at FROM {table} WHERE {id} = @ruleId ORDER BY version DESC", new { ruleId })
            .Select(row => new RuleVersion(
                row.Id, (int)row.Version, row.Author, row.Reason,
                JsonSerializer.Deserialize<RuleChanges>(row.Note) ?? new(0, 0, 0, false, 0), Instants.FromStored(row.Changed), Instants.FromStored(row.Applied)))];

    public string? Definition(DbConnection db, string ruleId, int version) =>
        db.QueryFirstOrDefault<string>($"SELECT definition FROM {table} WHERE {id} = @ruleId AND version = @version", new { ruleId, version });

    /// <summary>Adds a version; false when it exists already, because somebody else edited the rule meanwhile.</summary>
    public bool Add(CommitContext commit, string ruleId, int version, string definition, string reason, RuleChanges changes, string fingerprint) => commit.Change(
        $"""
        INSERT INTO {table} ({id}, version, definition, author, reason, note, fingerprint, changed_at)
        VALUES (@ruleId, @version, @definition, @author, @reason, @note, @fingerprint, @now) ON CONFLICT ({id}, version) DO NOTHING
        """,
        new
        {
            ruleId, version, definition, author = commit.Actor, reason, note = JsonSerializer.Serialize(changes), fingerprint, now = commit.Now.ToStored(),
        }) == 1;

    /// <summary>Rules of which a version has yet to reach everything that is open.</summary>
    public List<string> Pending(DbConnection db) => db.List<string>($"SELECT DISTINCT {id} FROM {table} WHERE applied_at IS NULL");

    public void Applied(CommitContext commit, string ruleId, int version) => commit.Execute(
        $"UPDATE {table} SET applied_at = @now WHERE {id} = @ruleId AND version <= @version AND applied_at IS NULL",
        new { ruleId, version, now = commit.Now.ToStored() });
}
