using System.Net;
using AfterSales.Web.Tests.Support;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Pages;

/// <summary>The mailbox of a machine without a mail server: a mail's links open a task in the name of its reader, so nobody reads the mails of others.</summary>
public sealed class MailboxTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task Staff_read_their_own_mails_and_admins_all()
    {
        var request = await site.ComplainAsync("mailbox@customer.example");
        var readers = (await site.TaskLinksAsync(request.CaseNumber)).Select(link => link.PersonId).Distinct().ToList();
        readers.Count.ShouldBeGreaterThan(1, "the task is told to a department");
        using var admin = await site.SignInAsync("admin", Site.AdminPassword);
        var all = await MailsAsync(admin);
        all.Count.ShouldBeGreaterThan(readers.Count, "the customer's confirmation is there too");

        using var staff = await site.SignInAsync(readers[0]);
        var own = await MailsAsync(staff);
        own.ShouldNotBeEmpty();
        own.ShouldBeSubsetOf(all);
        (await staff.GetAsync("/mailbox/" + own[0])).Status.ShouldBe(HttpStatusCode.OK);

        using var colleague = await site.SignInAsync(readers[1]);
        (await MailsAsync(colleague)).ShouldNotContain(mail => own.Contains(mail));
        foreach (var address in new[] { $"/mailbox/{own[0]}", $"/mailbox/{own[0]}/html" })
            (await colleague.GetAsync(address)).Status.ShouldBe(HttpStatusCode.NotFound, address);
        (await colleague.GetAsync("/mailbox?to=mailbox@customer.example")).All("tr[data-mail]").ShouldBeEmpty("a mail to the customer holds his tracking link");
    }

    private static async Task<IReadOnlyList<string>> MailsAsync(Visitor visitor) => [.. (await visitor.GetAsync("/mailbox")).All("tr[data-mail]").Select(row => row.GetAttribute("data-mail")!)];
}
