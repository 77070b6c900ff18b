using AfterSales.TestSupport;
using AfterSales.Web.Tests.History;
using AfterSales.Web.Tests.Support;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Walks;

/// <summary>
/// The pages people live in, at a company that has worked with the product for months, in the three languages: each shows what it is for.
/// With <c>AFTERSALES_DOCS_SCREENSHOTS=1</c> the pictures of README and guides are taken anew into <c>docs/screenshots</c>;
/// else they go to <c>AFTERSALES_SCREENSHOTS</c>, where that names a folder.
/// </summary>
public sealed class GalleryTests(BusyCompany company) : IClassFixture<BusyCompany>
{
    [Theory]
    [InlineData("en")]
    [InlineData("fa")]
    [InlineData("zh")]
    public async Task The_pages_of_a_busy_company_show_what_they_are_for(string language)
    {
        var chromium = Part.Browser();
        Part.Require(chromium is not null, "Chromium is needed to look at the pages.");
        TestContext.Current.TestOutputHelper?.WriteLine(company.Account);
        string[] kept = Environment.GetEnvironmentVariable("AFTERSALES_DOCS_SCREENSHOTS") == "1" ? ["--documented", "--pictures", RepositoryRoot.Combine("docs", "screenshots")]
            : Environment.GetEnvironmentVariable("AFTERSALES_SCREENSHOTS") is { Length: > 0 } folder ? ["--pictures", folder]
            : [];
        var result = await NodeScript.RunAsync(
            "browser", ["gallery.mjs", company.Address.ToString().TrimEnd('/'), "admin", Site.AdminPassword, Site.DemoPassword, language, "--chromium", chromium!, .. kept],
            TestContext.Current.CancellationToken);
        result.ExitCode.ShouldBe(0, $"{result.Output}\n{company.Account}");
        TestContext.Current.TestOutputHelper?.WriteLine(result.Output);
    }
}
