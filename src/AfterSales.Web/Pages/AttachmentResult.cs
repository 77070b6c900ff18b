using AfterSales.Service.Attachments;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace AfterSales.Web.Pages;

/// <summary>
/// Sends a stored file as what it was found to be. Pictures and PDF may show in the browser; everything else is downloaded, and nothing
/// of it may run.
/// </summary>
public sealed class AttachmentResult(AttachmentContent content) : IActionResult
{
    public Task ExecuteResultAsync(ActionContext context)
    {
        var (attachment, stream) = content;
        var headers = context.HttpContext.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox";
        headers.CacheControl = "private, max-age=3600";
        var disposition = new ContentDispositionHeaderValue(attachment.ShownInline ? "inline" : "attachment");
        disposition.SetHttpFileName(attachment.FileName);
        headers.ContentDisposition = disposition.ToString();
        return new FileStreamResult(stream, attachment.ContentType) { EnableRangeProcessing = false }.ExecuteResultAsync(context);
    }
}

/// <summary>Files of a case as a page lists them, with the address each opens at for this reader.</summary>
public sealed record AttachmentLinks(IReadOnlyList<Attachment> Files, Func<string, string> Address);
