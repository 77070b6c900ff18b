using AfterSales.Service.Mail;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Web.Pages.Mails;

/// <summary>The mails of a machine without a mail server, newest first: all of them for admins, one's own for everybody else.</summary>
public sealed class IndexModel(Mailbox mailbox, MailboxAvailability availability) : SitePage
{
    private const int PageSize = 50;

    public IReadOnlyList<MailView> Mails { get; private set; } = [];

    public string? To { get; private set; }

    public DateTimeOffset Now => Clock.GetUtcNow();

    public bool IsOwn => !Person.IsAdmin;

    public bool HasOlder => Mails.Count == PageSize;

    public async Task<IActionResult> OnGetAsync(string? to, long? before, CancellationToken ct)
    {
        if (!availability.IsOpenTo(Visitor))
            return Missing();
        To = string.IsNullOrWhiteSpace(to) ? null : to.Trim();
        Mails = await mailbox.ListAsync(new MailFilter { To = To, PersonId = Person.IsAdmin ? null : Person.Id, Before = before, Limit = PageSize }, ct);
        return Page();
    }
}
