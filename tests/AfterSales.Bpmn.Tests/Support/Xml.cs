using System.Security;

namespace AfterSales.Bpmn.Tests.Support;

/// <summary>Writes BPMN files in few words. Flow ids are <c>source_target</c>.</summary>
internal static class Xml
{
    /// <summary>A file with one executable process "p".</summary>
    public static string Process(params string[] content) => File([], content);

    public static string File(string[] roots, string[] content, string attributes = "isExecutable=\"true\"") => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="defs" targetNamespace="t">
        {string.Join("\n", roots)}
        <bpmn:process id="p" {attributes}>
        {string.Join("\n", content)}
        </bpmn:process>
        </bpmn:definitions>
        """;

    /// <summary>Sequence flows along ids separated by spaces.</summary>
    public static string Chain(string ids)
    {
        var parts = ids.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return string.Join("\n", parts.Zip(parts.Skip(1), (from, to) => Flow(from, to)));
    }

    public static string Flow(string from, string to, string? condition = null, string? id = null) => condition is null
        ? $"""<bpmn:sequenceFlow id="{id ?? $"{from}_{to}"}" sourceRef="{from}" targetRef="{to}"/>"""
        : $"""<bpmn:sequenceFlow id="{id ?? $"{from}_{to}"}" sourceRef="{from}" targetRef="{to}"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">{Escape(condition)}</bpmn:conditionExpression></bpmn:sequenceFlow>""";

    public static string Element(string kind, string id, string extensions = "", string inner = "", string attributes = "") =>
        $"<bpmn:{kind} id=\"{id}\" {attributes}>{Extensions(extensions)}{inner}</bpmn:{kind}>";

    public static string Start(string id = "start", string extensions = "", string inner = "") => Element("startEvent", id, extensions, inner);

    public static string End(string id = "end", string inner = "") => Element("endEvent", id, inner: inner);

    public static string Service(string id, string extensions = "", string inner = "") =>
        Element("serviceTask", id, """<zeebe:taskDefinition type="work"/>""" + extensions, inner);

    public static string User(string id, string extensions = "", string inner = "") => Element("userTask", id, "<zeebe:userTask/>" + extensions, inner);

    public static string Manual(string id) => Element("manualTask", id);

    public static string Script(string id, string expression, string result) =>
        Element("scriptTask", id, $"<zeebe:script expression=\"{Escape(expression)}\" resultVariable=\"{result}\"/>");

    public static string Call(string id, string processId, string attributes = "", string extensions = "", string inner = "") =>
        Element("callActivity", id, $"<zeebe:calledElement processId=\"{processId}\" {attributes}/>" + extensions, inner);

    public static string SubProcess(string id, string extensions, params string[] content) => Element("subProcess", id, extensions, string.Join("\n", content));

    public static string Catch(string id, string definition, string extensions = "") => Element("intermediateCatchEvent", id, extensions, definition);

    public static string Boundary(string id, string host, string definition, bool interrupting = true, string extensions = "") =>
        Element("boundaryEvent", id, extensions, definition, $"attachedToRef=\"{host}\" cancelActivity=\"{(interrupting ? "true" : "false")}\"");

    public static string Duration(string text) => Timer("timeDuration", text);

    public static string Date(string text) => Timer("timeDate", text);

    public static string Cycle(string text) => Timer("timeCycle", text);

    public static string OnMessage(string reference) => $"<bpmn:messageEventDefinition messageRef=\"{reference}\"/>";

    public static string OnError(string? reference) => reference is null ? "<bpmn:errorEventDefinition/>" : $"<bpmn:errorEventDefinition errorRef=\"{reference}\"/>";

    public static string OnEscalation(string? reference) => reference is null ? "<bpmn:escalationEventDefinition/>" : $"<bpmn:escalationEventDefinition escalationRef=\"{reference}\"/>";

    public static string Signal(string id, string name) => $"<bpmn:signal id=\"{id}\" name=\"{Escape(name)}\"/>";

    public static string OnSignal(string reference) => $"<bpmn:signalEventDefinition signalRef=\"{reference}\"/>";

    public static string OnCondition(string condition) => $"<bpmn:conditionalEventDefinition><bpmn:condition xsi:type=\"bpmn:tFormalExpression\">{Escape(condition)}</bpmn:condition></bpmn:conditionalEventDefinition>";

    public static string Link(string name) => $"<bpmn:linkEventDefinition name=\"{name}\"/>";

    public static string Compensate(string? activity = null) => activity is null ? "<bpmn:compensateEventDefinition/>" : $"<bpmn:compensateEventDefinition activityRef=\"{activity}\"/>";

    public static string Cancel() => "<bpmn:cancelEventDefinition/>";

    public static string Throw(string id, string definition, string extensions = "") => Element("intermediateThrowEvent", id, extensions, definition);

    /// <summary>An event that waits for several things together.</summary>
    public static string Together(string kind, string id, string definitions, string attributes = "", string extensions = "") =>
        Element(kind, id, extensions, definitions, $"parallelMultiple=\"true\" {attributes}");

