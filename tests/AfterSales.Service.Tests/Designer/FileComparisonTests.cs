using AfterSales.Service.Designer;
using AfterSales.Service.Languages;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Designer;

public sealed class FileComparisonTests
{
    private const string Diagram =
        """
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" id="d">
          <bpmn:process id="p" isExecutable="true">
            <bpmn:startEvent id="s"><bpmn:outgoing>f</bpmn:outgoing></bpmn:startEvent>
            <bpmn:userTask id="t" name="Look"><bpmn:extensionElements><zeebe:taskSchedule dueDate="=add working days(now(), 7, case.calendar)" /><zeebe:properties><zeebe:property name="name.fa" value="نگاه" /></zeebe:properties></bpmn:extensionElements></bpmn:userTask>
            <bpmn:sequenceFlow id="f" sourceRef="s" targetRef="t" />
          </bpmn:process>
          <bpmndi:BPMNDiagram id="dd"><bpmndi:BPMNPlane id="pl" bpmnElement="p"><bpmndi:BPMNShape id="t_di" bpmnElement="t"><dc:Bounds x="1" y="2" width="100" height="80" /></bpmndi:BPMNShape></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
        </bpmn:definitions>
        """;

    [Fact]
    public void A_changed_limit_is_told_with_before_and_after()
    {
        var part = FileComparison.Compare(ArtifactKind.Workflow, Diagram, Diagram.Replace(", 7,", ", 5,", StringComparison.Ordinal)).ShouldHaveSingleItem();
        (part.Id, part.Name, part.Change).ShouldBe(("t", new LocalText("Look", "نگاه"), PartChange.Changed));
        part.Details.ShouldHaveSingleItem().ShouldBe(new DetailChange("taskSchedule dueDate", "=add working days(now(), 7, case.calendar)", "=add working days(now(), 5, case.calendar)"));
    }

    [Fact]
    public void The_time_of_an_event_belongs_to_the_event()
    {
        const string timer = """<bpmn:startEvent id="s"><bpmn:timerEventDefinition id="timer_1"><bpmn:timeDate>=a</bpmn:timeDate></bpmn:timerEventDefinition>""";
        var timed = Diagram.Replace("<bpmn:startEvent id=\"s\">", timer, StringComparison.Ordinal);
        var part = FileComparison.Compare(ArtifactKind.Workflow, timed, timed.Replace("=a<", "=b<", StringComparison.Ordinal)).ShouldHaveSingleItem();
        (part.Id, part.Details[0].Before, part.Details[0].After).ShouldBe(("s", "=a", "=b"));
    }

    [Fact]
    public void What_is_only_drawn_elsewhere_or_written_otherwise_does_not_count()
    {
        var moved = Diagram.Replace("x=\"1\"", "x=\"400\"", StringComparison.Ordinal).Replace("\n    ", "\n", StringComparison.Ordinal).Replace("<bpmn:outgoing>f</bpmn:outgoing>", "", StringComparison.Ordinal);
        FileComparison.Compare(ArtifactKind.Workflow, Diagram, moved).ShouldBeEmpty();
    }

    [Fact]
    public void Steps_that_came_and_went_are_told()
    {
        var other = Diagram.Replace("id=\"t\" name=\"Look\"", "id=\"u\" name=\"Approve\"", StringComparison.Ordinal).Replace("targetRef=\"t\"", "targetRef=\"u\"", StringComparison.Ordinal);
        var line = FileComparison.Compare(ArtifactKind.Workflow, Diagram, other).Single(part => part.Id == "f");
        line.Name!.English.ShouldBe("Start → Approve", "a line without a name is called by its ends, and what has none by what it is");
        line.Name.Persian.ShouldBe("آغاز ← نگاه");
        var leads = line.Details.ShouldHaveSingleItem();
        (leads.Before, leads.After, leads.BeforeName, leads.AfterName).ShouldBe(("t", "u", new LocalText("Look", "نگاه"), new LocalText("Approve", "نگاه")), "where it leads is told by name");
        FileComparison.Compare(ArtifactKind.Workflow, Diagram, other).Select(part => (part.Id, part.Change))
            .ShouldBe([("u", PartChange.Added), ("f", PartChange.Changed), ("t", PartChange.Removed)], ignoreOrder: true);
    }

    [Fact]
    public void Forms_are_compared_field_by_field_and_mails_block_by_block()
    {
        var field = FileComparison.Compare(ArtifactKind.Form, DesignerFixture.FormFile("a", "One"), DesignerFixture.FormFile("a", "Two")).ShouldHaveSingleItem();
        (field.Id, field.Details[0]).ShouldBe(("F1", new DetailChange("label", "One", "Two")));
        const string mail = """{"en": "=== subject ===\nA\n=== preheader ===\nB\n=== body ===\nC\n", "fa": "", "zh": ""}""";
        var block = FileComparison.Compare(ArtifactKind.Mail, mail, mail.Replace("\\nA\\n", "\\nX\\n", StringComparison.Ordinal)).ShouldHaveSingleItem();
        (block.Id, block.Details[0].Before, block.Details[0].After).ShouldBe(("en", "A", "X"));
    }

    [Fact]
    public void Columns_of_a_table_are_told_by_their_names_in_every_language()
    {
        const string table = """
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" name="D" namespace="n"><decision id="a" name="A"><decisionTable id="t">
            <input id="i" label="Amount"><extensionElements><zeebe:properties><zeebe:property name="label.fa" value="مبلغ" /></zeebe:properties></extensionElements>
            <inputExpression id="x"><text>amount</text></inputExpression></input>
            <output id="o" label="Approved by" name="approver" typeRef="string" /></decisionTable></decision></definitions>
            """;
        var part = FileComparison.Compare(ArtifactKind.Decision, table, table.Replace("مبلغ", "مبلغ کل", StringComparison.Ordinal)).ShouldHaveSingleItem();
        (part.Name, part.Details[0]).ShouldBe((new LocalText("Amount", "مبلغ کل"), new DetailChange("label.fa", "مبلغ", "مبلغ کل")));
        FileComparison.Compare(ArtifactKind.Decision, table, table.Replace("typeRef=\"string\"", "typeRef=\"number\"", StringComparison.Ordinal)).ShouldHaveSingleItem().Name
            .ShouldBe(new LocalText("Approved by"), "its name is that of a variable");
    }

    [Fact]
    public void What_cannot_be_read_is_compared_as_one_text()
    {
        FileComparison.Compare(ArtifactKind.Workflow, Diagram, "<broken").ShouldHaveSingleItem().Change.ShouldBe(PartChange.Changed);
        FileComparison.Compare(ArtifactKind.Form, "{", "{").ShouldBeEmpty();
    }
}
