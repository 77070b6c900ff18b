using AfterSales.TestSupport;
using AfterSales.Web.Tests.Product;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Walks;

/// <summary>A task from the link in its mail to done without a mouse; what was typed outlives a closed page.</summary>
[Collection(WalkedProductCollection.Name)]
public sealed class KeyboardWalkTests(WalkedProduct product)
{
    [Theory]
    [InlineData("fa")]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task A_task_is_completed_with_the_keyboard_alone(string language)
    {
        var chromium = Part.Browser();
        Part.Require(chromium is not null, "Chromium is needed to walk the pages.");
        var result = await NodeScript.RunAsync(
            "browser", ["keyboard.mjs", product.Address, RunningProduct.Admin, RunningProduct.AdminPassword, language, "--chromium", chromium!],
            TestContext.Current.CancellationToken);
        result.ExitCode.ShouldBe(0, $"{result.Output}\n{product.Log}");
    }
}
