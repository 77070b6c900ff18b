using System.Text;
using AfterSales.Engine.Deployments;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Search;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Workflows;

public sealed class PublishMessageJobTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static DeploymentResource Process(string id, string rootElements, string body) => new(id + ".bpmn", Encoding.UTF8.GetBytes(
        $"""
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
          {rootElements}
          <bpmn:process id="{id}" isExecutable="true">{body}</bpmn:process>
        </bpmn:definitions>
        """));

    private static DeploymentResource Teller(string inputs) => Process("teller", "",
        $"""
        <bpmn:startEvent id="s"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
        <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="tell" />
        <bpmn:serviceTask id="tell"><bpmn:extensionElements><zeebe:taskDefinition type="aftersales:publish-message:1" />
          <zeebe:ioMapping>{inputs}</zeebe:ioMapping></bpmn:extensionElements>
          <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:serviceTask>
        <bpmn:sequenceFlow id="f2" sourceRef="tell" targetRef="e" />
        <bpmn:endEvent id="e"><bpmn:incoming>f2</bpmn:incoming></bpmn:endEvent>
        """);

    private static readonly DeploymentResource Listener = Process("listener",
        """<bpmn:message id="m" name="part-arrived" />""",
        """
        <bpmn:startEvent id="s"><bpmn:outgoing>f1</bpmn:outgoing><bpmn:messageEventDefinition messageRef="m" /></bpmn:startEvent>
        <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="e" />
        <bpmn:endEvent id="e"><bpmn:incoming>f1</bpmn:incoming></bpmn:endEvent>
        """);

    [Fact]
    public async Task A_published_message_reaches_another_process_with_its_variables()
    {
        await using var service = await TestService.StartAsync();
        (await service.Engine.Deployments.DeployAsync([Listener, Teller(
            """
            <zeebe:input source="part-arrived" target="messageName" /><zeebe:input source="SN-7" target="correlationKey" />
            <zeebe:input source="={serial: &#34;SN-7&#34;}" target="variables" />
            """)], ct: Ct)).Problems.ShouldBeEmpty();

        (await service.Engine.Instances.CreateAsync(new CreateInstance { ProcessId = "teller" }, ct: Ct)).IsOk.ShouldBeTrue();

        await TestService.EventuallyAsync(async () => (await Ended("listener")).Count == 1);
        var key = (await Ended("listener"))[0].ProcessInstanceKey;
        (await service.Engine.Variables.OfInstanceAsync(key, "serial", Ct))!.ToString()!.ShouldContain("SN-7");

        async Task<IReadOnlyList<ProcessInstanceRow>> Ended(string processId) => (await service.Engine.Instances.SearchAsync(
            SearchRequest.Where("processDefinitionId", processId).And("state", InstanceStates.Completed), Ct)).Value.Items;
    }

    [Fact]
    public async Task A_step_that_names_no_message_becomes_an_incident_that_says_so()
    {
        await using var service = await TestService.StartAsync();
        (await service.Engine.Deployments.DeployAsync([Teller("""<zeebe:input source="x" target="correlationKey" />""")], ct: Ct)).Problems.ShouldBeEmpty();

        (await service.Engine.Instances.CreateAsync(new CreateInstance { ProcessId = "teller" }, ct: Ct)).IsOk.ShouldBeTrue();

        await TestService.EventuallyAsync(async () =>
            (await service.Engine.Incidents.SearchAsync(new SearchRequest(), Ct)).Value.Items is [{ ErrorMessage: var message }] && message.Contains("messageName", StringComparison.Ordinal));
    }
}
