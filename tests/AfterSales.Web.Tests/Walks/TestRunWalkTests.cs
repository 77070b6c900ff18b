using AfterSales.TestSupport;
using AfterSales.Web.Tests.Product;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Walks;

/// <summary>A process owner runs a workflow to its escalation, keeps the run as a scenario, and a draft that breaks it is not published.</summary>
[Collection(DrawnProductCollection.Name)]
public sealed class TestRunWalkTests(WalkedProduct product)
{
    [Theory]
    [InlineData("en")]
    [InlineData("fa")]
    [InlineData("zh")]
    public async Task A_run_shows_the_escalation_and_guards_the_workflow(string language)
    {
        var chromium = Part.Browser();
        Part.Require(chromium is not null, "Chromium is needed to walk the pages.");
        string[] screenshots = Environment.GetEnvironmentVariable("AFTERSALES_SCREENSHOTS") is { Length: > 0 } folder ? ["--screenshots", folder] : [];
        var result = await NodeScript.RunAsync(
            "browser",
            ["testrun.mjs", product.Address, RunningProduct.Admin, RunningProduct.AdminPassword, "after-sales-demo", language, "--chromium", chromium!, .. screenshots],
            TestContext.Current.CancellationToken);
        result.ExitCode.ShouldBe(0, $"{result.Output}\n{product.Log}");
    }
}
