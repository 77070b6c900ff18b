using System.Text;
using AfterSales.Engine.Deployments;

namespace AfterSales.Engine.Tests.Support;

/// <summary>Small processes, one per construct, as text.</summary>
internal static class Processes
{
    public static DeploymentResource Resource(string name, string content) => new(name, Encoding.UTF8.GetBytes(content));

    /// <summary>A BPMN file with one process around <paramref name="body"/>; <paramref name="roots"/> are messages and errors.</summary>
    public static DeploymentResource Bpmn(string id, string body, string roots = "") => Resource(id + ".bpmn",
        $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions" targetNamespace="http://bpmn.io/schema/bpmn">
        {roots}
        <bpmn:process id="{id}" name="Process {id}" isExecutable="true">
        {body}
        </bpmn:process>
        </bpmn:definitions>
        """);

    public static string Start(string id = "start") => $"""<bpmn:startEvent id="{id}" />""";

    public static string End(string id = "end") => $"""<bpmn:endEvent id="{id}" />""";

    public static string Flow(string from, string to) => $"""<bpmn:sequenceFlow id="{from}_{to}" sourceRef="{from}" targetRef="{to}" />""";

    /// <summary>Sequence flows along a chain of elements.</summary>
    public static string Chain(params string[] ids) => string.Concat(ids.Zip(ids.Skip(1), Flow));

    public static string UserTask(string id, string extensions = "") =>
        $"""<bpmn:userTask id="{id}" name="Task {id}"><bpmn:extensionElements><zeebe:userTask />{extensions}</bpmn:extensionElements></bpmn:userTask>""";

    public static string ServiceTask(string id, string type, int retries = 3) =>
        $"""<bpmn:serviceTask id="{id}"><bpmn:extensionElements><zeebe:taskDefinition type="{type}" retries="{retries}" /></bpmn:extensionElements></bpmn:serviceTask>""";

    public static string Timer(string id, string duration) =>
        $"""
        <bpmn:intermediateCatchEvent id="{id}"><bpmn:timerEventDefinition id="{id}_def">
        <bpmn:timeDuration xsi:type="bpmn:tFormalExpression">{duration}</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
        """;

    public static string Message(string id, string name, string correlationKey) =>
        $"""
        <bpmn:message id="{id}" name="{name}"><bpmn:extensionElements><zeebe:subscription correlationKey="{correlationKey}" /></bpmn:extensionElements></bpmn:message>
        """;

    public static string MessageCatch(string id, string messageId) =>
        $"""
        <bpmn:intermediateCatchEvent id="{id}"><bpmn:messageEventDefinition id="{id}_def" messageRef="{messageId}" /></bpmn:intermediateCatchEvent>
        """;

    public static string Call(string id, string processId) =>
        $"""
        <bpmn:callActivity id="{id}"><bpmn:extensionElements>
        <zeebe:calledElement processId="{processId}" propagateAllChildVariables="true" /></bpmn:extensionElements></bpmn:callActivity>
        """;

    /// <summary>start, a user task "task", end.</summary>
    public static DeploymentResource OneTask(string id = "one-task", string extensions = "") =>
        Bpmn(id, Start() + UserTask("task", extensions) + End() + Chain("start", "task", "end"));

    /// <summary>start, a service task "work", end.</summary>
    public static DeploymentResource OneJob(string id = "one-job", string type = "work", int retries = 3) =>
        Bpmn(id, Start() + ServiceTask("work", type, retries) + End() + Chain("start", "work", "end"));

    /// <summary>start, a timer "wait", end.</summary>
    public static DeploymentResource OneTimer(string id = "one-timer", string duration = "PT1H") =>
        Bpmn(id, Start() + Timer("wait", duration) + End() + Chain("start", "wait", "end"));

    /// <summary>start, a message "ask" with the correlation key in the variable <c>key</c>, end.</summary>
    public static DeploymentResource OneMessage(string id = "one-message", string name = "answer") =>
        Bpmn(id, Start() + MessageCatch("ask", "m1") + End() + Chain("start", "ask", "end"), Message("m1", name, "=key"));

    /// <summary>Begun by the message "asked"; a user task "task" of whom the variable <c>who</c> names, end.</summary>
    public static DeploymentResource MessageBegins(string id = "message-begins") => Bpmn(
        id,
        """<bpmn:startEvent id="start"><bpmn:messageEventDefinition id="d" messageRef="m1" /></bpmn:startEvent>"""
        + UserTask("task", """<zeebe:assignmentDefinition assignee="=who" />""") + End() + Chain("start", "task", "end"),
        """<bpmn:message id="m1" name="asked" />""");

    /// <summary>Begun by the messages "ordered" and "paid", both of which must come.</summary>
    public static DeploymentResource TwoMessagesBegin(string id = "two-messages-begin") => Bpmn(
        id,
        "<bpmn:eventBasedGateway id=\"begin\" instantiate=\"true\" eventGatewayType=\"Parallel\"/>" + MessageCatch("one", "m1") + MessageCatch("two", "m2") + End() + Chain("begin", "one", "end") + Chain("begin", "two", "end"),
        Message("m1", "ordered", "=key") + Message("m2", "paid", "=key"));

    /// <summary>The same by one start event.</summary>
    public static DeploymentResource StartOfTwoMessages(string id = "start-of-two-messages") => Bpmn(
        id,
        """<bpmn:startEvent id="begin" parallelMultiple="true"><bpmn:messageEventDefinition id="d1" messageRef="m1" /><bpmn:messageEventDefinition id="d2" messageRef="m2" /></bpmn:startEvent>""" + End() + Chain("begin", "end"),
        Message("m1", "ordered", "=key") + Message("m2", "paid", "=key"));

    /// <summary>start, a call activity "call", end.</summary>
    public static DeploymentResource OneCall(string id = "one-call", string calls = "one-task") =>
        Bpmn(id, Start() + Call("call", calls) + End() + Chain("start", "call", "end"));

    public static string Form(string id, string components = "") => $$"""{"type":"default","id":"{{id}}","schemaVersion":19,"components":[{{components}}]}""";
}
