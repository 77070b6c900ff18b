using System.Net;
using AfterSales.Web.Tests.Support;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Languages;

public sealed class ReaderLanguageTests(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData("fa-IR,fa;q=0.9,en;q=0.5", "fa", "rtl")]
    [InlineData("de,zh-CN;q=0.8,en;q=0.5", "zh-Hans", "ltr")]
    [InlineData("sv", "en", "ltr")]
    public async Task The_browsers_list_decides_where_nothing_else_is_known(string accepted, string language, string direction)
    {
        using var visitor = site.Visit(accepted);
        var page = await visitor.GetAsync("/");
        page.Document.DocumentElement.GetAttribute("lang").ShouldBe(language);
        page.Document.DocumentElement.GetAttribute("dir").ShouldBe(direction);
    }

    [Fact]
    public async Task A_language_chosen_once_stays_chosen_and_leaves_the_address()
    {
        using var visitor = site.Visit("en");
        var chosen = await visitor.GetAsync("/track?code=abc&lang=fa");
        chosen.Status.ShouldBe(HttpStatusCode.Redirect);
        chosen.Location.ShouldBe("/track?code=abc", "a passed-on link must not carry the language along");
        (await visitor.GetAsync("/signin")).Document.DocumentElement.GetAttribute("lang").ShouldBe("fa");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/request")]
    [InlineData("/signin")]
    [InlineData("/t/made-up")]
    [InlineData("/nowhere")]
    public async Task Every_page_offers_every_language_at_its_own_address(string address)
    {
        using var visitor = site.Visit();
        var page = await visitor.GetAsync(address);
        page.All(".langs a").Select(link => link.GetAttribute("href")).ShouldBe([$"{address}?lang=en", $"{address}?lang=zh", $"{address}?lang=fa"]);
        page.One(".langs a[aria-current]").TextContent.ShouldBe("EN");
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fa")]
    [InlineData("zh")]
    public async Task No_page_shows_a_text_that_is_missing(string language)
    {
        using var visitor = await site.SignInAsync("admin", Site.AdminPassword, language);
        foreach (var address in new[] { "/request", "/track", "/tasks", "/tasks?view=group", "/tasks?view=all", "/cases", "/mailbox", "/account", "/tasks/1", "/cases/none", "/t/x", "/problem/413" })
            (await visitor.GetAsync(address)).Document.DocumentElement.OuterHtml.ShouldNotContain("⟦", customMessage: address);
    }

    [Fact]
    public async Task Somebody_signed_in_reads_his_own_language_until_he_chooses_another()
    {
        using var visitor = site.Visit("");
        var page = await visitor.GetAsync("/signin");
        await visitor.SubmitAsync(page, "form[data-form=signin]", ("name", "service-manager"), ("password", Site.DemoPassword));
        (await visitor.GetAsync("/tasks")).Document.DocumentElement.GetAttribute("lang").ShouldBe("fa");
        await visitor.GetAsync("/tasks?lang=en");
        (await visitor.GetAsync("/tasks")).Document.DocumentElement.GetAttribute("lang").ShouldBe("en");
    }
}
