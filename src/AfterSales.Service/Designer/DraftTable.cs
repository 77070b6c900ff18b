using AfterSales.Engine.Commits;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Designer;

/// <summary>Drafts in the database.</summary>
internal static class DraftTable
{
    private const string Columns =
        "kind AS Kind, name AS Name, content AS Content, revision AS Revision, based_on AS BasedOn, saved_by AS SavedBy, saved_at AS SavedAt";

    public static Draft? Find(RowSource source, ArtifactId id) => source.List<Row>(
        $"SELECT {Columns} FROM designer_draft WHERE kind = @kind AND name = @name", new { kind = id.KindCode, name = id.Name }).FirstOrDefault()?.ToDraft();

    public static List<Draft> All(RowSource source) =>
        [.. source.List<Row>($"SELECT {Columns} FROM designer_draft ORDER BY kind, name").Select(row => row.ToDraft())];

    /// <summary>Every draft without its content.</summary>
    public static List<Draft> Heads(RowSource source) =>
        [.. source.List<Row>($"SELECT {Columns.Replace("content AS Content", "'' AS Content", StringComparison.Ordinal)} FROM designer_draft").Select(row => row.ToDraft())];

    /// <summary>Adds a draft; false when there is one.</summary>
    public static bool Add(CommitContext commit, ArtifactId id, string content, int basedOn, string by) => commit.Change(
        """
        INSERT INTO designer_draft (kind, name, content, revision, based_on, created_by, created_at, saved_by, saved_at)
        VALUES (@kind, @name, @content, 1, @basedOn, @by, @now, @by, @now)
        ON CONFLICT (kind, name) DO NOTHING
        """,
        new { kind = id.KindCode, name = id.Name, content, basedOn, by, now = commit.Now.ToStored() }) == 1;

    /// <summary>Writes the next revision; false when the draft is no longer at <paramref name="revision"/>.</summary>
    public static bool Save(CommitContext commit, ArtifactId id, int revision, string content, string by) => commit.Change(
        """
        UPDATE designer_draft SET content = @content, revision = revision + 1, saved_by = @by, saved_at = @now
        WHERE kind = @kind AND name = @name AND revision = @revision
        """,
        new { kind = id.KindCode, name = id.Name, revision, content, by, now = commit.Now.ToStored() }) == 1;

    /// <summary>Says that a draft contains what a version in force brought.</summary>
    public static bool Base(CommitContext commit, ArtifactId id, int version) => commit.Change(
        "UPDATE designer_draft SET based_on = @version WHERE kind = @kind AND name = @name", new { kind = id.KindCode, name = id.Name, version }) == 1;

    /// <summary>Removes a draft as long as it is at this revision.</summary>
    public static bool Remove(CommitContext commit, ArtifactId id, int revision) => commit.Change(
        "DELETE FROM designer_draft WHERE kind = @kind AND name = @name AND revision = @revision", new { kind = id.KindCode, name = id.Name, revision }) == 1;

    private sealed class Row
    {
        public string Kind { get; init; } = "";
        public string Name { get; init; } = "";
        public string Content { get; init; } = "";
        public long Revision { get; init; }
        public long BasedOn { get; init; }
        public string SavedBy { get; init; } = "";
        public long SavedAt { get; init; }

        public Draft ToDraft() => new(
            new ArtifactId(ArtifactId.TryParseKind(Kind, out var kind) ? kind : throw new InvalidOperationException($"Unknown kind '{Kind}'."), Name),
            Content, (int)Revision, (int)BasedOn, SavedBy, Instants.FromStored(SavedAt));
    }
}
