using System.Net;
using AfterSales.Web.Tests.Support;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Pages;

/// <summary>The guide in the product: in the reader's language, every link of it leading somewhere, and nothing else readable by it.</summary>
public sealed class HelpPageTests(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData("en")]
    [InlineData("fa")]
    [InlineData("zh")]
    public async Task Every_guide_opens_in_the_language_and_leads_on(string language)
    {
        using var staff = await site.SignInAsync("sales-desk");
        (await staff.GetAsync("/tasks?lang=" + language)).Status.ShouldBe(HttpStatusCode.Redirect);
        (await staff.GetAsync("/tasks")).One("a[href='/help']");
        var first = await staff.GetAsync("/help");
        var guides = first.All("table a").Select(link => link.GetAttribute("href")!).ToList();
        guides.Count.ShouldBe(4);
        foreach (var guide in guides)
        {
            var page = await staff.GetAsync(guide);
            page.Status.ShouldBe(HttpStatusCode.OK, guide);
            page.One("article").GetAttribute("lang")!.ShouldStartWith(language);
            foreach (var picture in page.All("article img"))
                (await staff.GetAsync(picture.GetAttribute("src")!)).Status.ShouldBe(HttpStatusCode.OK, picture.GetAttribute("src"));
            foreach (var link in page.All("article a").Select(link => link.GetAttribute("href")!).Where(link => link.StartsWith('/')))
                (await staff.GetAsync(link.Split('#')[0])).Status.ShouldBe(HttpStatusCode.OK, link);
        }
    }

    [Fact]
    public async Task Only_the_documentation_is_read_and_only_by_staff()
    {
        using var staff = await site.SignInAsync("sales-desk");
        foreach (var address in (string[])["/help/..%2F..%2FREADME", "/help/nothing", "/help/pictures/..%2Fcase.png", "/help/pictures/none.png"])
            (await staff.GetAsync(address)).Status.ShouldBe(HttpStatusCode.NotFound, address);
        using var guest = site.Visit();
        (await guest.GetAsync("/help")).Status.ShouldNotBe(HttpStatusCode.OK);
    }
}
