using System.Text;
using AfterSales.Engine.Deployments;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Search;
using AfterSales.Feel.Values;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests;

/// <summary>Runs one automatic step of the service on the real engine: a process that consists of it, its inputs as variables.</summary>
internal static class TestSteps
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>What the step gave back under a name; fails when it ends in an incident.</summary>
    public static async Task<FeelContext> StepAsync(this TestService service, string job, string result, params (string Name, FeelValue Value)[] inputs)
    {
        var key = await StartAsync(service, job, inputs);
        await TestService.EventuallyAsync(async () =>
        {
            (await IncidentAsync(service, key)).ShouldBeNull(job);
            return (await service.Engine.Instances.GetAsync(key, Ct))!.State == InstanceStates.Completed;
        });
        return (await service.Engine.Variables.OfInstanceAsync(key, result, Ct)).ShouldBeOfType<FeelContext>($"{job} gives '{result}'");
    }

    /// <summary>Why the step was refused: the message of its incident.</summary>
    public static async Task<string> RefusalAsync(this TestService service, string job, params (string Name, FeelValue Value)[] inputs)
    {
        var key = await StartAsync(service, job, inputs);
        string? message = null;
        await TestService.EventuallyAsync(async () =>
        {
            (await service.Engine.Instances.GetAsync(key, Ct))!.State.ShouldBe(InstanceStates.Active, $"{job} should refuse its inputs");
            return (message = await IncidentAsync(service, key)) is not null;
        });
        return message!;
    }

    public static string TextOf(this FeelContext context, string name) => context[name].ShouldBeOfType<FeelString>(name).Value;

    private static async Task<string?> IncidentAsync(TestService service, long key) =>
        (await service.Engine.Incidents.SearchAsync(SearchRequest.Where("processInstanceKey", key), Ct)).Value.Items is [var incident, ..] ? incident.ErrorMessage : null;

    private static async Task<long> StartAsync(TestService service, string job, (string Name, FeelValue Value)[] inputs)
    {
        var id = "step-" + job;
        var process = new DeploymentResource(id + ".bpmn", Encoding.UTF8.GetBytes(
            $"""
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
              <bpmn:process id="{id}" isExecutable="true">
                <bpmn:startEvent id="s"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
                <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="work" />
                <bpmn:serviceTask id="work"><bpmn:extensionElements><zeebe:taskDefinition type="aftersales:{job}:1" /></bpmn:extensionElements>
                  <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:serviceTask>
                <bpmn:sequenceFlow id="f2" sourceRef="work" targetRef="e" />
                <bpmn:endEvent id="e"><bpmn:incoming>f2</bpmn:incoming></bpmn:endEvent>
              </bpmn:process>
            </bpmn:definitions>
            """));
        (await service.Engine.Deployments.DeployAsync([process], ct: Ct)).Problems.ShouldBeEmpty();
        var started = await service.Engine.Instances.CreateAsync(
            new CreateInstance { ProcessId = id, Variables = new FeelContext(inputs.Select(input => KeyValuePair.Create(input.Name, input.Value))) }, ct: Ct);
        started.IsOk.ShouldBeTrue();
        return started.Value.ProcessInstanceKey;
    }
}
