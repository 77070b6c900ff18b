using AfterSales.TestSupport;
using AfterSales.Web.Tests.Product;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Walks;

/// <summary>
/// What the designer is measured by, in a real browser on a product of its own: from the shorter limit and the new approval step to the
/// next case that follows them, in each language on one product. Every page on the way is checked for accessibility, width and script errors.
/// </summary>
public sealed class DesignerWalkTests(RunningProduct product) : IClassFixture<RunningProduct>
{
    [Theory]
    [InlineData("en")]
    [InlineData("fa")]
    [InlineData("zh")]
    public async Task A_process_owner_changes_a_workflow_and_the_next_case_follows_it(string language)
    {
        var chromium = Part.Browser();
        Part.Require(chromium is not null, "Chromium is needed to walk the pages.");
        string[] screenshots = Environment.GetEnvironmentVariable("AFTERSALES_SCREENSHOTS") is { Length: > 0 } folder ? ["--screenshots", folder] : [];
        var result = await NodeScript.RunAsync(
            "browser",
            ["designer.mjs", product.Address, RunningProduct.Admin, RunningProduct.AdminPassword, "after-sales-demo", language, "--chromium", chromium!, .. screenshots],
            TestContext.Current.CancellationToken);
        result.ExitCode.ShouldBe(0, $"{result.Output}\n{product.Log}");
        TestContext.Current.TestOutputHelper?.WriteLine(result.Output);
    }
}
