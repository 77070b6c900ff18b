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
    public async Task A_broken_file_is_left_out_with_every_problem_named_and_the_others_run()
    {
        using var folder = new WorkflowFolder();
        await folder.WriteAsync("small.bpmn", TestWorkflows.Small);
        await folder.WriteAsync("look.form", TestWorkflows.LookForm);
        await folder.WriteAsync("bad.form", """{ "id": "bad", "components": [{ "type": "html", "id": "H" }, { "type": "textfield", "id": "T" }] }""");
        await folder.WriteAsync("stuck.bpmn", Process("stuck", """<sequenceFlow id="f" sourceRef="s" targetRef="nowhere" />"""));
        await folder.WriteAsync("torn.bpmn", "<definitions><process");

        await using var service = await TestService.StartAsync(workflows: folder.Path);

        service.Get<WorkflowCatalog>().Latest.ShouldHaveSingleItem().ProcessId.ShouldBe("complaint-handling");
        (await service.SubmitAsync()).CaseNumber.ShouldNotBeEmpty("work goes on");
        var refused = service.Get<RefusedWorkflows>().All;
        refused.Select(file => file.File).ShouldBe(["bad.form", "stuck.bpmn", "torn.bpmn"]);
        refused[0].Problems.Select(problem => problem.English).ShouldContain("bad.form (H): Components of type 'html' cannot be used here.");
        refused[0].Problems.Count.ShouldBe(2);
        refused.ShouldAllBe(file => file.Problems.Count > 0 && file.Problems.All(problem => problem.English.Contains(file.File)));
    }

    [Fact]
    public async Task The_version_deployed_before_stays_in_force_and_a_file_put_right_is_used_again()
    {
        using var folder = new WorkflowFolder();
        await folder.WriteAsync("small.bpmn", TestWorkflows.Small);
        await folder.WriteAsync("look.form", TestWorkflows.LookForm);
        await using var service = await TestService.StartAsync(workflows: folder.Path);

        await folder.WriteAsync("small.bpmn", TestWorkflows.Small.Replace("targetRef=\"look\"", "targetRef=\"nowhere\"", StringComparison.Ordinal));
        await service.Get<WorkflowLoader>().DeployAsync(Ct);
        service.Get<RefusedWorkflows>().All.ShouldHaveSingleItem().File.ShouldBe("small.bpmn");
        service.Get<WorkflowCatalog>().Find("complaint-handling")!.Version.ShouldBe(1);

        await folder.WriteAsync("small.bpmn", TestWorkflows.Small.Replace("Small complaint", "Small complaint again", StringComparison.Ordinal));
        await service.Get<WorkflowLoader>().DeployAsync(Ct);
        service.Get<RefusedWorkflows>().All.ShouldBeEmpty();
        service.Get<WorkflowCatalog>().Find("complaint-handling")!.Version.ShouldBe(2);
    }

    [Fact]
    public void A_missing_folder_has_nothing_to_deploy() => WorkflowLoader.Read("/no/such/folder").ShouldBeEmpty();

    private static string Process(string id, string inner) =>
        $"""<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t"><process id="{id}" isExecutable="true"><startEvent id="s" />{inner}</process></definitions>""";

    /// <summary>A workflows folder of its own, gone at the end.</summary>
    private sealed class WorkflowFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("aftersales-").FullName;

        public Task WriteAsync(string file, string content) => File.WriteAllTextAsync(System.IO.Path.Combine(Path, file), content, Ct);

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
