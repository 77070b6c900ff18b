using System.Net;
using AfterSales.Web.Tests.Support;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Security;

public sealed class RateLimitsTests(RateLimitsTests.NarrowSite site) : IClassFixture<RateLimitsTests.NarrowSite>
{
    [Fact]
    public async Task Too_many_attempts_to_sign_in_are_told_to_wait_while_pages_stay_open()
    {
        using var visitor = site.Visit("zh");
        var page = await visitor.GetAsync("/signin");
        for (var i = 0; i < 3; i++)
            (await visitor.SubmitAsync(page, "form[data-form=signin]", ("name", "x"), ("password", "y"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var stopped = await visitor.SubmitAsync(page, "form[data-form=signin]", ("name", "x"), ("password", "y"));
        stopped.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        stopped.Message.Headers.RetryAfter.ShouldNotBeNull();
        stopped.One("[data-problem]").GetAttribute("data-problem").ShouldBe("429");
        (await visitor.GetAsync("/signin")).Status.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>A host that allows three attempts a minute.</summary>
    public sealed class NarrowSite : Site
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["AfterSales:Limits:SignIns"] = "3" };
    }
}
