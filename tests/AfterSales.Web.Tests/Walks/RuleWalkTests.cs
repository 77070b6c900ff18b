using AfterSales.TestSupport;
using AfterSales.Web.Tests.Product;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Walks;

/// <summary>Working calendars and escalation policies in a real browser, on a phone and at a desk: changed, applied, accessible, not too wide.</summary>
[Collection(DrawnProductCollection.Name)]
public sealed class RuleWalkTests
{
    private readonly WalkedProduct product;

    public RuleWalkTests(WalkedProduct product) => this.product = product;

    [Theory]
    [InlineData("en")]
    [InlineData("fa")]
    [InlineData("zh")]
    public async Task A_calendar_and_a_policy_are_changed_and_the_pages_have_no_flaw(string language)
    {
        var chromium = Part.Browser();
        Part.Require(chromium is not null, "Chromium is needed to walk the pages.");
        string[] screenshots = Environment.GetEnvironmentVariable("AFTERSALES_SCREENSHOTS") is { Length: > 0 } folder ? ["--screenshots", folder] : [];
        var result = await NodeScript.RunAsync(
            "browser", ["rules.mjs", product.Address, RunningProduct.Admin, RunningProduct.AdminPassword, language, "--chromium", chromium!, .. screenshots],
            TestContext.Current.CancellationToken);
        result.ExitCode.ShouldBe(0, $"{result.Output}\n{product.Log}");
    }
}
