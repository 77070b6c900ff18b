using System.Text;
using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Reading;
using AfterSales.Feel;
using Shouldly;
using Xunit;
using static AfterSales.Bpmn.Tests.Support.Xml;

namespace AfterSales.Bpmn.Tests.Compilation;

/// <summary>What cannot run is refused when it is deployed: each row is a drawing, the code, and the element to look at.</summary>
public class RefusalTests
{
    private static readonly string[] Roots =
    [
        Message("m", "paid"), Message("nokey", "unpaid", null), "<bpmn:message id=\"unnamed\"/>", Error("e", "E1"), "<bpmn:error id=\"nocode\"/>", Message("variable", "=x", null),
        Signal("sig", "alarm"), "<bpmn:signal id=\"unnamed_signal\"/>", Signal("any_signal", "=x"),
        "<bpmn:escalation id=\"nocode_escalation\"/>",
    ];

    private static readonly string Rest = Start() + Manual("ok") + End() + Chain("start ok end");

    public static TheoryData<string, string, string?> Drawings => new()
    {
        // Elements
        { Element("task", "x") + Chain("ok x"), ProblemCodes.ElementUnsupported, "x" },
        { Element("complexGateway", "x") + Service("y") + Service("z") + Chain("ok y x") + Chain("ok z x"), ProblemCodes.ConditionMissing, "x" },
        { Element("complexGateway", "x", inner: Activation("=true")) + Chain("ok x"), ProblemCodes.AttributeUnsupported, "x" },
        { Element("complexGateway", "x", inner: Activation("activationCount >= 2")) + Service("y") + Service("z") + Chain("ok y x") + Chain("ok z x"), ProblemCodes.ExpressionInvalid, "x" },
        { Boundary("x", "ok", Cancel()) + Chain("x end"), ProblemCodes.BoundaryInvalid, "x" },
        { Element("endEvent", "x", inner: Cancel()) + Chain("ok x"), ProblemCodes.EventUnsupported, "x" },
        { Element("adHocSubProcess", "x") + Chain("ok x"), ProblemCodes.AdHocInvalid, "x" },
        { AdHoc("x", null, null, true, Manual("y"), Start("t"), Chain("t y")) + Chain("ok x"), ProblemCodes.AdHocInvalid, "t" },
        { AdHoc("x", null, null, true, Manual("y"), End("z"), Chain("y z")) + Chain("ok x"), ProblemCodes.AdHocInvalid, "z" },
        { AdHoc("x", null, null, true, Manual("y"), Manual("z"), Chain("y z y")) + Chain("ok x"), ProblemCodes.AdHocInvalid, "x" },
        { AdHoc("x", "y", null, true, Manual("y")) + Chain("ok x"), ProblemCodes.ExpressionInvalid, "x" },
        { AdHoc("x", null, "done", true, Manual("y")) + Chain("ok x"), ProblemCodes.ExpressionInvalid, "x" },
        { Element("adHocSubProcess", "x", """<zeebe:adHoc outputCollection="results" outputElement="=result"/>""", Manual("y")) + Chain("ok x"), ProblemCodes.ExtensionUnsupported, "x" },
        { Element("adHocSubProcess", "x", """<zeebe:taskDefinition type="agent"/>""", Manual("y")) + Chain("ok x"), ProblemCodes.ExtensionUnsupported, "x" },
        { Element("choreographyTask", "x"), ProblemCodes.ElementUnsupported, "x" },
        { EventSubProcess("x", "s", "", true, Manual("y"), Chain("s y")), ProblemCodes.EventUnsupported, "s" },
        { EventSubProcess("x", "s", OnMessage("m"), true, Manual("y"), Chain("s y")) + Chain("ok x"), ProblemCodes.FlowInvalid, "x" },
        { EventSubProcess("x", "s", OnError("e"), false, Manual("y"), Chain("s y")), ProblemCodes.BoundaryInvalid, "s" },
        { EventSubProcess("x", "s", OnMessage("nokey"), true, Manual("y"), Chain("s y")), ProblemCodes.CorrelationKeyMissing, "s" },
        { EventSubProcess("x", "s", OnMessage("m"), true, Manual("y"), Start("t"), Chain("s y"), Chain("t y")), ProblemCodes.StartAmbiguous, "x" },
        { Element("serviceTask", "x", """<zeebe:taskDefinition type="w"/>""", attributes: "isForCompensation=\"true\""), ProblemCodes.CompensationInvalid, "x" },
        { EventSubProcess("x", "s", Compensate(), true, Manual("y"), Chain("s y")), ProblemCodes.CompensationInvalid, "x" },
        { SubProcess("sub", "", Start("t"), EventSubProcess("w", "v", Compensate(), true, Manual("u"), Chain("v u")), EventSubProcess("x", "s", Compensate(), true, Manual("y"), Chain("s y"))) + Chain("ok sub"), ProblemCodes.CompensationInvalid, "x" },
        { SubProcess("sub", "", Start("t"), EventSubProcess("x", "s", Compensate(), true, Manual("y"))) + Chain("ok sub"), ProblemCodes.FlowMissing, "s" },
        { Undo("x", "ok") + Chain("x end"), ProblemCodes.FlowInvalid, "x" },
        { Boundary("x", "ok", Compensate()), ProblemCodes.CompensationInvalid, "x" },
        { Element("endEvent", "x", inner: Compensate("ok")) + Chain("ok x"), ProblemCodes.CompensationInvalid, "x" },
        { Element("receiveTask", "x", attributes: "messageRef=\"m\" instantiate=\"true\"") + Chain("ok x"), ProblemCodes.FlowInvalid, "x" },
        { Element("receiveTask", "x", attributes: "messageRef=\"m\" instantiate=\"true\"", inner: "") + Boundary("late", "x", Duration("PT1H")) + Chain("x end") + Chain("late end"), ProblemCodes.BoundaryInvalid, "x" },
        { SubProcess("sub", "", Element("receiveTask", "x", attributes: "messageRef=\"m\" instantiate=\"true\"")) + Chain("ok sub"), ProblemCodes.AttributeUnsupported, "x" },
        { Element("eventBasedGateway", "x", attributes: "eventGatewayType=\"Parallel\"") + Catch("y", OnMessage("m")) + Catch("z", Duration("PT1H")) + Chain("ok x y") + Chain("x z"), ProblemCodes.AttributeUnsupported, "x" },
        { Element("eventBasedGateway", "x", attributes: "instantiate=\"true\" eventGatewayType=\"Parallel\"") + Catch("y", OnMessage("m")) + Catch("z", Duration("PT1H")) + Chain("x y") + Chain("x z"), ProblemCodes.FlowInvalid, "z" },
        { Element("eventBasedGateway", "x", attributes: "instantiate=\"true\"") + Catch("y", OnMessage("m")) + Catch("z", OnCondition("=a")) + Chain("x y") + Chain("x z"), ProblemCodes.FlowInvalid, "z" },
        { Catch("x", Duration("PT1H")).Replace("<bpmn:intermediateCatchEvent", "<bpmn:intermediateCatchEvent default=\"y\"", StringComparison.Ordinal) + Chain("ok x"), ProblemCodes.AttributeUnsupported, "x" },
        { Element("manualTask", "x", attributes: "default=\"x_y\"") + Manual("y") + Chain("ok x y"), ProblemCodes.AttributeUnsupported, "x" },
        { Element("manualTask", "x", attributes: "default=\"x_y\"") + Manual("y") + Manual("z") + Chain("ok x") + Flow("x", "y", "=a") + Flow("x", "z", "=b"), ProblemCodes.FlowConditionMisplaced, "x_y" },
        { Element("sendTask", "x", """<zeebe:taskDefinition type="w"/><zeebe:publishMessage correlationKey="=key"/>""", attributes: "messageRef=\"m\"") + Chain("ok x"), ProblemCodes.AttributeUnsupported, "x" },
        { Element("sendTask", "x", """<zeebe:publishMessage timeToLive="long"/>""", attributes: "messageRef=\"m\"") + Chain("ok x"), ProblemCodes.ValueInvalid, "x" },
        { Element("sendTask", "x", attributes: "messageRef=\"m0\"") + Chain("ok x"), ProblemCodes.ReferenceUnknown, "x" },

        // Events
        { Catch("x", OnSignal("nobody")) + Chain("ok x"), ProblemCodes.ReferenceUnknown, "x" },
        { Catch("x", "<bpmn:signalEventDefinition/>") + Chain("ok x"), ProblemCodes.ReferenceUnknown, "x" },
        { Throw("x", OnSignal("unnamed_signal")) + Chain("ok x"), ProblemCodes.SignalNameMissing, "x" },
        { Start("x", inner: OnSignal("any_signal")) + Chain("x ok"), ProblemCodes.SignalNameMissing, "p" },
        { Start("x", inner: OnSignal("sig")) + Start("y", inner: OnSignal("sig")) + Chain("x ok") + Chain("y ok"), ProblemCodes.StartAmbiguous, "p" },
        { SubProcess("x", "", Start("s1", inner: OnSignal("sig")), Manual("y"), Chain("s1 y")) + Chain("ok x"), ProblemCodes.EventUnsupported, "s1" },
        { Catch("x", "<bpmn:conditionalEventDefinition/>") + Chain("ok x"), ProblemCodes.ConditionMissing, "x" },
        { Start("x", inner: "<bpmn:conditionalEventDefinition/>") + Chain("x ok"), ProblemCodes.ConditionMissing, "x" },
        { Start("x", inner: OnCondition("heat > 90")) + Chain("x ok"), ProblemCodes.ExpressionInvalid, "x" },
        { Start("x", inner: OnCondition("=hot")) + Start("y", inner: OnCondition("=hot")) + Chain("x ok") + Chain("y ok"), ProblemCodes.StartAmbiguous, "p" },
        { Start("x", inner: OnCondition("=hot").Replace("<bpmn:condition ", "<bpmn:extensionElements><zeebe:conditionalFilter variableEvents=\"create\"/></bpmn:extensionElements><bpmn:condition ")) + Chain("x ok"), ProblemCodes.ExtensionUnsupported, "x" },
        { Catch("x", OnCondition("ready")) + Chain("ok x"), ProblemCodes.ExpressionInvalid, "x" },
        { Throw("x", "<bpmn:linkEventDefinition/>") + Chain("ok x"), ProblemCodes.LinkInvalid, "x" },
        { Throw("x", Link("A")) + Chain("ok x"), ProblemCodes.LinkInvalid, "x" },
        { Throw("x", Link("A")) + Catch("y", Link("A")) + Catch("z", Link("A")) + Chain("ok x") + Chain("y end") + Chain("z end"), ProblemCodes.LinkInvalid, "x" },
        { Throw("x", Link("A")) + Catch("y", Link("A")) + Chain("ok x y end"), ProblemCodes.FlowInvalid, "x" },
        { Catch("x", Link("A")) + Chain("x end"), ProblemCodes.Unreachable, "x" },
        { Catch("x", "") + Chain("ok x"), ProblemCodes.EventUnsupported, "x" },
        { Catch("x", Duration("PT1H") + Link("A")) + Chain("ok x"), ProblemCodes.EventUnsupported, "x" },
        { Catch("x", Cycle("R3/PT1H") + OnMessage("m")) + Chain("ok x"), ProblemCodes.TimerInvalid, "x" },
        { End("x", OnError("e") + OnSignal("sig")) + Chain("ok x"), ProblemCodes.EventUnsupported, "x" },
        { End("x", Terminate() + OnSignal("sig")) + Chain("ok x"), ProblemCodes.EventUnsupported, "x" },
        { Boundary("x", "ok", OnError("e") + OnSignal("sig"), false) + Chain("x end"), ProblemCodes.BoundaryInvalid, "x" },
        { Boundary("x", "ok", OnError("e") + OnSignal("sig")) + Boundary("y", "ok", OnError("e")) + Chain("x end") + Chain("y end"), ProblemCodes.BoundaryInvalid, "y" },
        { Together("boundaryEvent", "x", OnError("e") + OnSignal("sig"), "attachedToRef=\"ok\"") + Chain("x end"), ProblemCodes.EventUnsupported, "x" },
        { Together("boundaryEvent", "x", Cycle("R3/PT1H") + OnSignal("sig"), "attachedToRef=\"ok\" cancelActivity=\"false\"") + Chain("x end"), ProblemCodes.TimerInvalid, "x" },
        { Together("startEvent", "x", OnMessage("m") + OnSignal("sig")) + Chain("x ok"), ProblemCodes.EventUnsupported, "x" },
        { Element("eventBasedGateway", "x") + Together("intermediateCatchEvent", "y", Duration("PT1H") + OnSignal("sig")) + Catch("z", Duration("PT2H")) + Chain("ok x y") + Chain("x z"), ProblemCodes.FlowInvalid, "y" },
        { Element("endEvent", "x", inner: OnEscalation(null)) + Chain("ok x"), ProblemCodes.ReferenceUnknown, "x" },
        { Element("endEvent", "x", inner: OnEscalation("nocode_escalation")) + Chain("ok x"), ProblemCodes.EscalationCodeMissing, "x" },
        { Element("intermediateThrowEvent", "x", inner: "<bpmn:messageEventDefinition/>") + Chain("ok x"), ProblemCodes.ExtensionMissing, "x" },
        { End("x", "<bpmn:messageEventDefinition/>") + Chain("ok x"), ProblemCodes.ExtensionMissing, "x" },

        // Extensions
        { Element("userTask", "x") + Chain("ok x"), ProblemCodes.ExtensionMissing, "x" },
        { Element("serviceTask", "x") + Chain("ok x"), ProblemCodes.ExtensionMissing, "x" },
        { Element("sendTask", "x") + Chain("ok x"), ProblemCodes.ExtensionMissing, "x" },
        { Element("scriptTask", "x", "<zeebe:script/>") + Chain("ok x"), ProblemCodes.ExtensionMissing, "x" },
        { Element("businessRuleTask", "x", "<zeebe:calledDecision/>") + Chain("ok x"), ProblemCodes.ExtensionMissing, "x" },
        { Element("callActivity", "x", "<zeebe:calledElement/>") + Chain("ok x"), ProblemCodes.ExtensionMissing, "x" },
        { User("x", "<zeebe:taskListeners/>") + Chain("ok x"), ProblemCodes.ExtensionUnsupported, "x" },
        { Service("x", "<zeebe:executionListeners/>") + Chain("ok x"), ProblemCodes.ExtensionUnsupported, "x" },
        { Service("x", "<zeebe:linkedResources/>") + Chain("ok x"), ProblemCodes.ExtensionUnsupported, "x" },
        { User("x", """<zeebe:taskDefinition type="w"/>""") + Chain("ok x"), ProblemCodes.ExtensionUnsupported, "x" },
        { User("x", """<zeebe:formDefinition formKey="camunda-forms:bpmn:f"/>""") + Chain("ok x"), ProblemCodes.ExtensionUnsupported, "x" },
        { User("x", "<camunda:formData/>") + Chain("ok x"), ProblemCodes.ExtensionUnsupported, "x" },
        { User("x", """<zeebe:formDefinition formId="f" externalReference="g"/>""") + Chain("ok x"), ProblemCodes.ExtensionInvalid, "x" },
        { User("x", """<zeebe:formDefinition formId="f" bindingType="newest"/>""") + Chain("ok x"), ProblemCodes.ExtensionInvalid, "x" },
        { Call("x", "p", "bindingType=\"versionTag\"") + Chain("ok x"), ProblemCodes.ExtensionInvalid, "x" },
        { Call("x", "p", "businessId=\"b\"") + Chain("ok x"), ProblemCodes.ExtensionUnsupported, "x" },
        { Service("x", "<zeebe:ioMapping><zeebe:input source=\"=a\"/></zeebe:ioMapping>") + Chain("ok x"), ProblemCodes.ExtensionInvalid, "x" },
        { Service("x", Io(("input", "=a", "1a"))) + Chain("ok x"), ProblemCodes.ExtensionInvalid, "x" },
        { Service("x", Io(("output", "=a", "a..b"))) + Chain("ok x"), ProblemCodes.ExtensionInvalid, "x" },
        { Element("serviceTask", "x", "<zeebe:taskDefinition/>") + Chain("ok x"), ProblemCodes.ExtensionInvalid, "x" },
        { Element("serviceTask", "x", """<zeebe:taskDefinition type="w" retries="many"/>""") + Chain("ok x"), ProblemCodes.ValueInvalid, "x" },
        { User("x", """<zeebe:priorityDefinition priority="101"/>""") + Chain("ok x"), ProblemCodes.ValueInvalid, "x" },
        { User("x", """<zeebe:taskSchedule dueDate="tomorrow"/>""") + Chain("ok x"), ProblemCodes.ValueInvalid, "x" },
        { Element("exclusiveGateway", "x", "<zeebe:ioMapping/>") + Chain("ok x"), ProblemCodes.ExtensionUnsupported, "x" },

        // Expressions
        { Service("x", Io(("input", "=1 +", "a"))) + Chain("ok x"), ProblemCodes.ExpressionInvalid, "x" },
        { Element("serviceTask", "x", """<zeebe:taskDefinition type="=("/>""") + Chain("ok x"), ProblemCodes.ExpressionInvalid, "x" },
        { Script("x", "1 + 1", "r") + Chain("ok x"), ProblemCodes.ExpressionInvalid, "x" },
        { Script("x", "=if a then", "r") + Chain("ok x"), ProblemCodes.ExpressionInvalid, "x" },
        { Element("exclusiveGateway", "x") + Manual("y") + Manual("z") + Chain("ok x") + Flow("x", "y", "=a >") + Flow("x", "z", "=b"), ProblemCodes.ExpressionInvalid, "x_y" },
        { Element("exclusiveGateway", "x") + Manual("y") + Manual("z") + Chain("ok x") + Flow("x", "y", "a > 1") + Flow("x", "z", "=b"), ProblemCodes.ExpressionInvalid, "x_y" },

        // References, timers, messages, errors
        { Catch("x", OnMessage("m0")) + Chain("ok x"), ProblemCodes.ReferenceUnknown, "x" },
        { Catch("x", "<bpmn:messageEventDefinition/>") + Chain("ok x"), ProblemCodes.ReferenceUnknown, "x" },
        { Element("receiveTask", "x") + Chain("ok x"), ProblemCodes.ReferenceUnknown, "x" },
        { Catch("x", OnMessage("unnamed")) + Chain("ok x"), ProblemCodes.MessageNameMissing, "x" },
        { Catch("x", OnMessage("nokey")) + Chain("ok x"), ProblemCodes.CorrelationKeyMissing, "x" },
        { Start("x", inner: OnMessage("variable")) + Chain("x ok"), ProblemCodes.MessageNameMissing, "p" },
        { Catch("x", "<bpmn:timerEventDefinition/>") + Chain("ok x"), ProblemCodes.TimerInvalid, "x" },
        { Catch("x", Duration("4 hours")) + Chain("ok x"), ProblemCodes.TimerInvalid, "x" },
        { Catch("x", Date("tomorrow")) + Chain("ok x"), ProblemCodes.TimerInvalid, "x" },
        { Catch("x", Cycle("R3/PT1H")) + Chain("ok x"), ProblemCodes.TimerInvalid, "x" },
        { Boundary("x", "ok", Cycle("R3/PT1H")) + Chain("x end"), ProblemCodes.TimerInvalid, "x" },
        { Boundary("x", "ok", Cycle("0 0 9 * * MON"), false) + Chain("x end"), ProblemCodes.TimerInvalid, "x" },
        { Boundary("x", "ok", Cycle("R3/P1M"), false) + Chain("x end"), ProblemCodes.TimerInvalid, "x" },
        { Boundary("x", "ok", Cycle("R3/PT0S"), false) + Chain("x end"), ProblemCodes.TimerInvalid, "x" },
        { Boundary("x", "ok", Cycle("R0/PT1H"), false) + Chain("x end"), ProblemCodes.TimerInvalid, "x" },
        { End("x", OnError("nocode")) + Chain("ok x"), ProblemCodes.ErrorCodeMissing, "x" },
        { End("x", OnError(null)) + Chain("ok x"), ProblemCodes.ReferenceUnknown, "x" },
        { Boundary("x", "ok", OnError("e0")) + Chain("x end"), ProblemCodes.ReferenceUnknown, "x" },

        // Boundary events
        { Boundary("x", "nobody", Duration("PT1H")) + Chain("x end"), ProblemCodes.BoundaryInvalid, "x" },
        { Boundary("x", "start", Duration("PT1H")) + Chain("x end"), ProblemCodes.BoundaryInvalid, "x" },
        { Boundary("x", "ok", OnError("e"), false) + Chain("x end"), ProblemCodes.BoundaryInvalid, "x" },
        { Boundary("x", "ok", OnError("e")) + Boundary("y", "ok", OnError("e")) + Chain("x end") + Chain("y end"), ProblemCodes.BoundaryInvalid, "y" },
        { Boundary("x", "ok", "") + Chain("x end"), ProblemCodes.EventUnsupported, "x" },
        { Boundary("x", "ok", Duration("PT1H")), ProblemCodes.FlowMissing, "x" },
        { Boundary("x", "ok", Duration("PT1H")) + Chain("x end") + Chain("ok x"), ProblemCodes.FlowInvalid, "x" },

        // Flows
        { Flow("ok", "nowhere"), ProblemCodes.ReferenceUnknown, "ok_nowhere" },
        { "<bpmn:sequenceFlow id=\"x\" sourceRef=\"ok\"/>", ProblemCodes.ReferenceUnknown, "x" },
        { Flow("end", "ok"), ProblemCodes.FlowInvalid, "end" },
        { Flow("ok", "start"), ProblemCodes.FlowInvalid, "start" },
        { SubProcess("x", "", Start("s"), Manual("y"), Chain("s y")) + Chain("ok x") + Flow("ok", "y"), ProblemCodes.FlowInvalid, "ok_y" },
        { Catch("x", Duration("PT1H")) + Manual("y") + Chain("ok x") + Flow("x", "y", "=a"), ProblemCodes.FlowConditionMisplaced, "x_y" },
        { Element("exclusiveGateway", "x") + Manual("y") + Manual("z") + Chain("ok x") + Flow("x", "y", "=a") + Flow("x", "z"), ProblemCodes.FlowConditionMissing, "x_z" },
        { Element("exclusiveGateway", "x", attributes: "default=\"x_y\"") + Manual("y") + Manual("z") + Chain("ok x") + Flow("x", "y", "=a") + Flow("x", "z", "=b"), ProblemCodes.FlowConditionMisplaced, "x_y" },
        { Element("exclusiveGateway", "x", attributes: "default=\"ok_x\"") + Manual("y") + Chain("ok x y"), ProblemCodes.ReferenceUnknown, "x" },
        { Element("eventBasedGateway", "x") + Catch("y", Duration("PT1H")) + Chain("ok x y"), ProblemCodes.FlowMissing, "x" },
        { Element("eventBasedGateway", "x") + Catch("y", Duration("PT1H")) + Manual("z") + Chain("ok x y") + Chain("x z"), ProblemCodes.FlowInvalid, "x" },
        { Element("eventBasedGateway", "x") + Catch("y", Duration("PT1H")) + Catch("z", Duration("PT2H")) + Chain("ok x y") + Chain("x z") + Flow("ok", "y"), ProblemCodes.FlowInvalid, "y" },
        { Manual("x"), ProblemCodes.Unreachable, "x" },
        { Manual("x") + Manual("y") + Chain("x y x"), ProblemCodes.Unreachable, "x" },

        // Starts and ids
        { Start("x") + Chain("x ok"), ProblemCodes.StartAmbiguous, "p" },
        { Start("x"), ProblemCodes.FlowMissing, "x" },
        { Start("x", inner: OnMessage("m")) + Start("y", inner: OnMessage("m")) + Chain("x ok") + Chain("y ok"), ProblemCodes.StartAmbiguous, "p" },
        { SubProcess("x", "", Manual("y")) + Chain("ok x"), ProblemCodes.StartMissing, "x" },
        { SubProcess("x", "", Start("s", inner: OnMessage("m")), Manual("y"), Chain("s y")) + Chain("ok x"), ProblemCodes.EventUnsupported, "s" },
        { Manual("ok"), ProblemCodes.IdDuplicate, "ok" },
        { "<bpmn:manualTask/>", ProblemCodes.IdMissing, null },
        { "<bpmn:sequenceFlow sourceRef=\"start\" targetRef=\"end\"/>", ProblemCodes.IdMissing, null },

        // Loops
        { Element("manualTask", "x", inner: "<bpmn:standardLoopCharacteristics/>") + Chain("ok x"), ProblemCodes.LoopInvalid, "x" },
        { Element("manualTask", "x", inner: "<bpmn:standardLoopCharacteristics loopMaximum=\"many\"/>") + Chain("ok x"), ProblemCodes.LoopInvalid, "x" },
        { Element("manualTask", "x", inner: "<bpmn:multiInstanceLoopCharacteristics/>") + Chain("ok x"), ProblemCodes.ExtensionMissing, "x" },
        { Element("manualTask", "x", inner: Loop(true, "inputCollection=\"items\"")) + Chain("ok x"), ProblemCodes.ExpressionInvalid, "x" },
        { Element("manualTask", "x", inner: Loop(true, "inputCollection=\"=items\" outputElement=\"=a\"")) + Chain("ok x"), ProblemCodes.ExtensionInvalid, "x" },
    };

