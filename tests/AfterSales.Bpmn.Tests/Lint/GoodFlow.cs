using System.Text;
using AfterSales.Bpmn.Lint;
using AfterSales.Bpmn.Reading;
using AfterSales.Feel;
using Shouldly;

namespace AfterSales.Bpmn.Tests.Lint;

/// <summary>A small workflow in which every rule finds everything right, and a library around it: tests spoil one thing at a time.</summary>
internal static class GoodFlow
{
    public const string Xml = """
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" id="defs" targetNamespace="t">
        <bpmn:collaboration id="c"><bpmn:participant id="Pool" name="Check" processRef="check"><bpmn:extensionElements><zeebe:properties><zeebe:property name="name.fa" value="بررسی" /><zeebe:property name="name.zh" value="检查" /></zeebe:properties></bpmn:extensionElements></bpmn:participant></bpmn:collaboration>
        <bpmn:process id="check" name="Check" isExecutable="true">
        <bpmn:extensionElements><zeebe:properties><zeebe:property name="name.fa" value="بررسی" /><zeebe:property name="name.zh" value="检查" /><zeebe:property name="purpose" value="p" /><zeebe:property name="scope" value="s" /><zeebe:property name="ownerDepartment" value="sales" /></zeebe:properties></bpmn:extensionElements>
        <bpmn:laneSet id="ls"><bpmn:lane id="Lane" name="Sales"><bpmn:extensionElements><zeebe:properties><zeebe:property name="name.fa" value="فروش" /><zeebe:property name="name.zh" value="销售" /><zeebe:property name="role" value="sales" /></zeebe:properties></bpmn:extensionElements>
          <bpmn:flowNodeRef>Start</bpmn:flowNodeRef><bpmn:flowNodeRef>Work</bpmn:flowNodeRef><bpmn:flowNodeRef>Late</bpmn:flowNodeRef><bpmn:flowNodeRef>Judge</bpmn:flowNodeRef><bpmn:flowNodeRef>Good</bpmn:flowNodeRef><bpmn:flowNodeRef>Repair</bpmn:flowNodeRef><bpmn:flowNodeRef>Done</bpmn:flowNodeRef><bpmn:flowNodeRef>Told</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>
        <bpmn:startEvent id="Start" name="Request received"><bpmn:extensionElements><zeebe:properties><zeebe:property name="name.fa" value="دریافت" /><zeebe:property name="name.zh" value="收到" /><zeebe:property name="startKind" value="passive" /></zeebe:properties></bpmn:extensionElements></bpmn:startEvent>
        <bpmn:userTask id="Work" name="Do the work"><bpmn:extensionElements><zeebe:userTask /><zeebe:formDefinition formId="work" /><zeebe:taskSchedule dueDate="=now()" /><zeebe:properties><zeebe:property name="name.fa" value="انجام کار" /><zeebe:property name="name.zh" value="工作" /><zeebe:property name="keyStep" value="true" /><zeebe:property name="controlPoint" value="false" /><zeebe:property name="step.role" value="business" /><zeebe:property name="documents" value="manual" /><zeebe:property name="record" value="log" /><zeebe:property name="required" value="true" /></zeebe:properties></bpmn:extensionElements>
          <bpmn:dataInputAssociation id="In"><bpmn:sourceRef>Doc</bpmn:sourceRef></bpmn:dataInputAssociation><bpmn:dataOutputAssociation id="Out"><bpmn:targetRef>Rec</bpmn:targetRef></bpmn:dataOutputAssociation></bpmn:userTask>
        <bpmn:boundaryEvent id="Late" name="Too late" attachedToRef="Work" cancelActivity="false"><bpmn:extensionElements><zeebe:properties><zeebe:property name="name.fa" value="دیر" /><zeebe:property name="name.zh" value="太晚" /></zeebe:properties></bpmn:extensionElements><bpmn:timerEventDefinition><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
        <bpmn:userTask id="Judge" name="Judge the work"><bpmn:extensionElements><zeebe:userTask /><zeebe:formDefinition formId="judge" /><zeebe:taskSchedule dueDate="=now()" /><zeebe:properties><zeebe:property name="name.fa" value="داوری کار" /><zeebe:property name="name.zh" value="评定" /><zeebe:property name="keyStep" value="false" /><zeebe:property name="controlPoint" value="true" /><zeebe:property name="criterion" value="c" /><zeebe:property name="method" value="m" /><zeebe:property name="step.role" value="control" /><zeebe:property name="record" value="log" /></zeebe:properties></bpmn:extensionElements></bpmn:userTask>
        <bpmn:exclusiveGateway id="Good" name="Good?" default="No"><bpmn:extensionElements><zeebe:properties><zeebe:property name="name.fa" value="خوب؟" /><zeebe:property name="name.zh" value="好吗？" /></zeebe:properties></bpmn:extensionElements></bpmn:exclusiveGateway>
        <bpmn:userTask id="Repair" name="Repair the work"><bpmn:extensionElements><zeebe:userTask /><zeebe:formDefinition formId="work" /><zeebe:taskSchedule dueDate="=now()" /><zeebe:properties><zeebe:property name="name.fa" value="اصلاح کار" /><zeebe:property name="name.zh" value="修正" /><zeebe:property name="keyStep" value="true" /><zeebe:property name="controlPoint" value="true" /><zeebe:property name="criterion" value="c" /><zeebe:property name="method" value="m" /><zeebe:property name="documents" value="none" /><zeebe:property name="step.role" value="business" /><zeebe:property name="record" value="log" /></zeebe:properties></bpmn:extensionElements></bpmn:userTask>
        <bpmn:endEvent id="Done" name="Work done"><bpmn:extensionElements><zeebe:properties><zeebe:property name="name.fa" value="پایان کار" /><zeebe:property name="name.zh" value="完成" /></zeebe:properties></bpmn:extensionElements></bpmn:endEvent>
        <bpmn:endEvent id="Told" name="Delay noted"><bpmn:extensionElements><zeebe:properties><zeebe:property name="name.fa" value="تأخیر" /><zeebe:property name="name.zh" value="延误" /></zeebe:properties></bpmn:extensionElements></bpmn:endEvent>
        <bpmn:dataObjectReference id="Doc" name="Manual"><bpmn:extensionElements><zeebe:properties><zeebe:property name="name.fa" value="راهنما" /><zeebe:property name="name.zh" value="手册" /><zeebe:property name="kind" value="document" /><zeebe:property name="storage" value="shelf" /></zeebe:properties></bpmn:extensionElements></bpmn:dataObjectReference>
        <bpmn:dataObjectReference id="Rec" name="Log"><bpmn:extensionElements><zeebe:properties><zeebe:property name="name.fa" value="دفتر" /><zeebe:property name="name.zh" value="日志" /><zeebe:property name="kind" value="record" /><zeebe:property name="storage" value="shelf" /></zeebe:properties></bpmn:extensionElements></bpmn:dataObjectReference>
        <bpmn:sequenceFlow id="Begin" sourceRef="Start" targetRef="Work" />
        <bpmn:sequenceFlow id="Check" sourceRef="Work" targetRef="Judge" />
        <bpmn:sequenceFlow id="Decide" sourceRef="Judge" targetRef="Good" />
        <bpmn:sequenceFlow id="Yes" name="Yes" sourceRef="Good" targetRef="Done"><bpmn:extensionElements><zeebe:properties><zeebe:property name="name.fa" value="بله" /><zeebe:property name="name.zh" value="是" /></zeebe:properties></bpmn:extensionElements><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=judge.good = "yes"</bpmn:conditionExpression></bpmn:sequenceFlow>
        <bpmn:sequenceFlow id="No" name="No" sourceRef="Good" targetRef="Repair"><bpmn:extensionElements><zeebe:properties><zeebe:property name="name.fa" value="خیر" /><zeebe:property name="name.zh" value="否" /></zeebe:properties></bpmn:extensionElements></bpmn:sequenceFlow>
        <bpmn:sequenceFlow id="Fixed" sourceRef="Repair" targetRef="Done" />
        <bpmn:sequenceFlow id="Note" sourceRef="Late" targetRef="Told" />
        </bpmn:process>
        <bpmndi:BPMNDiagram id="d"><bpmndi:BPMNPlane id="pl" bpmnElement="c">
        <bpmndi:BPMNShape id="s1" bpmnElement="Pool"><dc:Bounds x="0" y="0" width="1200" height="500" /></bpmndi:BPMNShape>
        <bpmndi:BPMNShape id="s2" bpmnElement="Lane"><dc:Bounds x="30" y="0" width="1170" height="500" /></bpmndi:BPMNShape>
        <bpmndi:BPMNShape id="s3" bpmnElement="Start"><dc:Bounds x="100" y="122" width="36" height="36" /></bpmndi:BPMNShape>
        <bpmndi:BPMNShape id="s4" bpmnElement="Work"><dc:Bounds x="300" y="100" width="100" height="80" /></bpmndi:BPMNShape>
        <bpmndi:BPMNShape id="s5" bpmnElement="Late"><dc:Bounds x="332" y="162" width="36" height="36" /></bpmndi:BPMNShape>
        <bpmndi:BPMNShape id="s6" bpmnElement="Judge"><dc:Bounds x="600" y="100" width="100" height="80" /></bpmndi:BPMNShape>
        <bpmndi:BPMNShape id="s7" bpmnElement="Good"><dc:Bounds x="780" y="115" width="50" height="50" /><bpmndi:BPMNLabel><dc:Bounds x="840" y="90" width="40" height="14" /></bpmndi:BPMNLabel></bpmndi:BPMNShape>
        <bpmndi:BPMNShape id="s8" bpmnElement="Repair"><dc:Bounds x="755" y="300" width="100" height="80" /></bpmndi:BPMNShape>
        <bpmndi:BPMNShape id="s9" bpmnElement="Done"><dc:Bounds x="1000" y="122" width="36" height="36" /></bpmndi:BPMNShape>
        <bpmndi:BPMNShape id="s10" bpmnElement="Told"><dc:Bounds x="332" y="300" width="36" height="36" /></bpmndi:BPMNShape>
        <bpmndi:BPMNShape id="s11" bpmnElement="Doc"><dc:Bounds x="220" y="20" width="36" height="50" /></bpmndi:BPMNShape>
        <bpmndi:BPMNShape id="s12" bpmnElement="Rec"><dc:Bounds x="440" y="20" width="36" height="50" /></bpmndi:BPMNShape>
        <bpmndi:BPMNEdge id="e1" bpmnElement="Begin"><di:waypoint x="136" y="140" /><di:waypoint x="300" y="140" /></bpmndi:BPMNEdge>
        <bpmndi:BPMNEdge id="e2" bpmnElement="Check"><di:waypoint x="400" y="140" /><di:waypoint x="600" y="140" /></bpmndi:BPMNEdge>
        <bpmndi:BPMNEdge id="e3" bpmnElement="Decide"><di:waypoint x="700" y="140" /><di:waypoint x="780" y="140" /></bpmndi:BPMNEdge>
        <bpmndi:BPMNEdge id="e4" bpmnElement="Yes"><di:waypoint x="830" y="140" /><di:waypoint x="1000" y="140" /></bpmndi:BPMNEdge>
        <bpmndi:BPMNEdge id="e5" bpmnElement="No"><di:waypoint x="805" y="165" /><di:waypoint x="805" y="300" /></bpmndi:BPMNEdge>
        <bpmndi:BPMNEdge id="e6" bpmnElement="Fixed"><di:waypoint x="855" y="340" /><di:waypoint x="1018" y="340" /><di:waypoint x="1018" y="158" /></bpmndi:BPMNEdge>
        <bpmndi:BPMNEdge id="e7" bpmnElement="Note"><di:waypoint x="350" y="198" /><di:waypoint x="350" y="300" /></bpmndi:BPMNEdge>
        <bpmndi:BPMNEdge id="e8" bpmnElement="In"><di:waypoint x="256" y="60" /><di:waypoint x="310" y="100" /></bpmndi:BPMNEdge>
        <bpmndi:BPMNEdge id="e9" bpmnElement="Out"><di:waypoint x="390" y="100" /><di:waypoint x="440" y="60" /></bpmndi:BPMNEdge>
        </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
        </bpmn:definitions>
        """;

