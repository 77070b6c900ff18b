namespace AfterSales.Service.Tests.Deadlines;

/// <summary>Small diagrams for limits.</summary>
internal static class Models
{
    /// <summary>One task, due after an expression; further zeebe:properties as attribute pairs.</summary>
    public static string Task(string dueDate, string properties = "", string candidates = "sales") => Process(
        $"""
        <bpmn:startEvent id="start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
        {UserTask("work", "Check the machine", dueDate, properties, "f1", "f2", candidates)}
        <bpmn:endEvent id="end"><bpmn:incoming>f2</bpmn:incoming></bpmn:endEvent>
        {Flow("f1", "start", "work")}{Flow("f2", "work", "end")}
        """);

    /// <summary>
    /// A step of the case (a sub-process with two tasks, the second of which waits for the customer) under a limit with a boundary timer.
    /// </summary>
    public static string Limit(string timer, bool interrupting = false, string properties = "") => Process(
        $"""
        <bpmn:startEvent id="start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
        <bpmn:subProcess id="handling" name="Handling"><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing>
          <bpmn:startEvent id="s"><bpmn:outgoing>g1</bpmn:outgoing></bpmn:startEvent>
          {UserTask("work", "Analyse the cause", "=add working days(now(), 3, case.calendar)", "", "g1", "g2")}
          {UserTask("ask", "Answer our question", "", "<zeebe:property name=\"waiting.for\" value=\"customer\" />", "g2", "g3")}
          {UserTask("finish", "Write the report", "=add working days(now(), 1, case.calendar)", "", "g3", "g4")}
          <bpmn:endEvent id="e"><bpmn:incoming>g4</bpmn:incoming></bpmn:endEvent>
          {Flow("g1", "s", "work")}{Flow("g2", "work", "ask")}{Flow("g3", "ask", "finish")}{Flow("g4", "finish", "e")}
        </bpmn:subProcess>
        <bpmn:boundaryEvent id="limit" attachedToRef="handling" cancelActivity="{(interrupting ? "true" : "false")}">
          <bpmn:extensionElements><zeebe:properties>
            <zeebe:property name="clock" value="SLA-06" /><zeebe:property name="clock.name" value="Handling time limit" />
            <zeebe:property name="clock.name.fa" value="مهلت رسیدگی" /><zeebe:property name="clock.name.zh" value="处理时限" />{properties}
          </zeebe:properties></bpmn:extensionElements>
          <bpmn:outgoing>f3</bpmn:outgoing>
          <bpmn:timerEventDefinition>{timer}</bpmn:timerEventDefinition>
        </bpmn:boundaryEvent>
        <bpmn:endEvent id="end"><bpmn:incoming>f2</bpmn:incoming></bpmn:endEvent>
        <bpmn:endEvent id="late"><bpmn:incoming>f3</bpmn:incoming></bpmn:endEvent>
        {Flow("f1", "start", "handling")}{Flow("f2", "handling", "end")}{Flow("f3", "limit", "late")}
        """);

    /// <summary>A task with a due time and, beside it, a task that waits for the customer; pauses are deducted.</summary>
    public static string Waiting(string dueDate) => Process(
        $"""
        <bpmn:startEvent id="start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
        <bpmn:parallelGateway id="fork"><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing><bpmn:outgoing>f3</bpmn:outgoing></bpmn:parallelGateway>
        {UserTask("work", "Check the machine", dueDate, "<zeebe:property name=\"deductPauses\" value=\"true\" />", "f2", "f4")}
        {UserTask("ask", "Answer our question", "", "<zeebe:property name=\"waiting.for\" value=\"customer\" />", "f3", "f5")}
        <bpmn:endEvent id="end"><bpmn:incoming>f4</bpmn:incoming></bpmn:endEvent>
        <bpmn:endEvent id="end2"><bpmn:incoming>f5</bpmn:incoming></bpmn:endEvent>
        {Flow("f1", "start", "fork")}{Flow("f2", "fork", "work")}{Flow("f3", "fork", "ask")}{Flow("f4", "work", "end")}{Flow("f5", "ask", "end2")}
        """);

    public static string At(string expression) => $"<bpmn:timeDate>{expression}</bpmn:timeDate>";

    public static string After(string expression) => $"<bpmn:timeDuration>{expression}</bpmn:timeDuration>";

    private static string UserTask(string id, string name, string dueDate, string properties, string incoming, string outgoing, string candidates = "sales") =>
        $"""
        <bpmn:userTask id="{id}" name="{name}"><bpmn:extensionElements><zeebe:userTask />
          <zeebe:assignmentDefinition candidateGroups="{candidates}" />
          {(dueDate.Length == 0 ? "" : $"<zeebe:taskSchedule dueDate=\"{dueDate.Replace("\"", "&#34;", StringComparison.Ordinal)}\" />")}
          <zeebe:properties><zeebe:property name="name.fa" value="کار" />{properties}</zeebe:properties>
        </bpmn:extensionElements><bpmn:incoming>{incoming}</bpmn:incoming><bpmn:outgoing>{outgoing}</bpmn:outgoing></bpmn:userTask>
        """;

    private static string Flow(string id, string from, string to) => $"""<bpmn:sequenceFlow id="{id}" sourceRef="{from}" targetRef="{to}" />""";

    private static string Process(string body) =>
        $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="test">
          <bpmn:process id="test" name="Test" isExecutable="true">{body}</bpmn:process>
        </bpmn:definitions>
        """;
}