    [Theory]
    [MemberData(nameof(Drawings))]
    public void A_drawing_that_cannot_run_is_refused_with_element_and_line(string drawing, string code, string? elementId)
    {
        var xml = File(Roots, [Rest, drawing]);
        var read = BpmnReader.Read(Encoding.UTF8.GetBytes(xml));
        read.Problems.ShouldBeEmpty();

        var compilation = ProcessCompiler.Compile(read.Model!, new FeelCompiler());

        compilation.Processes.ShouldBeEmpty();
        compilation.Problems.ShouldContain(problem => problem.Code == code && problem.ElementId == elementId, $"problems: {string.Join("\n", compilation.Problems)}");
        compilation.Problems.ShouldAllBe(problem => problem.Line > 0 && problem.Message.Length > 10);
    }

    [Fact]
    public void The_same_file_without_the_mistake_compiles() =>
        ProcessCompiler.Compile(BpmnReader.Read(Encoding.UTF8.GetBytes(File(Roots, [Rest]))).Model!, new FeelCompiler()).Problems.ShouldBeEmpty();

    [Fact]
    public void A_file_without_an_executable_process_is_refused() =>
        ProcessCompiler.Compile(BpmnReader.Read(Encoding.UTF8.GetBytes(File([], [Rest], ""))).Model!, new FeelCompiler())
            .Problems.ShouldHaveSingleItem().Code.ShouldBe(ProblemCodes.NoExecutableProcess);