    /// <summary>A sub-process whose activities are begun as they are needed.</summary>
    public static string AdHoc(string id, string? active, string? condition, bool cancels, params string[] content) => AdHoc(id, active, condition, $"cancelRemainingInstances=\"{(cancels ? "true" : "false")}\"", content);

    /// <summary>One that does one activity at a time.</summary>
    public static string InTurn(string id, string? active, string? condition, params string[] content) => AdHoc(id, active, condition, "ordering=\"Sequential\"", content);

    private static string AdHoc(string id, string? active, string? condition, string attributes, string[] content) => Element(
        "adHocSubProcess",
        id,
        active is null ? "" : $"<zeebe:adHoc activeElementsCollection=\"{Escape(active)}\"/>",
        string.Join("\n", content) + (condition is null ? "" : $"<bpmn:completionCondition xsi:type=\"bpmn:tFormalExpression\">{Escape(condition)}</bpmn:completionCondition>"),
        attributes);

    public static string Escalation(string id, string code) => $"<bpmn:escalation id=\"{id}\" escalationCode=\"{code}\"/>";

    /// <summary>A sub-process that the event of its start event begins.</summary>
    public static string EventSubProcess(string id, string start, string definition, bool interrupting, params string[] content) => Element(
        "subProcess", id, inner: Element("startEvent", start, inner: definition, attributes: $"isInterrupting=\"{(interrupting ? "true" : "false")}\"") + string.Join("\n", content), attributes: "triggeredByEvent=\"true\"");

    /// <summary>A service task that undoes another, and the event that connects the two.</summary>
    public static string Undo(string id, string host) =>
        Element("serviceTask", id, """<zeebe:taskDefinition type="undo"/>""", attributes: "isForCompensation=\"true\"")
        + Element("boundaryEvent", $"{host}_undone", inner: Compensate(), attributes: $"attachedToRef=\"{host}\"")
        + $"<bpmn:association id=\"{host}_by_{id}\" sourceRef=\"{host}_undone\" targetRef=\"{id}\"/>";

    public static string StandardLoop(string? condition, int? maximum = null, bool before = false) =>
        $"<bpmn:standardLoopCharacteristics testBefore=\"{(before ? "true" : "false")}\"{(maximum is null ? "" : $" loopMaximum=\"{maximum}\"")}>{(condition is null ? "" : $"<bpmn:loopCondition xsi:type=\"bpmn:tFormalExpression\">{Escape(condition)}</bpmn:loopCondition>")}</bpmn:standardLoopCharacteristics>";

    public static string Activation(string condition) => $"<bpmn:activationCondition xsi:type=\"bpmn:tFormalExpression\">{Escape(condition)}</bpmn:activationCondition>";

    public static string Complex(string id, string? activation = null, string attributes = "") =>
        Element("complexGateway", id, inner: activation is null ? "" : Activation(activation), attributes: attributes);

    public static string Terminate() => "<bpmn:terminateEventDefinition/>";

    public static string Message(string id, string name, string? key = "=key") => key is null
        ? $"<bpmn:message id=\"{id}\" name=\"{name}\"/>"
        : $"<bpmn:message id=\"{id}\" name=\"{name}\"><bpmn:extensionElements><zeebe:subscription correlationKey=\"{Escape(key)}\"/></bpmn:extensionElements></bpmn:message>";

    public static string Error(string id, string code) => $"<bpmn:error id=\"{id}\" errorCode=\"{code}\"/>";

    public static string Io(params (string Kind, string Source, string Target)[] lines) =>
        "<zeebe:ioMapping>" + string.Concat(lines.Select(line => $"<zeebe:{line.Kind} source=\"{Escape(line.Source)}\" target=\"{line.Target}\"/>")) + "</zeebe:ioMapping>";

    public static string Properties(params (string Name, string Value)[] properties) =>
        "<zeebe:properties>" + string.Concat(properties.Select(property => $"<zeebe:property name=\"{property.Name}\" value=\"{Escape(property.Value)}\"/>")) + "</zeebe:properties>";

    public static string Loop(bool sequential, string attributes, string? condition = null) =>
        $"""<bpmn:multiInstanceLoopCharacteristics isSequential="{(sequential ? "true" : "false")}"><bpmn:extensionElements><zeebe:loopCharacteristics {attributes}/></bpmn:extensionElements>{(condition is null ? "" : $"<bpmn:completionCondition xsi:type=\"bpmn:tFormalExpression\">{Escape(condition)}</bpmn:completionCondition>")}</bpmn:multiInstanceLoopCharacteristics>""";

    public static string Escape(string text) => SecurityElement.Escape(text);

    private static string Timer(string kind, string text) =>
        $"<bpmn:timerEventDefinition><bpmn:{kind} xsi:type=\"bpmn:tFormalExpression\">{Escape(text)}</bpmn:{kind}></bpmn:timerEventDefinition>";

    private static string Extensions(string extensions) => extensions.Length == 0 ? "" : $"<bpmn:extensionElements>{extensions}</bpmn:extensionElements>";
}