    /// <summary>The library the good flow is good in; a called flow "other" is in it.</summary>
    public static LintLibrary Library { get; } = new()
    {
        Feel = new FeelCompiler(),
        Workflows = [Read(Other("other"))],
        Roles = new Roles(),
        Forms = new Forms(),
        Staffing = new Staff(),
        Runs = new TestRuns(),
        Decisions = new HashSet<string> { "level" },
        Records = new HashSet<string> { "manual", "log" },
        Schedules = new HashSet<string> { "monthly" },
    };

    public static Bpmn.Model.BpmnModel Read(string xml)
    {
        var read = BpmnReader.Read(Encoding.UTF8.GetBytes(xml));
        read.Problems.ShouldBeEmpty();
        return read.Model!;
    }

    public static LintReport Lint(string xml, LintLibrary? library = null, LintOptions? options = null) => Linter.Lint(Read(xml), library ?? Library, options);

    /// <summary>Another flow that holds three steps in a row, calls what is asked for and sets the variable "result".</summary>
    public static string Other(string id, string calls = "nothing") => $"""
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
        <bpmn:process id="{id}" name="Other" isExecutable="true"><bpmn:startEvent id="a" /><bpmn:callActivity id="b"><bpmn:extensionElements><zeebe:calledElement processId="{calls}" /></bpmn:extensionElements></bpmn:callActivity>
        <bpmn:scriptTask id="c" name="Set the result"><bpmn:extensionElements><zeebe:script expression="=1" resultVariable="result" /></bpmn:extensionElements></bpmn:scriptTask>
        <bpmn:manualTask id="x" name="Pack the box" /><bpmn:manualTask id="y" name="Seal the box" /><bpmn:manualTask id="z" name="Send the box" /><bpmn:endEvent id="e" />
        <bpmn:sequenceFlow id="f1" sourceRef="a" targetRef="b" /><bpmn:sequenceFlow id="f2" sourceRef="b" targetRef="c" /><bpmn:sequenceFlow id="f3" sourceRef="c" targetRef="x" /><bpmn:sequenceFlow id="f4" sourceRef="x" targetRef="y" /><bpmn:sequenceFlow id="f5" sourceRef="y" targetRef="z" /><bpmn:sequenceFlow id="f6" sourceRef="z" targetRef="e" />
        </bpmn:process></bpmn:definitions>
        """;

    private sealed class Roles : ILintRoles
    {
        private static readonly Dictionary<string, LintText> Names = new() { ["sales"] = new("Sales", "فروش", "销售"), ["empty"] = new("Empty", "خالی", "空") };

        public LintText? NameOf(string roleId) => Names.GetValueOrDefault(roleId);

        public bool IsNameOf(string roleId, string name) => Names[roleId] is var known && (known.English == name || known.Persian == name || known.Chinese == name || name == "Selling");
    }

    private sealed class Forms : ILintForms
    {
        public IReadOnlyList<LintField>? FieldsOf(string formId) => formId switch
        {
            "work" => [new LintField("work.text", [])],
            "judge" => [new LintField("judge.good", ["yes", "no"])],
            _ => null,
        };
    }

    private sealed class Staff : ILintStaffing
    {
        public int PeopleIn(string roleId) => roleId == "empty" ? 0 : 2;
    }

    private sealed class TestRuns : ILintRuns
    {
        public IReadOnlySet<string>? PassedBy(string processId) => processId == "check" ? new HashSet<string>(StringComparer.Ordinal) { "Yes", "No", "Late" } : null;
    }
}
