using System.Globalization;
using System.Text.Json;
using AfterSales.Engine.Commits;
using AfterSales.Service.Languages;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Designer;

/// <summary>The log of changes in the database.</summary>
internal static class ReleaseTable
{
    private const string Columns =
        """
        release_key AS ReleaseKey, number AS Number, note AS Note, warning_reason AS WarningReason, warnings AS Warnings, state AS State,
        prepared_by AS PreparedBy, prepared_at AS PreparedAt, settled_at AS SettledAt
        """;

    public static long Insert(CommitContext commit, string note, string? warningReason, int warnings, string by, IReadOnlyList<ReleaseItem> items)
    {
        var key = commit.NextKey();
        var year = commit.Now.UtcDateTime.Year.ToString(CultureInfo.InvariantCulture);
        var last = commit.First<string?>("SELECT MAX(number) FROM designer_release WHERE number LIKE @like", new { like = $"CHG-{year}-%" });
        var next = last is null ? 1 : int.Parse(last.AsSpan(last.LastIndexOf('-') + 1), CultureInfo.InvariantCulture) + 1;
        commit.Execute(
            """
            INSERT INTO designer_release (release_key, number, note, warning_reason, warnings, state, prepared_by, prepared_at)
            VALUES (@key, @number, @note, @warningReason, @warnings, 'signing', @by, @now)
            """,
            new { key, number = string.Create(CultureInfo.InvariantCulture, $"CHG-{year}-{next:0000}"), note, warningReason, warnings, by, now = commit.Now.ToStored() });
        foreach (var item in items)
            commit.Execute(
                """
                INSERT INTO designer_release_item (release_key, kind, name, content, draft_revision, based_on)
                VALUES (@key, @kind, @name, @content, @revision, @basedOn)
                """,
                new { key, kind = item.Artifact.KindCode, name = item.Artifact.Name, content = item.Content, revision = item.DraftRevision, basedOn = item.BasedOn });
        return key;
    }

    public static void Sign(CommitContext commit, long key, ReleaseSignature signature) => commit.Execute(
        """
        INSERT INTO designer_signature (release_key, step, person, person_name, position, approved, remark, signed_at)
        VALUES (@key, @step, @person, @name, @position, @approved, @remark, @now)
        """,
        new
        {
            key,
            step = Code(signature.Step),
            person = signature.PersonId,
            name = JsonSerializer.Serialize(signature.PersonName),
            position = string.Join(',', signature.Positions),
            approved = signature.Approved ? 1 : 0,
            remark = signature.Remark,
            now = signature.SignedAt.ToStored(),
        });

    /// <summary>Ends a change that waited; false when it did not wait any more.</summary>
    public static bool Settle(CommitContext commit, long key, ReleaseState state) => commit.Change(
        "UPDATE designer_release SET state = @state, settled_at = @now WHERE release_key = @key AND state = 'signing'",
        new { key, state = Code(state), now = commit.Now.ToStored() }) == 1;

    public static void SetVersion(CommitContext commit, long key, ArtifactId id, int version) => commit.Execute(
        "UPDATE designer_release_item SET version = @version WHERE release_key = @key AND kind = @kind AND name = @name",
        new { key, kind = id.KindCode, name = id.Name, version });

    public static Release? Find(RowSource source, long key) => Complete(
        source, source.List<Row>($"SELECT {Columns} FROM designer_release WHERE release_key = @key", new { key }), "WHERE i.release_key = @key", new { key }).FirstOrDefault();

    /// <summary>Those that wait for signatures, oldest first.</summary>
    public static List<Release> Open(RowSource source) => Complete(
        source, source.List<Row>($"SELECT {Columns} FROM designer_release WHERE state = 'signing' ORDER BY release_key"),
        "WHERE i.release_key IN (SELECT release_key FROM designer_release WHERE state = 'signing')", null);

    /// <summary>The latest changes, without the contents of their files.</summary>
    public static List<Release> Latest(RowSource source, int most) => Complete(
        source, source.List<Row>($"SELECT {Columns} FROM designer_release ORDER BY release_key DESC LIMIT @most", new { most }),
        "WHERE i.release_key IN (SELECT release_key FROM designer_release ORDER BY release_key DESC LIMIT @most)", new { most }, contents: false);

    /// <summary>Changes whenever something is deployed, published, taken out of use or restored, on whichever node.</summary>
    public static ReleaseMark Mark(RowSource source) => source.List<ReleaseMark>(
        """
        SELECT (SELECT COALESCE(MAX(deployment_key), 0) FROM engine_deployments) AS Deployment,
               (SELECT COUNT(*) FROM designer_release WHERE state = 'published') AS Published,
               (SELECT COUNT(*) FROM designer_retired) AS Retired,
               (SELECT COALESCE(MAX(retired_at), 0) FROM designer_retired) AS RetiredAt
        """).Single();

    /// <summary>What was published of each artifact last.</summary>
    public static List<PublishedItem> InForce(RowSource source) => [.. source.List<ItemRow>(
        """
        SELECT i.release_key AS ReleaseKey, i.kind AS Kind, i.name AS Name, i.content AS Content, i.draft_revision AS DraftRevision, i.based_on AS BasedOn,
               i.version AS Version, r.prepared_by AS PreparedBy, r.settled_at AS SettledAt
        FROM designer_release_item i JOIN designer_release r ON r.release_key = i.release_key
        WHERE r.state = 'published' AND i.release_key = (
          SELECT MAX(i2.release_key) FROM designer_release_item i2 JOIN designer_release r2 ON r2.release_key = i2.release_key
          WHERE r2.state = 'published' AND i2.kind = i.kind AND i2.name = i.name)
        """).Select(row => row.ToPublished())];

