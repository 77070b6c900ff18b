using System.Net;
using AfterSales.Web.Tests.Support;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Admin;

/// <summary>The pages of administration: who may open which, and that every word of them stands in three languages.</summary>
[Collection(AdminSiteCollection.Name)]
public sealed class AdminPageTests(AdminSite site)
{
    private static readonly string[] ForAdmins = ["/admin/people", "/admin/people/new", "/admin/people/sales-desk", "/admin/mail", "/admin/outbox", "/admin/tokens"];
    private static readonly string[] ForOwners = ["/admin/incidents"];
    private static readonly string[] ForManagers = ["/admin", "/admin/groups", "/admin/audit", "/admin/audit?csv=true"];

    [Fact]
    public async Task Each_page_opens_for_its_readers_and_nobody_else()
    {
        using var guest = site.Visit();
        using var staff = await site.SignInAsync("sales-desk");
        using var manager = await site.SignInAsync("sales-head");
        using var owner = await site.SignInAsync("service-manager");
        using var admin = await site.SignInAsync("admin", Site.AdminPassword);
        foreach (var (pages, readers) in new[] { (ForAdmins, 1), (ForOwners, 2), (ForManagers, 3) })
            foreach (var address in pages)
            {
                (await admin.GetAsync(address)).Status.ShouldBe(HttpStatusCode.OK, address);
                ((await owner.GetAsync(address)).Status == HttpStatusCode.OK).ShouldBe(readers >= 2, $"process owner: {address}");
                ((await manager.GetAsync(address)).Status == HttpStatusCode.OK).ShouldBe(readers >= 3, $"manager: {address}");
                (await staff.GetAsync(address)).Status.ShouldNotBe(HttpStatusCode.OK, $"staff: {address}");
                (await guest.GetAsync(address)).Status.ShouldNotBe(HttpStatusCode.OK, $"guest: {address}");
            }
        (await manager.GetAsync("/admin")).All("[data-part]").Select(part => part.GetAttribute("data-part")).ShouldBe(["groups", "audit", "schedules", "workflows"]);
        (await staff.GetAsync("/tasks")).All("a[href='/admin']").ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_changed_without_the_right_or_without_the_pages_token()
    {
        using var manager = await site.SignInAsync("sales-head");
        using var admin = await site.SignInAsync("admin", Site.AdminPassword);
        string[] changes = ["/admin/people/new/save", "/admin/people/sales-desk/leave", "/admin/people/sales-desk/invite", "/admin/mail", "/admin/outbox?handler=All", "/admin/tokens?handler=Create", "/admin/tokens?handler=Revoke", "/admin/incidents"];
        var token = (await manager.GetAsync("/account")).One("input[name=__RequestVerificationToken]").GetAttribute("value")!;
        foreach (var address in changes)
        {
            using var foreign = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)]);
            var refused = await manager.PostAsync(address, foreign);
            (refused.Status == HttpStatusCode.Forbidden || refused.Location?.Contains("/problem/403", StringComparison.Ordinal) == true)
                .ShouldBeTrue($"{address} answers {refused.Status} {refused.Location}");
            using var nothing = new FormUrlEncodedContent([]);
            (await admin.PostAsync(address, nothing)).Status.ShouldBe(HttpStatusCode.BadRequest, address);
        }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fa")]
    [InlineData("zh")]
    public async Task Every_word_stands_in_the_language(string language)
    {
        using var admin = await site.SignInAsync("admin", Site.AdminPassword);
        await admin.GetAsync("/tasks?lang=" + language);
        foreach (var address in ForAdmins.Concat(ForOwners).Concat(ForManagers.Take(3)).Concat(["/admin/people?left=true&q=none", "/admin/audit?who=nobody", "/admin/audit?from=1405-13-40", "/welcome/none"]))
        {
            var page = await admin.GetAsync(address);
            page.Text.ShouldNotContain("⟦", Case.Sensitive, address);
            page.Text.ShouldNotContain("web.", Case.Sensitive, address);
            page.All("[style]").ShouldBeEmpty();
        }
    }
}
