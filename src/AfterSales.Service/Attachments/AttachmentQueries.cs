using AfterSales.Engine;
using AfterSales.Service.Cases;
using AfterSales.Service.People;

namespace AfterSales.Service.Attachments;

/// <summary>Files of cases for those who may see the case.</summary>
public sealed class AttachmentQueries(ProcessEngine engine, AttachmentStore store, CaseVisibility visibility)
{
    public Task<IReadOnlyList<Attachment>> OfCaseAsync(string caseNumber, CancellationToken ct = default) =>
        engine.ReadAsync<IReadOnlyList<Attachment>>(db => AttachmentTable.OfCase(db, caseNumber), ct);

    /// <summary>For a signed-in reader; null when unknown or not to be seen.</summary>
    public async Task<AttachmentContent?> OpenAsync(string attachmentId, Person reader, CancellationToken ct = default) =>
        await engine.ReadAsync(db => AttachmentTable.Find(db, attachmentId) is { } found && visibility.Sees(db, reader, found.CaseNumber) ? found : null, ct) is { } attachment
            ? Open(attachment)
            : null;

    /// <summary>For whoever holds a link to the case: only files of that case.</summary>
    public async Task<AttachmentContent?> OpenAsync(string attachmentId, string caseNumber, CancellationToken ct = default) =>
        await engine.ReadAsync(db => AttachmentTable.Find(db, attachmentId), ct) is { } attachment && attachment.CaseNumber == caseNumber
            ? Open(attachment)
            : null;

    private AttachmentContent? Open(Attachment attachment) =>
        store.Open(attachment.Sha256) is { } content ? new AttachmentContent(attachment, content) : null;
}
