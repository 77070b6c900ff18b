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
        result.Output.ShouldContain("29 steps held");
    }

    /// <summary>What the engine must offer; whatever else the library knows is answered as its schemas say, or with 501 and a sentence.</summary>
    private static readonly string[] Offered =
    [
        "cancelBatchOperation", "cancelProcessInstancesBatchOperation", "correlateMessage", "evaluateDecision", "evaluateExpression", "getBatchOperation", "getProcessDefinitionStatistics",
        "getProcessInstanceCallHierarchy", "getProcessInstanceStatistics", "getStartProcessForm", "migrateProcessInstance", "migrateProcessInstancesBatchOperation",
        "modifyProcessInstance", "modifyProcessInstancesBatchOperation", "resolveIncidentsBatchOperation", "resolveProcessInstanceIncidents", "resumeBatchOperation",
        "searchBatchOperationItems", "searchBatchOperations", "searchElementInstanceIncidents", "searchMessageSubscriptions", "searchProcessInstanceIncidents",
        "suspendBatchOperation",
    ];

    [Fact]
    public async Task Every_operation_of_the_public_client_is_answered_or_left_out_with_a_sentence()
    {
        var result = await NodeScript.RunAsync(
            "api-client", ["surface.mjs", product.Address, RunningProduct.Admin, RunningProduct.AdminPassword], TestContext.Current.CancellationToken);
        result.ExitCode.ShouldBe(0, result.Output);
        var offered = result.Output.Split('\n').First(line => line.StartsWith("offered ", StringComparison.Ordinal)).Split(' ');
        Offered.ShouldBeSubsetOf(offered);
    }
}
