using AfterSales.Service.People;

namespace AfterSales.Service.Attachments;

/// <summary>Files of cases for those who may see the case.</summary>
public sealed class AttachmentQueries
{
    public Task<IReadOnlyList<Attachment>> OfCaseAsync(string caseNumber, CancellationToken ct = default) => throw new NotImplementedException();

    /// <summary>For a signed-in reader; null when unknown or not to be seen.</summary>
    public Task<AttachmentContent?> OpenAsync(string attachmentId, Person reader, CancellationToken ct = default) => throw new NotImplementedException();

    /// <summary>For whoever holds a link to the case: only files of that case.</summary>
    public Task<AttachmentContent?> OpenAsync(string attachmentId, string caseNumber, CancellationToken ct = default) => throw new NotImplementedException();
}
