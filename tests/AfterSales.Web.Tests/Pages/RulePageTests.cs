using System.Net;
using System.Text;
using AfterSales.Web.Tests.Support;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Pages;

/// <summary>Working calendars and escalation policies without any script: draft, preview, apply, history.</summary>
public sealed class RulePageTests(Site site) : IClassFixture<Site>
{
    private const string Iran = "/admin/calendars/iran";
    private const string Calendar = "form[data-form=calendar]";

    [Fact]
    public async Task A_day_is_added_shown_and_applied_with_a_reason()
    {
        using var admin = await site.SignInAsync("admin", Site.AdminPassword);
        var page = await OpenAsync(admin, Iran + "?year=2027", "en");
        page.All("[data-action=preview]").ShouldBeEmpty("there is nothing to preview yet");
        page = await admin.SubmitAsync(page, Calendar, ("do", "add"), ("on", "1405-12-03"), ("kind", "closed"), ("reasonEn", "Snow"), ("reasonFa", "برف"));
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.One("[data-day='2027-02-22']").TextContent.ShouldContain("Snow");
        page = await admin.SubmitAsync(page, Calendar, ("do", "preview"));
        page.One("[data-preview]").TextContent.ShouldContain("Would move");
        page = await admin.SubmitAsync(page, Calendar, ("do", "apply"), ("reason", ""));
        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.One("[data-problems] a").GetAttribute("href").ShouldBe("#reason");
        page = await admin.SubmitAsync(page, Calendar, ("do", "apply"), ("reason", "forecast of snow"));
        page.Status.ShouldBe(HttpStatusCode.Redirect);
        page = await admin.FollowAsync(page);
        page.One("[data-history]").TextContent.ShouldContain("forecast of snow");

        page = await OpenAsync(admin, Iran + "?year=1405&years=solar", "fa");
        page.One("[data-day='2027-02-22']").TextContent.ShouldContain("برف");
        page.All("table.month").Count.ShouldBe(12);
        page = await admin.SubmitAsync(page, Calendar, ("do", "remove:2027-02-22"));
        page.All("[data-day='2027-02-22']").ShouldBeEmpty();
        page.One("[data-difference]").TextContent.ShouldContain("۱");
    }

    [Fact]
    public async Task Mistakes_are_told_at_their_inputs_and_nothing_typed_is_lost()
    {
        using var admin = await site.SignInAsync("admin", Site.AdminPassword);
        var page = await OpenAsync(admin, "/admin/calendars/china", "zh");
        page = await admin.SubmitAsync(page, Calendar, ("do", "add"), ("on", "2027-02-30"), ("reasonEn", "New Year"));
        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.One("#on").GetAttribute("value").ShouldBe("2027-02-30");
        page.One("#on-problem").TextContent.ShouldContain("2027-02-30");
        page.One("#reasonEn").GetAttribute("value").ShouldBe("New Year");
        page = await admin.SubmitAsync(page, Calendar, ("do", "add"), ("on", "2026-10-01"), ("reasonEn", "National Day"));
        page.One("#on-problem").TextContent.ShouldContain("两次");
        page = await admin.SubmitAsync(page, Calendar, ("do", "week"), ("week-Monday", "08:00-12:00, 11:00-13:00"), ("zone", "Mars/Olympus"));
        page.One("#week-Monday-problem").TextContent.ShouldContain("重叠");
        page.One("#zone-problem").TextContent.ShouldContain("Mars/Olympus");
        page = await admin.SubmitAsync(page, Calendar, ("do", "nonsense"), ("draft", "{\"zone\": 3}"));
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Text.ShouldNotContain("⟦");
    }

    [Fact]
    public async Task Holidays_are_read_from_a_file()
    {
        using var admin = await site.SignInAsync("admin", Site.AdminPassword);
        var page = await OpenAsync(admin, "/admin/calendars/standard?year=2031", "en");
        var file = Encoding.UTF8.GetBytes("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20310505\nDTEND;VALUE=DATE:20310507\nSUMMARY:Buddha's Birthday\nEND:VEVENT\nEND:VCALENDAR\n");
        page = await admin.SubmitAsync(page, Calendar, [new ChosenFile("file", "holidays.ics", file, "text/calendar")], ("do", "import"));
        page.One("[data-said]").TextContent.ShouldContain("Added: 1");
        page.All("[data-day]").Select(row => row.GetAttribute("data-day")).ShouldBe(["2031-05-05", "2031-05-06"]);
        page = await admin.SubmitAsync(page, Calendar, [new ChosenFile("file", "holidays.csv", "a;b"u8.ToArray(), "text/csv")], ("do", "import"));
        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.All("[data-day]").Count.ShouldBe(2, "the draft stays");
    }

