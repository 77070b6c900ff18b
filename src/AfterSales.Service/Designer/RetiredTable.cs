using AfterSales.Engine.Commits;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Designer;

/// <summary>What was taken out of use.</summary>
internal static class RetiredTable
{
    public static void Retire(CommitContext commit, ArtifactId id, string reason, string by) => commit.Execute(
        """
        INSERT INTO designer_retired (kind, name, reason, retired_by, retired_at) VALUES (@kind, @name, @reason, @by, @now)
        ON CONFLICT (kind, name) DO NOTHING
        """,
        new { kind = id.KindCode, name = id.Name, reason, by, now = commit.Now.ToStored() });

    /// <summary>Puts it into use again; false when it was in use.</summary>
    public static bool Restore(CommitContext commit, ArtifactId id) =>
        commit.Change("DELETE FROM designer_retired WHERE kind = @kind AND name = @name", new { kind = id.KindCode, name = id.Name }) == 1;

    /// <summary>Names of the workflows that start no case any more.</summary>
    public static HashSet<string> Workflows(RowSource source) =>
        [.. All(source).Where(id => id.Kind == ArtifactKind.Workflow).Select(id => id.Name)];

    /// <summary>Everything that is out of use.</summary>
    public static HashSet<ArtifactId> All(RowSource source) =>
        [.. source.List<Row>("SELECT kind AS Kind, name AS Name FROM designer_retired").Where(row => ArtifactId.TryParse(row.Kind, row.Name, out _)).Select(row => row.Id)];

    private sealed class Row
    {
        public string Kind { get; init; } = "";
        public string Name { get; init; } = "";

        public ArtifactId Id => ArtifactId.TryParse(Kind, Name, out var id) ? id : default;
    }
}
