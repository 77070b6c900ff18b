using System.Text;
using AfterSales.Engine.Deployments;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Search;
using AfterSales.Feel.Values;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Visits;

/// <summary>A process of a single automatic step, to see what its handler does in the running engine.</summary>
internal static class OneStepProcess
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Deploys and starts it; returns the key of the instance.</summary>
    public static async Task<long> RunAsync(TestService service, string jobType, FeelContext variables)
    {
        var deployed = await service.Engine.Deployments.DeployAsync([new DeploymentResource("step.bpmn", Encoding.UTF8.GetBytes(
            $"""
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
              <bpmn:process id="one-step" isExecutable="true">
                <bpmn:startEvent id="s"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
                <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="step" />
                <bpmn:serviceTask id="step"><bpmn:extensionElements><zeebe:taskDefinition type="{jobType}" /></bpmn:extensionElements>
                  <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:serviceTask>
                <bpmn:sequenceFlow id="f2" sourceRef="step" targetRef="e" />
                <bpmn:endEvent id="e"><bpmn:incoming>f2</bpmn:incoming></bpmn:endEvent>
              </bpmn:process>
            </bpmn:definitions>
            """))], ct: Ct);
        deployed.Problems.ShouldBeEmpty();
        var started = await service.Engine.Instances.CreateAsync(new CreateInstance { ProcessId = "one-step", Variables = variables }, ct: Ct);
        return started.Value.ProcessInstanceKey;
    }

    /// <summary>What the step has left behind, once the instance has ended.</summary>
    public static async Task<string> ResultAsync(TestService service, long key, string variable)
    {
        await TestService.EventuallyAsync(async () => (await service.Engine.Instances.SearchAsync(
            SearchRequest.Where("processInstanceKey", key).And("state", InstanceStates.Completed), Ct)).Value.Items.Count == 1);
        return (await service.Engine.Variables.OfInstanceAsync(key, variable, Ct))!.ToString()!;
    }

    /// <summary>The message of the incident the step raises.</summary>
    public static async Task<string> IncidentAsync(TestService service)
    {
        string? message = null;
        await TestService.EventuallyAsync(async () =>
            (message = (await service.Engine.Incidents.SearchAsync(new SearchRequest(), Ct)).Value.Items.Select(incident => incident.ErrorMessage).FirstOrDefault()) is not null);
        return message!;
    }
}
