using System.Net;
using AfterSales.Web.Tests.Support;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Security;

public sealed class SecurityHeadersTests(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/request")]
    [InlineData("/track")]
    [InlineData("/signin")]
    [InlineData("/t/made-up")]
    [InlineData("/track/made-up")]
    [InlineData("/nowhere")]
    public async Task Pages_allow_nothing_that_is_written_into_them(string address)
    {
        using var visitor = site.Visit();
        var page = await visitor.GetAsync(address);
        var policy = page.Message.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        policy.ShouldContain("script-src 'self'");
        policy.ShouldContain("style-src 'self'");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe");
        page.Message.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        page.Message.Headers.CacheControl!.NoStore.ShouldBeTrue();
        page.All("[style]").ShouldBeEmpty("the policy would drop it");
        page.All("style").ShouldBeEmpty();
        page.All("script:not([src])").ShouldBeEmpty();
        page.Document.All.SelectMany(element => element.Attributes).Where(a => a.Name.StartsWith("on", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Addresses_that_open_something_by_themselves_are_not_told_to_other_sites()
    {
        using var visitor = site.Visit();
        foreach (var address in new[] { "/t/made-up", "/track/made-up" })
            (await visitor.GetAsync(address)).Message.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
    }

    [Theory]
    [InlineData("/tasks")]
    [InlineData("/tasks/1")]
    [InlineData("/cases")]
    [InlineData("/cases/CMP-2026-0001")]
    [InlineData("/cases/CMP-2026-0001/diagram?process=1")]
    [InlineData("/cases/CMP-2026-0001/file?id=x")]
    [InlineData("/cases/CMP-2026-0001/records/CMP-2026-0001-CHF")]
    [InlineData("/mailbox")]
    [InlineData("/mailbox/1")]
    [InlineData("/mailbox/1/html")]
    [InlineData("/account")]
    public async Task What_belongs_to_staff_asks_visitors_to_sign_in(string address)
    {
        using var visitor = site.Visit();
        var answer = await visitor.GetAsync(address);
        answer.Status.ShouldBe(HttpStatusCode.Redirect);
        new Uri(answer.Location!).PathAndQuery.ShouldStartWith("/signin?next=");
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused_with_a_page_that_says_what_to_do()
    {
        using var visitor = site.Visit("fa");
        var answer = await visitor.PostAsync("/request", new FormUrlEncodedContent([KeyValuePair.Create("subject", "x")]));
        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.One("[data-problem]").GetAttribute("data-problem").ShouldBe("400");
        answer.Document.DocumentElement.GetAttribute("dir").ShouldBe("rtl");
    }

    [Fact]
    public async Task Every_page_outside_the_public_list_needs_an_account()
    {
        using var visitor = site.Visit();
        var endpoints = (IEnumerable<Microsoft.AspNetCore.Routing.EndpointDataSource>)site.Services.GetService(typeof(IEnumerable<Microsoft.AspNetCore.Routing.EndpointDataSource>))!;
        var open = endpoints.SelectMany(source => source.Endpoints)
            .Where(endpoint => endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Mvc.RazorPages.PageActionDescriptor>() is not null)
            .Where(endpoint => endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAllowAnonymous>() is not null)
            .Select(endpoint => endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Mvc.RazorPages.PageActionDescriptor>()!.ViewEnginePath)
            .Distinct().Order(StringComparer.Ordinal);
        open.ShouldBe(["/Answer", "/Index", "/Problem", "/Request", "/SignIn", "/SignOut", "/TaskLink", "/Track", "/TrackSearch", "/Welcome"]);
        await Task.CompletedTask;
    }
}