    [Theory]
    [InlineData("m", "other", "waits for 'paid'")]
    [InlineData("m", "free", null)]
    [InlineData("m", "wait", null)]
    [InlineData("m", "idle", "waits for no message")]
    public void A_message_flow_between_processes_must_say_what_the_messages_do(string sent, string target, string? reason)
    {
        string[] content =
        [
            Start(), End("send", OnMessage(sent)), Chain("start send"), "</bpmn:process><bpmn:process id=\"q\" isExecutable=\"true\">",
            Start("begin"), Catch("wait", OnMessage("same")), Catch("other", OnMessage("paid")), Catch("free", OnMessage("named")), Manual("idle"), Chain("begin wait other free idle"),
        ];
        var flow = $"<bpmn:collaboration id=\"c\"><bpmn:participant id=\"a\" processRef=\"p\"/><bpmn:participant id=\"b\" processRef=\"q\"/><bpmn:messageFlow id=\"flow\" sourceRef=\"send\" targetRef=\"{target}\"/><bpmn:messageFlow id=\"box\" sourceRef=\"send\" targetRef=\"a\"/></bpmn:collaboration>";
        var xml = File([Message("m", "order"), Message("same", "order"), Message("paid", "paid"), Message("named", "=name"), flow], content);

        var compilation = ProcessCompiler.Compile(BpmnReader.Read(Encoding.UTF8.GetBytes(xml)).Model!, new FeelCompiler());

        if (reason is null)
            compilation.Processes.Select(process => process.Id).ShouldBe(["p", "q"], $"{string.Join("; ", compilation.Problems)}");
        else
            compilation.Problems.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
                problem => problem.Code.ShouldBe(ProblemCodes.MessageFlowInvalid), problem => problem.ElementId.ShouldBe("flow"), problem => problem.Message.ShouldContain(reason));
    }

    [Fact]
    public void All_problems_are_told_at_once_in_the_order_of_the_file()
    {
        var xml = Process(Rest, Element("task", "one"), Element("task", "two"), Script("three", "=(", "r"), Chain("ok one"), Chain("ok two"), Chain("ok three"));

        var problems = ProcessCompiler.Compile(BpmnReader.Read(Encoding.UTF8.GetBytes(xml)).Model!, new FeelCompiler()).Problems;

        problems.Select(problem => problem.ElementId).ShouldBe(["one", "two", "three"]);
        problems.Select(problem => problem.Line).ShouldBeInOrder();
    }

    [Fact]
    public void A_syntax_error_names_its_position()
    {
        var xml = Process(Rest, Script("x", "=1 + * 2", "r"), Chain("ok x"));

        var problem = ProcessCompiler.Compile(BpmnReader.Read(Encoding.UTF8.GetBytes(xml)).Model!, new FeelCompiler()).Problems.ShouldHaveSingleItem();

        problem.Message.ShouldContain("column");
        problem.Message.ShouldContain("1 + * 2");
    }
}
