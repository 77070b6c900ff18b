using AfterSales.Service.Forms;
using AfterSales.Service.Languages;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Forms;

public sealed class FormViewTests
{
    [Fact]
    public void Labels_hints_units_and_options_come_in_three_languages()
    {
        var field = TestForm.Of("""
            { "type": "select", "id": "S", "key": "demand", "label": "Demand", "description": "What is asked for",
              "appearance": { "suffixAdorner": "mm" }, "values": [{ "label": "Repair", "value": "repair" }],
              "properties": { "label.fa": "خواسته", "label.zh": "诉求", "description.zh": "客户要求", "values.repair.zh": "维修", "suffixAdorner.fa": "میلی‌متر" } }
            """).View().Fields[0];
        field.Label.ShouldBe(new LocalText("Demand", "خواسته", "诉求"));
        field.Hint!.In(Language.Chinese).ShouldBe("客户要求");
        field.Options.ShouldHaveSingleItem().Label.In(Language.Chinese).ShouldBe("维修");
        field.Unit!.In(Language.Persian).ShouldBe("میلی‌متر");
    }

    [Fact]
    public void Values_come_from_the_process_and_then_from_defaults()
    {
        var fields = TestForm.Of("""
            { "type": "textfield", "id": "A", "key": "complaint.cause", "defaultValue": "unknown" },
            { "type": "textfield", "id": "B", "key": "complaint.place", "defaultValue": "on site" },
            { "type": "checklist", "id": "C", "key": "parts", "values": [{ "label": "1", "value": "p1" }, { "label": "2", "value": "p2" }] }
            """).View(TestForm.Variables("""{ "complaint": { "cause": "Packing" }, "parts": ["p2"] }""")).Fields;
        fields[0].Value.ShouldBe("Packing");
        fields[1].Value.ShouldBe("on site");
        fields[2].Values.ShouldBe(["p2"]);
    }

    [Fact]
    public void Notes_fill_their_holes_from_the_case() =>
        TestForm.Of("""{ "type": "text", "id": "T", "text": "Case {{case.number}}", "properties": { "text.zh": "案件 {{case.number}}" } }""")
            .View(TestForm.Variables("""{ "case": { "number": "CMP-2026-0001" } }""")).Fields[0].Label.In(Language.Chinese).ShouldBe("案件 CMP-2026-0001");

    [Fact]
    public void A_group_holds_its_fields_and_its_path_goes_before_their_names()
    {
        var group = TestForm.Of("""
            { "type": "group", "id": "G", "label": "Cause", "path": "complaint", "components": [{ "type": "textfield", "id": "A", "key": "cause" }] }
            """).View().Fields[0];
        group.Kind.ShouldBe(FormFieldKind.Group);
        group.Fields.ShouldHaveSingleItem().Name.ShouldBe("complaint.cause");
        group.Fields[0].ElementId.ShouldBe("f-complaint-cause");
    }

    [Fact]
    public void A_plain_condition_is_handed_to_the_page_and_a_rich_one_is_not()
    {
        var fields = TestForm.Of("""
            { "type": "textfield", "id": "A", "key": "a", "conditional": { "hide": "=b != \"yes\" and not(c)" } },
            { "type": "textfield", "id": "B", "key": "b2", "conditional": { "hide": "=count(list) > 2" } }
            """).View().Fields;
        var condition = fields[0].HideWhen.ShouldNotBeNull();
        condition.Operator.ShouldBe("and");
        condition.Parts[0].ShouldBe(condition.Parts[0] with { Operator = "!=", Field = "b", Value = "yes" });
        condition.Parts[1].Operator.ShouldBe("not");
        fields[1].HideWhen.ShouldBeNull();
    }

    [Fact]
    public void A_free_time_is_named_in_the_calendar_and_digits_of_each_reader()
    {
        var option = TestForm.Of("""{ "type": "select", "id": "A", "key": "a", "valuesKey": "times" }""")
            .View(TestForm.Variables("""{ "times": [{ "value": "w|1", "at": "2026-11-24T05:30:00Z", "label": "Team one" }] }""")).Fields[0].Options.ShouldHaveSingleItem();
        option.Value.ShouldBe("w|1");
        option.Label.ShouldBe(new LocalText("Tue 24 Nov 2026, 09:00, Team one", "سه‌شنبه ۳ آذر ۱۴۰۵، ساعت ۰۹:۰۰، Team one", "2026年11月24日（周二）09:00，Team one"));
    }

    [Fact]
    public void Options_may_come_from_a_variable() =>
        TestForm.Of("""{ "type": "select", "id": "A", "key": "a", "valuesKey": "departments" }""")
            .View(TestForm.Variables("""{ "departments": [{ "value": "rnd", "label": { "en": "R&D", "zh": "研发部" } }, "sales"] }""")).Fields[0]
            .Options.Select(option => option.Label.In(Language.Chinese)).ShouldBe(["研发部", "sales"]);
}
