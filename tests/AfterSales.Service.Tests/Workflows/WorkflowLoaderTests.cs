using AfterSales.Service.Languages;
using AfterSales.Service.Workflows;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Workflows;

public sealed class WorkflowLoaderTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_shipped_workflows_deploy_and_a_second_start_makes_no_new_versions()
    {
        await using var service = await TestService.StartAsync(workflows: TestWorkflows.Shipped);
        var catalog = service.Get<WorkflowCatalog>();
        catalog.Latest.Select(workflow => workflow.ProcessId).ShouldBe(
            WorkflowFiles.DiagramPaths.Select(path => Path.GetFileNameWithoutExtension(path)), ignoreOrder: true);
        await service.Get<WorkflowLoader>().DeployAsync(Ct);
        catalog.Latest.ShouldAllBe(workflow => workflow.Version == 1);
        var complaint = catalog.Find("complaint-handling").ShouldNotBeNull();
        complaint.Name.In(Language.Chinese).ShouldBe("客户投诉处理");
        complaint.OwnerDepartment.ShouldBe("sales");
        (await catalog.DiagramAsync(complaint.DefinitionKey, Ct)).ShouldNotBeNull().ShouldContain("BPMNDiagram");
        catalog.ElementNames(complaint.DefinitionKey).Count.ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task A_broken_file_stops_the_start_with_every_problem_named()
    {
        var folder = Directory.CreateTempSubdirectory("aftersales-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "bad.form"), """{ "id": "bad", "components": [{ "type": "html", "id": "H" }, { "type": "textfield", "id": "T" }] }""", Ct);
        try
        {
            var refused = await Should.ThrowAsync<WorkflowsRefusedException>(() => TestService.StartAsync(workflows: folder));
            refused.Problems.Count.ShouldBe(2);
            refused.Message.ShouldContain("bad.form (H): Components of type 'html' cannot be used here.");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_missing_folder_has_nothing_to_deploy() => WorkflowLoader.Read("/no/such/folder").ShouldBeEmpty();
}
