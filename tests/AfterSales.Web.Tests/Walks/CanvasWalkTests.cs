using AfterSales.TestSupport;
using AfterSales.Web.Tests.Product;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Walks;

/// <summary>The drawing page of a Persian and a Chinese process owner: nothing of the tool is English, and a step leads to the editors of what it uses.</summary>
[Collection(DrawnProductCollection.Name)]
public sealed class CanvasWalkTests
{
    private readonly WalkedProduct product;

    public CanvasWalkTests(WalkedProduct product) => this.product = product;

    [Theory]
    [InlineData("fa")]
    [InlineData("zh")]
    public async Task The_drawing_page_speaks_the_readers_language(string language)
    {
        var chromium = Part.Browser();
        Part.Require(chromium is not null, "Chromium is needed to open the drawing page.");
        string[] screenshots = Environment.GetEnvironmentVariable("AFTERSALES_SCREENSHOTS") is { Length: > 0 } folder ? ["--screenshots", folder] : [];
        var result = await NodeScript.RunAsync(
            "browser", ["canvas.mjs", product.Address, RunningProduct.Admin, RunningProduct.AdminPassword, language, "--chromium", chromium!, .. screenshots],
            TestContext.Current.CancellationToken);
        result.ExitCode.ShouldBe(0, $"{result.Output}\n{product.Log}");
    }
}