    [Fact]
    public async Task A_policy_is_edited_shown_and_applied()
    {
        using var admin = await site.SignInAsync("admin", Site.AdminPassword);
        var page = await OpenAsync(admin, "/admin/escalation-policies/standard", "en");
        page.One("[data-words]").TextContent.ShouldContain("At 75% of the time: Who has the task (reminder)");
        page = await admin.SubmitAsync(page, "form[data-form=policy]", ("do", "preview"), ("step-0-percent", "120"));
        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.One("#step-1-percent-problem").TextContent.ShouldContain("climb");
        page.One("#step-0-percent").GetAttribute("value").ShouldBe("120");
        page = await admin.SubmitAsync(page, "form[data-form=policy]", ("do", "preview"), ("step-0-percent", "50"), ("step-3-percent", "۲۰۰"), ("step-3-group", "quality-control"));
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.One("[data-preview]");
        page = await admin.SubmitAsync(page, "form[data-form=policy]", ("do", "apply"), ("reason", "as agreed"));
        page.Status.ShouldBe(HttpStatusCode.Redirect, page.Text);
        page = await admin.FollowAsync(page);
        page.One("[data-words]").TextContent.ShouldContain("At 50% of the time");
        page.All("[data-words] li").Count.ShouldBe(4);
        page.One("[data-history]").TextContent.ShouldContain("as agreed");
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fa")]
    [InlineData("zh")]
    public async Task Every_word_stands_in_the_language(string language)
    {
        using var admin = await site.SignInAsync("admin", Site.AdminPassword);
        foreach (var address in (string[])["/admin/calendars", Iran, Iran + "?year=99999&years=solar", Iran + "?years=gregorian", "/admin/calendars/busan?from=china", "/admin/escalation-policies", "/admin/escalation-policies/standard", "/admin/escalation-policies/mine?from=none"])
        {
            var page = await OpenAsync(admin, address, language);
            page.Status.ShouldBe(HttpStatusCode.OK, address);
            page.Text.ShouldNotContain("⟦", Case.Sensitive, address);
            page.All("[style]").ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task A_new_rule_needs_a_name_of_its_own()
    {
        using var admin = await site.SignInAsync("admin", Site.AdminPassword);
        foreach (var (address, form, known) in new[] { ("/admin/calendars", "form[data-form=new-calendar]", "iran"), ("/admin/escalation-policies", "form[data-form=new-policy]", "standard") })
        {
            var page = await admin.GetAsync(address);
            (await admin.SubmitAsync(page, form, ("id", known))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await admin.SubmitAsync(page, form, ("id", "No such id"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await admin.SubmitAsync(page, form, ("id", "busan"))).Location!.ShouldStartWith(address + "/busan?from=");
            (await admin.GetAsync(address + "/atlantis")).Status.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task Only_process_owners_and_administrators_see_the_pages()
    {
        using var staff = await site.SignInAsync("sales-desk");
        foreach (var address in (string[])["/admin/calendars", Iran, "/admin/escalation-policies", "/admin/escalation-policies/standard"])
            (await staff.GetAsync(address)).Status.ShouldNotBe(HttpStatusCode.OK, address);
        (await staff.GetAsync("/tasks")).All("a[href='/admin/calendars']").ShouldBeEmpty();
        using var admin = await site.SignInAsync("admin", Site.AdminPassword);
        (await admin.GetAsync("/tasks")).All("a[href='/admin/calendars'], a[href='/admin/escalation-policies']").Count.ShouldBe(2);
    }

    /// <summary>A page in a language that the reader chose.</summary>
    private static async Task<Answer> OpenAsync(Visitor visitor, string address, string language)
    {
        await visitor.GetAsync("/tasks?lang=" + language);
        return await visitor.GetAsync(address);
    }
}
