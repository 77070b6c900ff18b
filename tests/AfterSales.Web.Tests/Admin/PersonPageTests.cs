using System.Net;
using AfterSales.Web.Tests.Support;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Admin;

/// <summary>From a new person to his leaving, without any script.</summary>
[Collection(AdminSiteCollection.Name)]
public sealed class PersonPageTests(AdminSite site)
{
    private const string Form = "form[data-form=person]";

    [Fact]
    public async Task A_person_is_added_signs_in_by_the_link_and_leaves()
    {
        using var admin = await site.SignInAsync("admin", Site.AdminPassword);
        var page = await admin.GetAsync("/admin/people/new");
        page = await admin.SubmitAsync(page, Form, ("id", "paint-desk"), ("nameEn", "Paint desk"), ("nameFa", "میز رنگ"), ("email", "paint@demo.example"), ("language", "fa"),
            ("superiorId", "sales-head"), ("groups", "sales"), ("otherGroups", "paint-shop، lacquer"));
        page.Status.ShouldBe(HttpStatusCode.Redirect, page.Text);
        page = await admin.FollowAsync(page);
        page.One("input[name=otherGroups]").GetAttribute("value").ShouldBe("lacquer, paint-shop");
        (await admin.GetAsync("/admin/people?q=paint")).One("tr[data-person=paint-desk]");

        var link = await LinkOfAsync(admin, "paint@demo.example");
        using var newcomer = site.Visit("fa");
        page = await newcomer.GetAsync(link);
        page.Document.DocumentElement.GetAttribute("lang")!.ShouldStartWith("fa");
        page.Message.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        (await newcomer.SubmitAsync(page, "form[data-form=welcome]", ("password", "short"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page = await newcomer.SubmitAsync(page, "form[data-form=welcome]", ("password", "a long sentence of his own"));
        page.Location.ShouldBe("/tasks");
        (await newcomer.GetAsync("/tasks")).Status.ShouldBe(HttpStatusCode.OK);
        using var second = site.Visit();
        (await second.GetAsync(link)).Status.ShouldBe(HttpStatusCode.Gone, "a link works once");
        (await second.GetAsync(link[..^3] + "AAA")).Status.ShouldBe(HttpStatusCode.Gone);

        page = await admin.GetAsync("/admin/people/paint-desk");
        (await admin.SubmitAsync(page, "form[data-form=leave]")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity, "a reason is needed");
        page = await admin.SubmitAsync(page, "form[data-form=leave]", ("reason", "Leaves"), ("handOver", "sales-desk"));
        page.Status.ShouldBe(HttpStatusCode.Redirect, page.Text);
        (await newcomer.GetAsync("/tasks")).Status.ShouldNotBe(HttpStatusCode.OK, "who has left is out at once, also with an open session");
        (await admin.GetAsync("/admin/people?left=true")).One("tr[data-person=paint-desk]");
        var log = await admin.GetAsync("/admin/audit?of=paint-desk");
        log.All("tr[data-action]").Select(row => row.GetAttribute("data-action")).ShouldBe(
            ["person.left", "account.password", "account.invited", "person.added"], ignoreOrder: true);
        log.Text.ShouldNotContain("a long sentence");
    }

    [Fact]
    public async Task Mistakes_stand_at_their_fields_and_nothing_typed_is_lost()
    {
        using var admin = await site.SignInAsync("admin", Site.AdminPassword);
        await admin.GetAsync("/tasks?lang=zh");
        var page = await admin.GetAsync("/admin/people/new");
        page = await admin.SubmitAsync(page, Form, ("id", "Not An Id"), ("email", "nobody"), ("groups", "sales"), ("otherGroups", "Paint Shop"), ("awayUntil", "2026-12-01"));
        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        foreach (var field in (string[])["id", "nameZh", "email", "otherGroups"])
            page.One($"#{field}-problem");
        page.One("[data-problems]").QuerySelectorAll("a").Length.ShouldBe(5);
        page = await admin.SubmitAsync(page, Form, ("nameZh", "喷漆台"));
        page.One("input[name=nameZh]").GetAttribute("value").ShouldBe("喷漆台");
        page.All("#nameEn-problem, #nameZh-problem").ShouldBeEmpty("a name in the reader's own language is enough");
        page.One("input[name=groups][value=sales]").HasAttribute("checked").ShouldBeTrue();
        page = await admin.SubmitAsync(await admin.GetAsync("/admin/people/sales-desk"), Form, ("awayFrom", "sometime"), ("phone", "+98 21 7"));
        page.One("[data-field=awayFrom] .problem");
        page.One("input[name=phone]").GetAttribute("value").ShouldBe("+98 21 7");
        page = await admin.SubmitAsync(await admin.GetAsync("/admin/people/top-manager"), Form, ("superiorId", "sales-desk"));
        page.One("#superiorId-problem");
        (await admin.GetAsync("/admin/people/nobody-here")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Groups_show_who_would_get_a_task()
    {
        using var admin = await site.SignInAsync("admin", Site.AdminPassword);
        var page = await admin.GetAsync("/admin/groups");
        page.One("tr[data-group=quality-control]").QuerySelectorAll("a").Length.ShouldBeGreaterThan(0);
        page.All("tr[data-group]").Count.ShouldBeGreaterThan(10);
    }

    private static async Task<string> LinkOfAsync(Visitor admin, string address)
    {
        var mails = await admin.GetAsync("/mailbox?to=" + address);
        var mail = await admin.GetAsync(mails.One("tr[data-mail] a.main").GetAttribute("href")!);
        return new Uri(mail.All("a[data-link]").Select(link => link.GetAttribute("href")!).First(link => link.Contains("/welcome/", StringComparison.Ordinal))).AbsolutePath;
    }
}
