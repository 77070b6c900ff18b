using AfterSales.Service.Mail;
using AfterSales.Service.People;
using AfterSales.Web.Hosting;

namespace AfterSales.Web.Pages;

/// <summary>
/// Whether mails are kept here to be read at <c>/mailbox</c>, and which of them somebody may read. A mail holds personal links, which open a
/// task in the name of its reader: admins read all, to try things out in the roles of others; everybody else reads his own.
/// </summary>
public sealed class MailboxAvailability(AfterSalesSettings settings)
{
    public bool IsKept => settings.UsesDevMailbox;

    public bool IsOpenTo(Person? person) => IsKept && person is not null && (settings.DemoPeople || person.IsAdmin);

    /// <summary>Whether he may read this mail.</summary>
    public bool IsOpenTo(Person? person, MailView mail) => IsOpenTo(person) && (person!.IsAdmin || mail.PersonId == person.Id);
}
