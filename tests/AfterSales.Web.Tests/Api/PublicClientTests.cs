using AfterSales.TestSupport;
using AfterSales.Web.Tests.Product;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Api;

/// <summary>The engine's API driven by the client library that Camunda publishes, which checks every body by its own schemas.</summary>
public sealed class PublicClientTests : IClassFixture<RunningProduct>
{
    private readonly RunningProduct product;

    public PublicClientTests(RunningProduct product) => this.product = product;

    [Fact]
    public async Task The_public_client_finds_every_step_as_its_schemas_say()
    {
        var result = await NodeScript.RunAsync(
            "api-client", ["check.mjs", product.Address, RunningProduct.Admin, RunningProduct.AdminPassword], TestContext.Current.CancellationToken);
        result.ExitCode.ShouldBe(0, result.Output);
        result.Output.ShouldContain("21 steps held");
    }
}
