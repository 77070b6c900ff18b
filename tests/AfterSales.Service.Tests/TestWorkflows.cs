using System.Runtime.CompilerServices;
using System.Text;
using AfterSales.Engine.Deployments;
using AfterSales.Service.Workflows;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests;

/// <summary>The shipped workflows, and a small one that stands in for a complaint where a test needs to see through it.</summary>
internal static class TestWorkflows
{
    /// <summary>
    /// Sales looks at the complaint (form <c>look</c>, record <c>complaint-handling-form</c>), then the customer confirms, then the
    /// case is closed. While sales looks, the customer may withdraw.
    /// </summary>
    public const string Small =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
          <bpmn:message id="m" name="complaint-withdrawn"><bpmn:extensionElements><zeebe:subscription correlationKey="=case.number" /></bpmn:extensionElements></bpmn:message>
          <bpmn:process id="complaint-handling" name="Small complaint" isExecutable="true">
            <bpmn:extensionElements><zeebe:properties>
              <zeebe:property name="name.zh" value="小投诉" /><zeebe:property name="ownerDepartment" value="service-centre" />
            </zeebe:properties></bpmn:extensionElements>
            <bpmn:laneSet id="ls">
              <bpmn:lane id="l1" name="Sales"><bpmn:extensionElements><zeebe:properties><zeebe:property name="role" value="sales" /></zeebe:properties></bpmn:extensionElements>
                <bpmn:flowNodeRef>start</bpmn:flowNodeRef><bpmn:flowNodeRef>look</bpmn:flowNodeRef><bpmn:flowNodeRef>withdrawn</bpmn:flowNodeRef>
                <bpmn:flowNodeRef>declined</bpmn:flowNodeRef><bpmn:flowNodeRef>confirm</bpmn:flowNodeRef><bpmn:flowNodeRef>file</bpmn:flowNodeRef>
                <bpmn:flowNodeRef>close</bpmn:flowNodeRef><bpmn:flowNodeRef>end</bpmn:flowNodeRef></bpmn:lane>
            </bpmn:laneSet>
            <bpmn:startEvent id="start" name="Complaint received"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
            <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="look" />
            <bpmn:userTask id="look" name="Look at the complaint">
              <bpmn:documentation>CMP-03, CMP-04. Sales says what is the matter.</bpmn:documentation>
              <bpmn:extensionElements><zeebe:userTask /><zeebe:formDefinition formId="look" />
                <zeebe:ioMapping><zeebe:output source="=finding" target="finding" /></zeebe:ioMapping>
                <zeebe:properties><zeebe:property name="name.fa" value="بررسی شکایت" /><zeebe:property name="documentation.fa" value="مشکل را شرح دهید." />
                  <zeebe:property name="record" value="complaint-handling-form" />
                  <zeebe:property name="record.section" value="Finding" /><zeebe:property name="record.section.zh" value="判断" />
                  <zeebe:property name="case.status" value="inProgress" /></zeebe:properties></bpmn:extensionElements>
              <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:userTask>
            <bpmn:boundaryEvent id="withdrawn" name="Withdrawn" attachedToRef="look"><bpmn:outgoing>f6</bpmn:outgoing><bpmn:messageEventDefinition messageRef="m" /></bpmn:boundaryEvent>
            <bpmn:sequenceFlow id="f6" sourceRef="withdrawn" targetRef="declined" />
            <bpmn:endEvent id="declined" name="Declined"><bpmn:extensionElements><zeebe:properties><zeebe:property name="case.status" value="declined" /></zeebe:properties></bpmn:extensionElements><bpmn:incoming>f6</bpmn:incoming></bpmn:endEvent>
            <bpmn:sequenceFlow id="f2" sourceRef="look" targetRef="confirm" />
            <bpmn:userTask id="confirm" name="Confirm">
              <bpmn:extensionElements><zeebe:userTask /><zeebe:assignmentDefinition assignee="=&#34;customer:&#34; + case.customer.email" />
                <zeebe:properties><zeebe:property name="case.status" value="waitingForCustomer" /></zeebe:properties></bpmn:extensionElements>
              <bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing></bpmn:userTask>
            <bpmn:sequenceFlow id="f3" sourceRef="confirm" targetRef="file" />
            <bpmn:serviceTask id="file" name="File the service record">
              <bpmn:extensionElements><zeebe:taskDefinition type="aftersales:file-record:1" />
                <zeebe:ioMapping><zeebe:input source="service-record" target="record" /><zeebe:input source="={customer: case.customer, cause: finding.cause}" target="data" /></zeebe:ioMapping></bpmn:extensionElements>
              <bpmn:incoming>f3</bpmn:incoming><bpmn:outgoing>f4</bpmn:outgoing></bpmn:serviceTask>
            <bpmn:sequenceFlow id="f4" sourceRef="file" targetRef="close" />
            <bpmn:serviceTask id="close" name="Close the case">
              <bpmn:extensionElements><zeebe:taskDefinition type="aftersales:close-case:1" /><zeebe:ioMapping><zeebe:input source="satisfied" target="outcome" /></zeebe:ioMapping></bpmn:extensionElements>
              <bpmn:incoming>f4</bpmn:incoming><bpmn:outgoing>f5</bpmn:outgoing></bpmn:serviceTask>
            <bpmn:sequenceFlow id="f5" sourceRef="close" targetRef="end" />
            <bpmn:endEvent id="end" name="Closed"><bpmn:incoming>f5</bpmn:incoming></bpmn:endEvent>
          </bpmn:process>
        </bpmn:definitions>
        """;

    public const string LookForm =
        """
        { "id": "look", "type": "default", "schemaVersion": 19, "aftersales": { "title": { "en": "Look", "fa": "بررسی", "zh": "查看" } }, "components": [
          { "type": "select", "id": "C", "key": "finding.cause", "label": "Cause", "properties": { "label.zh": "原因", "values.packing.zh": "包装" },
            "values": [{ "label": "Packing", "value": "packing" }, { "label": "Transport", "value": "transport" }], "validate": { "required": true } },
          { "type": "number", "id": "N", "key": "finding.days", "label": "Days", "decimalDigits": 0 },
          { "type": "filepicker", "id": "P", "key": "finding.photos", "label": "Photos", "multiple": true, "properties": { "kind": "photos" } },
          { "type": "textfield", "id": "S", "key": "finding.signature", "label": "Signature", "properties": { "kind": "signature" } } ] }
        """;

    /// <summary>The folder of the shipped workflows, beside this source file's project.</summary>
    public static string Shipped { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "workflows"));

    /// <summary>A started service with the small workflow, or a variation of it.</summary>
    public static async Task<TestService> StartSmallAsync(string workflow = Small)
    {
        var service = await TestService.StartAsync();
        var result = await service.Engine.Deployments.DeployAsync(
        [
            new DeploymentResource("small.bpmn", Encoding.UTF8.GetBytes(workflow)),
            new DeploymentResource("look.form", Encoding.UTF8.GetBytes(LookForm)),
        ], ct: TestContext.Current.CancellationToken);
        result.Problems.ShouldBeEmpty();
        await service.Get<WorkflowCatalog>().RefreshAsync(TestContext.Current.CancellationToken);
        return service;
    }

    private static string Here([CallerFilePath] string here = "") => here;
}
