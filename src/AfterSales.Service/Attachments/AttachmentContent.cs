namespace AfterSales.Service.Attachments;

/// <summary>A stored file ready to be sent; the receiver disposes the stream.</summary>
public sealed record AttachmentContent(Attachment Attachment, Stream Content) : IDisposable
{
    public void Dispose() => Content.Dispose();
}
