using AfterSales.Engine.Deployments;
using AfterSales.Service.Lint;
using AfterSales.Service.Workflows;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Lint;

/// <summary>What the self-check keeps from being deployed.</summary>
public sealed class LintGateTests
{
    private const string Stuck = """<startEvent id="s"/><exclusiveGateway id="x" default="g"/><parallelGateway id="j"/><manualTask id="a"/><manualTask id="b"/><endEvent id="e"/><sequenceFlow id="f" sourceRef="s" targetRef="x"/><sequenceFlow id="g" sourceRef="x" targetRef="a"/><sequenceFlow id="h" sourceRef="x" targetRef="b"><conditionExpression>=true</conditionExpression></sequenceFlow><sequenceFlow id="i" sourceRef="a" targetRef="j"/><sequenceFlow id="k" sourceRef="b" targetRef="j"/><sequenceFlow id="l" sourceRef="j" targetRef="e"/>""";

    private const string Small = """<startEvent id="s"/><endEvent id="e"/><sequenceFlow id="f" sourceRef="s" targetRef="e"/>""";

    private const string DeadEvent = """<error id="er" errorCode="E"/>|<startEvent id="s"/><userTask id="u"><extensionElements><zeebe:userTask/></extensionElements></userTask><boundaryEvent id="b" attachedToRef="u"><errorEventDefinition errorRef="er"/></boundaryEvent><endEvent id="e"/><sequenceFlow id="f" sourceRef="s" targetRef="u"/><sequenceFlow id="g" sourceRef="u" targetRef="e"/><sequenceFlow id="h" sourceRef="b" targetRef="e"/>""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_process_that_gets_stuck_is_refused_with_the_way_there()
    {
        await using var service = await TestService.StartAsync();
        var result = await service.Engine.Deployments.DeployAsync([File("stuck", Stuck)], ct: Ct);
        result.IsOk.ShouldBeFalse();
        var problem = result.Problems.ShouldHaveSingleItem();
        (problem.Resource, problem.Element, problem.Code).ShouldBe(("stuck.bpmn", "j", "LINT-41"));
        problem.Message.ShouldContain("Way there: s, x, a");
        service.Engine.Deployments.Check([File("stuck", Stuck)]).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_process_without_names_and_purpose_is_deployed()
    {
        await using var service = await TestService.StartAsync();
        var result = await service.Engine.Deployments.DeployAsync([File("small", Small)], ct: Ct);
        result.Problems.ShouldBeEmpty();
        result.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_event_that_can_never_happen_is_a_warning()
    {
        await using var service = await TestService.StartAsync();
        var result = await service.Engine.Deployments.DeployAsync([File("dead", DeadEvent)], ct: Ct);
        result.IsOk.ShouldBeTrue();
        result.Warnings.ShouldHaveSingleItem().Element.ShouldBe("b");
    }

    [Fact]
    public async Task The_gate_of_the_workflows_folder_can_ask_for_no_error_at_all()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("aftersales-").FullName;
        await System.IO.File.WriteAllBytesAsync(Path.Combine(folder, "small.bpmn"), File("small", Small).Content.ToArray(), Ct);
        try
        {
            await using (var strict = await TestService.StartAsync(workflows: folder, lint: new LintPolicy { Workflows = LintGate.Errors }))
            {
                strict.Get<WorkflowCatalog>().Latest.ShouldBeEmpty();
                var refused = strict.Get<RefusedWorkflows>().All.ShouldHaveSingleItem();
                refused.File.ShouldBe("small.bpmn");
                refused.Problems.ShouldContain(problem => problem.English.Contains("LINT-22", StringComparison.Ordinal) && problem.English.Contains("small.bpmn", StringComparison.Ordinal));
                refused.Problems.ShouldContain(problem => problem.Persian != problem.English && problem.Chinese != problem.English, "told in each language");
            }
            await using var lenient = await TestService.StartAsync(workflows: folder, lint: new LintPolicy { Workflows = LintGate.Nothing });
            lenient.Get<WorkflowCatalog>().Latest.ShouldHaveSingleItem();
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    private static DeploymentResource File(string id, string content)
    {
        var (roots, inner) = content.Split('|') is [var before, var process] ? (before, process) : ("", content);
        return new DeploymentResource(id + ".bpmn", System.Text.Encoding.UTF8.GetBytes(
            $"""<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">{roots}<process id="{id}" isExecutable="true">{inner}</process></definitions>"""));
    }
}