    /// <summary>Every published version of an artifact, newest first.</summary>
    public static List<PublishedItem> VersionsOf(RowSource source, ArtifactId id) => [.. source.List<ItemRow>(
        """
        SELECT i.release_key AS ReleaseKey, i.kind AS Kind, i.name AS Name, i.content AS Content, i.draft_revision AS DraftRevision, i.based_on AS BasedOn,
               i.version AS Version, r.prepared_by AS PreparedBy, r.settled_at AS SettledAt
        FROM designer_release_item i JOIN designer_release r ON r.release_key = i.release_key
        WHERE r.state = 'published' AND i.kind = @kind AND i.name = @name ORDER BY i.release_key DESC
        """,
        new { kind = id.KindCode, name = id.Name }).Select(row => row.ToPublished())];

    public static string Code(SignOffStep step) => step switch
    {
        SignOffStep.Confirmer => "confirmer",
        SignOffStep.Approver => "approver",
        _ => "preparer",
    };

    public static string Code(ReleaseState state) => state switch
    {
        ReleaseState.Published => "published",
        ReleaseState.Rejected => "rejected",
        ReleaseState.Withdrawn => "withdrawn",
        _ => "signing",
    };

    private static List<Release> Complete(RowSource source, List<Row> rows, string items, object? parameters, bool contents = true)
    {
        if (rows.Count == 0)
            return [];
        var itemsOf = source.List<ItemRow>(
            $"""
            SELECT i.release_key AS ReleaseKey, i.kind AS Kind, i.name AS Name, {(contents ? "i.content" : "''")} AS Content, i.draft_revision AS DraftRevision,
                   i.based_on AS BasedOn, i.version AS Version
            FROM designer_release_item i {items} ORDER BY i.kind DESC, i.name
            """, parameters).ToLookup(row => row.ReleaseKey);
        var signaturesOf = source.List<SignatureRow>(
            $"""
            SELECT i.release_key AS ReleaseKey, i.step AS Step, i.person AS Person, i.person_name AS PersonName, i.position AS Position, i.approved AS Approved,
                   i.remark AS Remark, i.signed_at AS SignedAt
            FROM designer_signature i {items} ORDER BY i.signed_at
            """, parameters).ToLookup(row => row.ReleaseKey);
        return [.. rows.Select(row => row.ToRelease() with
        {
            Items = [.. itemsOf[row.ReleaseKey].Select(item => item.ToItem())],
            Signatures = [.. signaturesOf[row.ReleaseKey].Select(signature => signature.ToSignature()).OrderBy(signature => signature.Step)],
        })];
    }

    private static T Parse<T>(string code, Func<T, string> write)
        where T : struct, Enum => Enum.GetValues<T>().First(value => write(value) == code);

    private sealed class Row
    {
        public long ReleaseKey { get; init; }
        public string Number { get; init; } = "";
        public string Note { get; init; } = "";
        public string? WarningReason { get; init; }
        public long Warnings { get; init; }
        public string State { get; init; } = "";
        public string PreparedBy { get; init; } = "";
        public long PreparedAt { get; init; }
        public long? SettledAt { get; init; }

        public Release ToRelease() => new(
            ReleaseKey, Number, Note, WarningReason, (int)Warnings, Parse<ReleaseState>(State, Code), PreparedBy, Instants.FromStored(PreparedAt), Instants.FromStored(SettledAt));
    }

    private sealed class ItemRow
    {
        public long ReleaseKey { get; init; }
        public string Kind { get; init; } = "";
        public string Name { get; init; } = "";
        public string Content { get; init; } = "";
        public long DraftRevision { get; init; }
        public long BasedOn { get; init; }
        public long? Version { get; init; }
        public string PreparedBy { get; init; } = "";
        public long? SettledAt { get; init; }

        private ArtifactId Id => new(Parse<ArtifactKind>(Kind, ArtifactId.Code), Name);

        public ReleaseItem ToItem() => new(Id, Content, (int)DraftRevision, (int)BasedOn, (int?)Version);

        public PublishedItem ToPublished() => new(Id, Content, (int)(Version ?? 0), PreparedBy, Instants.FromStored(SettledAt ?? 0));
    }

    private sealed class SignatureRow
    {
        public long ReleaseKey { get; init; }
        public string Step { get; init; } = "";
        public string Person { get; init; } = "";
        public string PersonName { get; init; } = "";
        public string Position { get; init; } = "";
        public long Approved { get; init; }
        public string? Remark { get; init; }
        public long SignedAt { get; init; }

        public ReleaseSignature ToSignature() => new(
            Parse<SignOffStep>(Step, Code), Person, JsonSerializer.Deserialize<LocalText>(PersonName)!,
            Position.Split(',', StringSplitOptions.RemoveEmptyEntries), Approved == 1, Remark, Instants.FromStored(SignedAt));
    }
}

/// <summary>A file as the designer published it.</summary>
internal sealed record PublishedItem(ArtifactId Artifact, string Content, int Version, string Author, DateTimeOffset PublishedAt);

/// <summary>What stands for everything that is in force: as long as it is the same, so is that.</summary>
internal sealed record ReleaseMark(long Deployment, long Published, long Retired, long RetiredAt);
