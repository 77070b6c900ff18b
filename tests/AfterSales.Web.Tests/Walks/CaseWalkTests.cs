using AfterSales.TestSupport;
using AfterSales.Web.Tests.Product;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Walks;

/// <summary>
/// A case in a real browser: the customer's request with a photo, each department by the link in its mail, on a phone
/// and at a desk in turn, to the closed case. Every page on the way is checked for accessibility, width and script errors.
/// </summary>
[Collection(WalkedProductCollection.Name)]
public sealed class CaseWalkTests
{
    private readonly WalkedProduct product;

    public CaseWalkTests(WalkedProduct product) => this.product = product;

    [Theory]
    [InlineData("complaint-handling/solved-and-satisfied", "fa")]
    [InlineData("complaint-handling/level-1-by-guidance", "zh")]
    [InlineData("complaint-handling/out-of-scope", "en")]
    [InlineData("installation/at-a-home-soon", "zh")]
    [InlineData("repair/quoted-with-a-part", "fa")]
    [InlineData("customer-training/trained-and-signed", "fa")]
    [InlineData("return-exchange/exchanged-in-time", "en")]
    public async Task A_case_runs_from_request_to_close_through_mails(string path, string language)
    {
        var chromium = Part.Browser();
        Part.Require(chromium is not null, "Chromium is needed to walk the pages.");
        string[] screenshots = Environment.GetEnvironmentVariable("AFTERSALES_SCREENSHOTS") is { Length: > 0 } folder
            ? ["--screenshots", folder]
            : [];
        var result = await NodeScript.RunAsync(
            "browser",
            ["walk.mjs", product.Address, RunningProduct.Admin, RunningProduct.AdminPassword, path, language, "--chromium", chromium!, .. screenshots],
            TestContext.Current.CancellationToken);
        result.ExitCode.ShouldBe(0, $"{result.Output}\n{product.Log}");
        TestContext.Current.TestOutputHelper?.WriteLine(result.Output);
    }
}
