using System.Data.Common;
using AfterSales.Engine.Commits;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Attachments;

/// <summary>Which stored content belongs to which case.</summary>
internal static class AttachmentTable
{
    private const string Select =
        """
        SELECT attachment_id AS Id, case_number AS CaseNumber, file_name AS FileName, content_type AS ContentType, size AS Size, sha256 AS Sha256,
               field AS Field, task_key AS TaskKey, uploaded_by AS UploadedBy, uploaded_at AS UploadedAt
        FROM attachments
        """;

    /// <param name="caseNumber">Empty for files of a task outside any case.</param>
    public static void Add(CommitContext commit, string caseNumber, StagedFile file, long? taskKey, string? by) => commit.Execute(
        """
        INSERT INTO attachments (attachment_id, case_number, file_name, content_type, size, sha256, field, task_key, uploaded_by, uploaded_at)
        VALUES (@Id, @caseNumber, @FileName, @ContentType, @Size, @Sha256, @Field, @taskKey, @by, @Now)
        """,
        new { file.Id, caseNumber, file.FileName, file.ContentType, file.Size, file.Sha256, file.Field, taskKey, by, Now = commit.Now.ToStored() });

    public static List<Attachment> OfCase(DbConnection db, string caseNumber) =>
        [.. db.List<Row>($"{Select} WHERE case_number = @caseNumber ORDER BY uploaded_at, attachment_id", new { caseNumber }).Select(row => row.ToAttachment())];

    public static Attachment? Find(DbConnection db, string id) =>
        db.List<Row>($"{Select} WHERE attachment_id = @id", new { id }).FirstOrDefault()?.ToAttachment();

    public static bool IsUsed(DbConnection db, string sha256) =>
        db.List<long>("SELECT 1 FROM attachments WHERE sha256 = @sha256 LIMIT 1", new { sha256 }).Count > 0;

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string CaseNumber { get; init; } = "";
        public string FileName { get; init; } = "";
        public string ContentType { get; init; } = "";
        public long Size { get; init; }
        public string Sha256 { get; init; } = "";
        public string? Field { get; init; }
        public long? TaskKey { get; init; }
        public string? UploadedBy { get; init; }
        public long UploadedAt { get; init; }

        public Attachment ToAttachment() => new()
        {
            Id = Id,
            CaseNumber = CaseNumber,
            FileName = FileName,
            ContentType = ContentType,
            Size = Size,
            Sha256 = Sha256,
            Field = Field,
            TaskKey = TaskKey,
            UploadedBy = UploadedBy,
            UploadedAt = Instants.FromStored(UploadedAt),
        };
    }
}
