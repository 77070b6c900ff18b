using AfterSales.TestSupport;
using AfterSales.Web.Tests.Product;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Walks;

/// <summary>The form editor and the decision-table editor of a Persian and a Chinese process owner: nothing of the tools is English, and forms are written in his language.</summary>
[Collection(DrawnProductCollection.Name)]
public sealed class EditorsWalkTests
{
    private readonly WalkedProduct product;

    public EditorsWalkTests(WalkedProduct product) => this.product = product;

    [Theory]
    [InlineData("fa")]
    [InlineData("zh")]
    public async Task The_editors_of_forms_and_tables_speak_the_readers_language(string language)
    {
        var chromium = Part.Browser();
        Part.Require(chromium is not null, "Chromium is needed to open the editors.");
        string[] screenshots = Environment.GetEnvironmentVariable("AFTERSALES_SCREENSHOTS") is { Length: > 0 } folder ? ["--screenshots", folder] : [];
        var result = await NodeScript.RunAsync(
            "browser", ["editors.mjs", product.Address, RunningProduct.Admin, RunningProduct.AdminPassword, language, "--chromium", chromium!, .. screenshots],
            TestContext.Current.CancellationToken);
        result.ExitCode.ShouldBe(0, $"{result.Output}\n{product.Log}");
    }
}
