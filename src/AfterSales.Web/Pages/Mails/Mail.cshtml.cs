using System.Text;
using AfterSales.Service.Mail;
using AfterSales.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Web.Pages.Mails;

/// <summary>One mail as its reader sees it, in a frame that runs nothing, with its links and its plain text.</summary>
public sealed class MailModel(Mailbox mailbox, MailboxAvailability availability) : SitePage
{
    public MailView Mail { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(long key, CancellationToken ct)
    {
        if (await mailbox.GetAsync(key, ct) is not { } mail || !availability.IsOpenTo(Visitor, mail))
            return Missing();
        Mail = mail;
        return Page();
    }

    /// <summary>The mail's own page, for the frame.</summary>
    public async Task<IActionResult> OnGetHtmlAsync(long key, CancellationToken ct)
    {
        if (await mailbox.GetAsync(key, ct) is not { } mail || !availability.IsOpenTo(Visitor, mail))
            return Missing();
        Response.Headers.ContentSecurityPolicy = SecurityHeaders.MailPolicy;
        // Without a base target links would open inside the frame.
        var html = mail.Html.Replace("<head>", "<head><base target=\"_top\">", StringComparison.OrdinalIgnoreCase);
        return Content(html, "text/html", Encoding.UTF8);
    }
}
