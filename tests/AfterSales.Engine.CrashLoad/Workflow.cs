using System.Text;
using AfterSales.Engine.Deployments;

namespace AfterSales.Engine.CrashLoad;

/// <summary>
/// A case that waits for everything an engine can wait for: a person and a job beside a timer, a called process with a job and a
/// timer of its own, a message.
/// </summary>
internal static class Workflow
{
    private const string Head =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions" targetNamespace="http://bpmn.io/schema/bpmn">
        """;

    public static readonly DeploymentResource Case = Resource("case.bpmn", Head +
        """
        <bpmn:message id="m1" name="reply"><bpmn:extensionElements><zeebe:subscription correlationKey="=number" /></bpmn:extensionElements></bpmn:message>
        <bpmn:process id="case" isExecutable="true">
          <bpmn:startEvent id="start" /><bpmn:parallelGateway id="fork" /><bpmn:parallelGateway id="join" /><bpmn:endEvent id="end" />
          <bpmn:userTask id="ask"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask>
          <bpmn:serviceTask id="work"><bpmn:extensionElements><zeebe:taskDefinition type="work" retries="3" /></bpmn:extensionElements></bpmn:serviceTask>
          <bpmn:intermediateCatchEvent id="cool"><bpmn:timerEventDefinition id="d1"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT0.3S</bpmn:timeDuration>
          </bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
          <bpmn:callActivity id="call"><bpmn:extensionElements><zeebe:calledElement processId="part" propagateAllChildVariables="true" />
          </bpmn:extensionElements></bpmn:callActivity>
          <bpmn:intermediateCatchEvent id="reply"><bpmn:messageEventDefinition id="d2" messageRef="m1" /></bpmn:intermediateCatchEvent>
          <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="fork" /><bpmn:sequenceFlow id="f2" sourceRef="fork" targetRef="ask" />
          <bpmn:sequenceFlow id="f3" sourceRef="ask" targetRef="work" /><bpmn:sequenceFlow id="f4" sourceRef="work" targetRef="join" />
          <bpmn:sequenceFlow id="f5" sourceRef="fork" targetRef="cool" /><bpmn:sequenceFlow id="f6" sourceRef="cool" targetRef="join" />
          <bpmn:sequenceFlow id="f7" sourceRef="join" targetRef="call" /><bpmn:sequenceFlow id="f8" sourceRef="call" targetRef="reply" />
          <bpmn:sequenceFlow id="f9" sourceRef="reply" targetRef="end" />
        </bpmn:process></bpmn:definitions>
        """);

    public static readonly DeploymentResource Part = Resource("part.bpmn", Head +
        """
        <bpmn:process id="part" isExecutable="true">
          <bpmn:startEvent id="part-start" /><bpmn:endEvent id="part-end" />
          <bpmn:serviceTask id="part-work"><bpmn:extensionElements><zeebe:taskDefinition type="part-work" retries="3" /></bpmn:extensionElements></bpmn:serviceTask>
          <bpmn:intermediateCatchEvent id="part-cool"><bpmn:timerEventDefinition id="d1"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT0.1S</bpmn:timeDuration>
          </bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
          <bpmn:sequenceFlow id="p1" sourceRef="part-start" targetRef="part-work" /><bpmn:sequenceFlow id="p2" sourceRef="part-work" targetRef="part-cool" />
          <bpmn:sequenceFlow id="p3" sourceRef="part-cool" targetRef="part-end" />
        </bpmn:process></bpmn:definitions>
        """);

    private static DeploymentResource Resource(string name, string xml) => new(name, Encoding.UTF8.GetBytes(xml));
}
