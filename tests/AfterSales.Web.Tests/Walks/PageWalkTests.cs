using AfterSales.TestSupport;
using AfterSales.Web.Tests.Product;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Walks;

/// <summary>Every page in a real browser, on a phone, a tablet and at a desk: accessible, not too wide, no script error, no missing text.</summary>
/// <remarks>On a product of its own: it runs beside the other walks.</remarks>
public sealed class PageWalkTests(WalkedProduct product) : IClassFixture<WalkedProduct>
{
    [Theory]
    [InlineData("en")]
    [InlineData("fa")]
    [InlineData("zh")]
    public async Task The_pages_have_no_flaw(string language)
    {
        var chromium = Part.Program("chromium", "chromium-browser", "google-chrome");
        Part.Require(chromium is not null, "Chromium is needed to walk the pages.");
        string[] screenshots = Environment.GetEnvironmentVariable("AFTERSALES_SCREENSHOTS") is { Length: > 0 } folder ? ["--screenshots", folder] : [];
        var result = await NodeScript.RunAsync(
            "browser", ["pages.mjs", product.Address, RunningProduct.Admin, RunningProduct.AdminPassword, language, "--chromium", chromium!, .. screenshots],
            TestContext.Current.CancellationToken);
        result.ExitCode.ShouldBe(0, $"{result.Output}\n{product.Log}");
    }
}
