using AfterSales.Service.People;
using AfterSales.Web.Hosting;

namespace AfterSales.Web.Pages;

/// <summary>
/// Whether mails are kept here to be read at <c>/mailbox</c>. Mails hold personal links, so with real mail going out only admins would
/// have reason to look, and then there is nothing to see; in the set-up for trying things out every signed-in person may.
/// </summary>
public sealed class MailboxAvailability(AfterSalesSettings settings)
{
    public bool IsKept => settings.UsesDevMailbox;

    public bool IsOpenTo(Person? person) => IsKept && person is not null && (settings.DemoPeople || person.IsAdmin);
}
