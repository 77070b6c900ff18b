using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.Tests.Support;
using Shouldly;
using Xunit;
using static AfterSales.Bpmn.Tests.Support.Xml;

namespace AfterSales.Bpmn.Tests.Compilation;

/// <summary>What others ask of a compiled process.</summary>
public class CompiledProcessTests
{
    private static CompiledProcess Complaint() => Scenario.Compile(File(
        ["""<bpmn:collaboration id="c"><bpmn:participant id="pool" name="Complaint" processRef="p"/></bpmn:collaboration>""", Message("m", "complaint-received", null)],
        [
            "<bpmn:documentation>CMP-01. Handles complaints.</bpmn:documentation>",
            $"<bpmn:extensionElements><zeebe:versionTag value=\"1.2\"/>{Properties(("purpose", "Satisfied customers"), ("name.fa", "شکایت"))}</bpmn:extensionElements>",
            """
            <bpmn:laneSet id="ls">
              <bpmn:lane id="outer" name="After sales"><bpmn:extensionElements><zeebe:properties><zeebe:property name="role" value="after-sales-manager"/><zeebe:property name="name.zh" value="售后"/></zeebe:properties></bpmn:extensionElements>
                <bpmn:flowNodeRef>start</bpmn:flowNodeRef><bpmn:flowNodeRef>a</bpmn:flowNodeRef>
                <bpmn:childLaneSet id="cls"><bpmn:lane id="inner" name="Desk"><bpmn:flowNodeRef>a</bpmn:flowNodeRef></bpmn:lane></bpmn:childLaneSet>
              </bpmn:lane>
            </bpmn:laneSet>
            """,
            Start(extensions: """<zeebe:formDefinition formId="request"/>"""), Start("asked", inner: OnMessage("m")), Start("weekly", inner: Cycle("R/P7D")),
            Element("userTask", "a", "<zeebe:userTask/>" + Properties(("record", "complaint-form"), ("name.fa", "بررسی")), "<bpmn:documentation> CMP-05. Does it fit? </bpmn:documentation>" + Loop(false, "inputCollection=\"=items\""), "name=\"Check\""),
            Boundary("late", "a", Duration("PT1H")), End(),
            Chain("start a"), Chain("asked a"), Chain("weekly a"), Chain("late end"),
            $"<bpmn:sequenceFlow id=\"yes\" name=\"Yes\" sourceRef=\"a\" targetRef=\"end\"><bpmn:extensionElements>{Properties(("name.fa", "بله"))}</bpmn:extensionElements></bpmn:sequenceFlow>",
        ]));

    [Fact]
    public void The_process_says_what_it_is()
    {
        var process = Complaint();

        process.VersionTag.ShouldBe("1.2");
        process.Documentation.ShouldBe("CMP-01. Handles complaints.");
        process.Properties["purpose"].ShouldBe("Satisfied customers");
        process.NameIn("fa").ShouldBe("شکایت");
        process.StartTriggers.None!.StartForm!.FormId!.Text.ShouldBe("request");
        process.StartTriggers.Messages.ShouldBe([new MessageStart("asked", "complaint-received")]);
        process.StartTriggers.Timers.ShouldHaveSingleItem().ElementId.ShouldBe("weekly");
    }

    [Fact]
    public void An_element_says_what_it_is()
    {
        var element = Complaint().Element("a");

        element.Type.ShouldBe(ElementType.UserTask, "the activity, not its multi-instance body");
        element.Name.ShouldBe("Check");
        element.NameIn("fa").ShouldBe("بررسی");
        element.NameIn("zh").ShouldBe("Check", "English where there is no translation");
        element.Documentation.ShouldBe("CMP-05. Does it fit?");
        element.Properties["record"].ShouldBe("complaint-form");
        element.Line.ShouldBeGreaterThan(1);
    }

    [Fact]
    public void The_innermost_lane_counts_and_inherits_the_role()
    {
        var process = Complaint();

        process.Element("a").Lane!.Id.ShouldBe("inner");
        process.Element("a").Lane!.Role.ShouldBe("after-sales-manager");
        process.Element("start").Lane!.NameIn("zh").ShouldBe("售后");
        process.Lanes.Select(lane => lane.Id).ShouldBe(["outer", "inner"]);
        process.Element("end").Lane.ShouldBeNull();
    }

    [Fact]
    public void Flows_have_names_too()
    {
        var flow = Complaint().FindFlow("yes")!;

        flow.Name.ShouldBe("Yes");
        flow.NameIn("fa").ShouldBe("بله");
    }

    [Fact]
    public void A_multi_instance_activity_is_a_body_with_the_activity_inside()
    {
        var process = Complaint();
        var body = process.Elements.Single(element => element.Type == ElementType.MultiInstanceBody);

        body.Inner.ShouldBe(process.Element("a").Index);
        process.Element("a").ScopeIndex.ShouldBe(body.Index);
        process.Element("late").AttachedTo.ShouldBe(body.Index);
        process.FindFlow("yes")!.SourceIndex.ShouldBe(body.Index);
        process.Element("a").Outgoing.ShouldBeEmpty();
    }

    [Fact]
    public void Api_names_lead_back_to_their_types()
    {
        foreach (var type in Enum.GetValues<ElementType>())
            ElementTypeNames.FromApiName(type.ToApiName()).ShouldBe(type);
        ElementType.MultiInstanceBody.ToApiName().ShouldBe("MULTI_INSTANCE_BODY");
    }

    [Fact]
    public void Prefixes_do_not_matter()
    {
        const string xml = """
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:z="http://camunda.org/schema/zeebe/1.0">
              <process id="p" isExecutable="1"><startEvent id="s"/><serviceTask id="a"><extensionElements><z:taskDefinition type="w"/></extensionElements></serviceTask>
              <sequenceFlow id="f" sourceRef="s" targetRef="a"/></process>
            </definitions>
            """;
        Scenario.Compile(xml).Element("a").Job!.Type.Text.ShouldBe("w");
    }
}
