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
        result.Output.ShouldContain("40 steps held");
    }

    /// <summary>What the engine must offer; whatever else the library knows is answered as its schemas say, or with 501 and a sentence.</summary>
    private static readonly string[] Offered =
    [
        "activateAdHocSubProcessActivities", "broadcastSignal", "cancelBatchOperation", "cancelProcessInstance",
        "cancelProcessInstancesBatchOperation", "completeJob", "completeUserTask", "correlateMessage", "createElementInstanceVariables",
        "createProcessInstance", "deleteDecisionInstance", "deleteDecisionInstancesBatchOperation", "deleteProcessInstance",
        "deleteProcessInstancesBatchOperation", "deleteResource", "evaluateConditionals", "evaluateDecision", "evaluateExpression", "failJob", "getBatchOperation",
        "getDecisionDefinition", "getDecisionDefinitionXml", "getDecisionInstance", "getDecisionRequirements", "getDecisionRequirementsXml",
        "getElementInstance", "getGlobalJobStatistics", "getIncident", "getJobErrorStatistics", "getJobTimeSeriesStatistics", "getJobTypeStatistics",
        "getJobWorkerStatistics", "getProcessDefinition", "getProcessDefinitionInstanceStatistics", "getProcessDefinitionInstanceVersionStatistics",
        "getProcessDefinitionMessageSubscriptionStatistics", "getProcessDefinitionStatistics", "getProcessDefinitionXml", "getProcessInstance",
        "getProcessInstanceCallHierarchy", "getProcessInstanceSequenceFlows", "getProcessInstanceStatistics",
        "getProcessInstanceStatisticsByDefinition", "getProcessInstanceStatisticsByError", "getResource", "getResourceContent", "getStartProcessForm",
        "getUserTask", "getUserTaskForm", "getVariable", "migrateProcessInstance", "migrateProcessInstancesBatchOperation", "modifyProcessInstance",
        "modifyProcessInstancesBatchOperation", "publishMessage", "resolveIncident", "resolveIncidentsBatchOperation",
        "resolveProcessInstanceIncidents", "resumeBatchOperation", "searchBatchOperationItems", "searchBatchOperations",
        "searchCorrelatedMessageSubscriptions", "searchDecisionDefinitions", "searchDecisionInstances", "searchDecisionRequirements",
        "searchElementInstanceIncidents", "searchElementInstances", "searchIncidents", "searchJobs", "searchMessageSubscriptions",
        "searchProcessDefinitions", "searchProcessInstanceIncidents", "searchProcessInstances",
        "searchUserTaskAuditLogs", "searchUserTaskEffectiveVariables", "searchUserTaskVariables", "searchUserTasks", "searchVariables", "suspendBatchOperation", "throwJobError",
        "unassignUserTask", "updateJob", "updateUserTask",
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
