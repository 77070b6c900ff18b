using AfterSales.Bpmn.Lint;
using Shouldly;
using Xunit;

namespace AfterSales.Bpmn.Tests.Lint;

/// <summary>Each rule on a flow that is right, and on the same flow with one thing spoiled.</summary>
public sealed class RuleTests
{
    [Fact]
    public void The_good_flow_has_no_finding()
    {
        var report = GoodFlow.Lint(GoodFlow.Xml);
        report.Problems.ShouldBeEmpty();
        report.Findings.Select(finding => finding.ToString()).ShouldBeEmpty();
        report.NotJudged.ShouldBeEmpty();
    }

    /// <summary>The rule and message that must appear, its element, and what is replaced in the good flow to get it.</summary>
    public static TheoryData<string, string, string, string> Spoiled => new()
    {
        { "LINT-01 leads-nowhere", "Start", "<bpmn:sequenceFlow id=\"Begin\" sourceRef=\"Start\" targetRef=\"Work\" />", "" },
        { "LINT-02 unnamed", "Done", "name=\"Work done\"", "name=\"End\"" },
        { "LINT-03 unnamed", "Start", "name=\"Request received\"", "" },
        { "LINT-03 entered", "Start", "sourceRef=\"Repair\" targetRef=\"Done\"", "sourceRef=\"Repair\" targetRef=\"Start\"" },
        { "LINT-04 missing", "Start", "<zeebe:property name=\"startKind\" value=\"passive\" />", "" },
        { "LINT-04 unknown", "Start", "name=\"startKind\" value=\"passive\"", "name=\"startKind\" value=\"sleepy\"" },
        { "LINT-05 missing", "Start", "name=\"startKind\" value=\"passive\"", "name=\"startKind\" value=\"active\"" },
        { "LINT-05 unknown", "Start", "name=\"startKind\" value=\"passive\" />", "name=\"startKind\" value=\"active\" /><zeebe:property name=\"schedule\" value=\"never\" />" },
        { "LINT-06 not-verb-noun", "Work", "name=\"Do the work\"", "name=\"Today's work\"" },
        { "LINT-06 not-verb-noun", "Judge", "name=\"Judge the work\"", "name=\"Judge\"" },
        { "LINT-06 one-word", "Work", "value=\"انجام کار\"", "value=\"کار\"" },
        { "LINT-07 one-branch", "Good", "sourceRef=\"Good\" targetRef=\"Repair\"", "sourceRef=\"Judge\" targetRef=\"Repair\"" },
        { "LINT-08 unnamed", "Yes", "id=\"Yes\" name=\"Yes\"", "id=\"Yes\"" },
        { "LINT-08 no-condition", "No", "default=\"No\"", "" },
        { "LINT-08 no-default", "Good", "default=\"No\"|targetRef=\"Repair\">", "|targetRef=\"Repair\"><bpmn:conditionExpression>=true</bpmn:conditionExpression>" },
        { "LINT-09 no-question", "Good", "name=\"Good?\"", "name=\"Good\"" },
        { "LINT-09 no-question", "Good", "value=\"好吗？\"", "value=\"好\"" },
        { "LINT-10 missing", "Repair", Repair, Call("nobody") },
        { "LINT-12 not-left", "Doc", "x=\"220\" y=\"20\"", "x=\"520\" y=\"20\"" },
        { "LINT-13 not-right", "Rec", "x=\"440\" y=\"20\"", "x=\"320\" y=\"20\"" },
        { "LINT-14 missing", "Repair", "<zeebe:property name=\"documents\" value=\"none\" />", "" },
        { "LINT-14 unknown", "Work", "name=\"documents\" value=\"manual\"", "name=\"documents\" value=\"manual, novel\"" },
        { "LINT-15 missing", "Repair", "value=\"business\" /><zeebe:property name=\"record\" value=\"log\" /></zeebe:properties>", "value=\"business\" /></zeebe:properties>" },
        { "LINT-15 unknown", "Work", "name=\"record\" value=\"log\" /><zeebe:property name=\"required\"", "name=\"record\" value=\"diary\" /><zeebe:property name=\"required\"" },
        { "LINT-16 missing", "Doc", "value=\"document\" /><zeebe:property name=\"storage\" value=\"shelf\" />", "value=\"document\" />" },
        { "LINT-17 loose", "Erp", "<bpmn:dataObjectReference id=\"Rec\"", "<bpmn:dataStoreReference id=\"Erp\" name=\"ERP\" /><bpmn:dataObjectReference id=\"Rec\"" },
        { "LINT-17 arrow", "Erp", "<bpmn:dataObjectReference id=\"Rec\"", "<bpmn:dataStoreReference id=\"Erp\" name=\"ERP\" /><bpmn:sequenceFlow id=\"F\" sourceRef=\"Work\" targetRef=\"Erp\" /><bpmn:dataObjectReference id=\"Rec\"" },
        { "LINT-18 crossing", "No", "<di:waypoint x=\"855\" y=\"340\" /><di:waypoint x=\"1018\" y=\"340\" />", "<di:waypoint x=\"780\" y=\"300\" /><di:waypoint x=\"780\" y=\"250\" /><di:waypoint x=\"1018\" y=\"250\" />" },
        { "LINT-18 slanted", "Check", "<di:waypoint x=\"600\" y=\"140\" />", "<di:waypoint x=\"600\" y=\"150\" />" },
        { "LINT-18 loose", "Begin", "<di:waypoint x=\"300\" y=\"140\" />", "<di:waypoint x=\"290\" y=\"140\" />" },
        { "LINT-18 through", "Check", "x=\"332\" y=\"300\" width", "x=\"500\" y=\"122\" width" },
        { "LINT-19 in-none", "Told", "<bpmn:flowNodeRef>Told</bpmn:flowNodeRef>", "" },
        { "LINT-19 in-several", "Told", "</bpmn:laneSet>", "<bpmn:lane id=\"Two\" name=\"Sales\"><bpmn:flowNodeRef>Told</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>" },
        { "LINT-19 outside", "Done", "x=\"1000\" y=\"122\"", "x=\"1190\" y=\"122\"" },
        { "LINT-19 gap", "Lane", "width=\"1170\" height=\"500\"", "width=\"1170\" height=\"480\"" },
        { "LINT-20 other-size", "Work", "x=\"300\" y=\"100\" width=\"100\"", "x=\"300\" y=\"100\" width=\"105\"" },
        { "LINT-21 foreign", "Repair", Repair, "<bpmn:task id=\"Repair\" name=\"Repair it\" />" },
        { "LINT-22 missing", "check", "<zeebe:property name=\"purpose\" value=\"p\" />", "" },
        { "LINT-23 missing", "check", "name=\"scope\" value=\"s\"", "name=\"scope\" value=\" \"" },
        { "LINT-24 no-way-on", "Repair", "<bpmn:sequenceFlow id=\"Fixed\" sourceRef=\"Repair\" targetRef=\"Done\" />", "" },
        { "LINT-24 not-reached", "Repair", "sourceRef=\"Good\" targetRef=\"Repair\"", "sourceRef=\"Good\" targetRef=\"Done\"" },
        { "LINT-24 no-end", "Repair", "sourceRef=\"Repair\" targetRef=\"Done\"", "sourceRef=\"Repair\" targetRef=\"Repair\"" },
        { "LINT-25 untaken", "check", "id=\"Yes\" name=\"Yes\"", "id=\"Aye\" name=\"Yes\"" },
        { "LINT-26 left-out", "Repair", "value=\"修正\" />", "value=\"修正\" /><zeebe:property name=\"required\" value=\"true\" />" },
        { "LINT-27 none", "check", "name=\"keyStep\" value=\"true\"", "name=\"keyStep\" value=\"false\"" },
        { "LINT-27 last-not-key", "Repair", "value=\"修正\" /><zeebe:property name=\"keyStep\" value=\"true\"", "value=\"修正\" /><zeebe:property name=\"keyStep\" value=\"false\"" },
        { "LINT-28 missing", "Work", "<zeebe:property name=\"controlPoint\" value=\"false\" />", "" },
        { "LINT-29 missing", "Work", "<zeebe:property name=\"step.role\" value=\"business\" /><zeebe:property name=\"documents\"", "<zeebe:property name=\"documents\"" },
        { "LINT-29 unknown", "Judge", "name=\"step.role\" value=\"control\"", "name=\"step.role\" value=\"police\"" },
        { "LINT-29 none", "check", "name=\"step.role\" value=\"control\"", "name=\"step.role\" value=\"business\"" },
        { "LINT-30 unchecked", "Repair", "value=\"修正\" /><zeebe:property name=\"keyStep\" value=\"true\" /><zeebe:property name=\"controlPoint\" value=\"true\"", "value=\"修正\" /><zeebe:property name=\"keyStep\" value=\"true\" /><zeebe:property name=\"controlPoint\" value=\"false\"" },
        { "LINT-31 missing", "Judge", "<zeebe:property name=\"method\" value=\"m\" /><zeebe:property name=\"step.role\" value=\"control\" />", "<zeebe:property name=\"step.role\" value=\"control\" />" },
        { "LINT-32 no-action", "No", "sourceRef=\"Good\" targetRef=\"Repair\"", "sourceRef=\"Good\" targetRef=\"Told\"" },
        { "LINT-33 missing", "Judge", "value=\"control\" /><zeebe:property name=\"record\" value=\"log\" />", "value=\"control\" />" },
        { "LINT-34 no-lane", "Work", "<zeebe:formDefinition formId=\"work\" /><zeebe:taskSchedule dueDate=\"=now()\" /><zeebe:properties><zeebe:property name=\"name.fa\" value=\"انجام کار\"", "<zeebe:formDefinition formId=\"work\" /><zeebe:assignmentDefinition candidateGroups=\"sales, empty\" /><zeebe:taskSchedule dueDate=\"=now()\" /><zeebe:properties><zeebe:property name=\"name.fa\" value=\"انجام کار\"" },
        { "LINT-35 missing", "Lane", "<zeebe:property name=\"role\" value=\"sales\" />", "" },
        { "LINT-35 unknown", "Lane", "name=\"role\" value=\"sales\"", "name=\"role\" value=\"seller\"" },
        { "LINT-35 person", "Lane", "name=\"role\" value=\"sales\"", "name=\"role\" value=\"sara@example.com\"" },
        { "LINT-36 missing", "check", "<zeebe:property name=\"ownerDepartment\" value=\"sales\" />", "" },
        { "LINT-36 no-lane", "check", "name=\"ownerDepartment\" value=\"sales\"", "name=\"ownerDepartment\" value=\"empty\"" },
        { "LINT-37 nobody", "Lane", "name=\"role\" value=\"sales\"", "name=\"role\" value=\"empty\"" },
        { "LINT-38 other-name", "Lane", "id=\"Lane\" name=\"Sales\"", "id=\"Lane\" name=\"Vendors\"" },
        { "LINT-39 unset", "Judge", "formId=\"judge\" /><zeebe:taskSchedule dueDate=\"=now()\"", "formId=\"judge\" /><zeebe:taskSchedule dueDate=\"=order.due\"" },
        { "LINT-39 unset", "Yes", "=judge.good = \"yes\"", "=verdict = \"yes\"" },
        { "LINT-39 unknown-field", "Yes", "judge.good =", "judge.bad =" },
        { "LINT-39 unknown-option", "Yes", "= \"yes\"", "= \"maybe\"" },
        { "LINT-39 not-given", "Repair", Repair, Call("other", "<zeebe:ioMapping><zeebe:output source=\"=nothing\" target=\"x\" /></zeebe:ioMapping>") },
        { "LINT-40 missing", "check", "<bpmn:boundaryEvent id=\"Late\" name=\"Too late\" attachedToRef=\"Work\" cancelActivity=\"false\">|</bpmn:boundaryEvent>", "<bpmn:startEvent id=\"Late\" name=\"Too late\">|</bpmn:startEvent>" },
        { "LINT-40 no-reason", "check", "<bpmn:boundaryEvent id=\"Late\" name=\"Too late\" attachedToRef=\"Work\" cancelActivity=\"false\">|</bpmn:boundaryEvent>|<zeebe:property name=\"purpose\"", "<bpmn:startEvent id=\"Late\" name=\"Too late\">|</bpmn:startEvent>|<zeebe:property name=\"noEmergency\" value=\"true\" /><zeebe:property name=\"purpose\"" },
        { "LINT-41 unsynchronised", "Repair", "<bpmn:sequenceFlow id=\"Note\"", "<bpmn:sequenceFlow id=\"Again\" sourceRef=\"Late\" targetRef=\"Repair\" /><bpmn:sequenceFlow id=\"Note\"" },
        { "LINT-42 to-do", "Work", "name=\"Do the work\"", "name=\"Do the work TODO\"" },
        { "LINT-42 untranslated", "Late", "<zeebe:property name=\"name.zh\" value=\"太晚\" />", "<zeebe:property name=\"name.zh\" value=\"late\" />" },
        { "LINT-42 unnamed", "Late", "name=\"Too late\"", "" },
        { "LINT-42 no-form", "Judge", "<zeebe:formDefinition formId=\"judge\" />", "" },
        { "LINT-42 unknown-form", "Judge", "formId=\"judge\"", "formId=\"jugde\"" },
        { "LINT-42 no-due-date", "Work", "<zeebe:formDefinition formId=\"work\" /><zeebe:taskSchedule dueDate=\"=now()\" />", "<zeebe:formDefinition formId=\"work\" />" },
        { "LINT-42 unknown-decision", "Repair", Repair, "<bpmn:businessRuleTask id=\"Repair\" name=\"Judge the level\"><bpmn:extensionElements><zeebe:calledDecision decisionId=\"levle\" resultVariable=\"x\" /></bpmn:extensionElements></bpmn:businessRuleTask>" },
        { "LINT-43 wide", "check", "width=\"1200\"", "width=\"2200\"" },
        { "LINT-43 not-drawn", "Note", "bpmnElement=\"Note\"", "bpmnElement=\"Nowhere\"" },
        { "LINT-43 crowded", "Work", "x=\"332\" y=\"300\" width", "x=\"390\" y=\"150\" width" },
        { "LINT-43 label", "Good", "x=\"840\" y=\"90\"", "x=\"840\" y=\"135\"" },
        { "LINT-43 label-outside", "Good", "x=\"840\" y=\"90\"", "x=\"840\" y=\"-20\"" },
        { "LINT-44 score", "check", "<zeebe:property name=\"purpose\" value=\"p\" />", "" },
    };

    [Theory]
    [MemberData(nameof(Spoiled))]
    public void A_spoiled_flow_is_found(string rule, string element, string find, string replacement)
    {
        var xml = GoodFlow.Xml;
        foreach (var (from, to) in find.Split('|').Zip(replacement.Split('|')))
        {
            xml.ShouldContain(from);
            xml = xml.Replace(from, to, StringComparison.Ordinal);
        }
        var findings = GoodFlow.Lint(xml).Findings;
        findings.ShouldContain(finding => $"{finding.RuleId} {finding.Topic}" == rule && finding.ElementId == element, string.Join("\n", findings));
        findings.ShouldAllBe(finding => !finding.Message.English.Contains('{') && !finding.Message.Persian.Contains('{') && !finding.Message.Chinese.Contains('{'));
    }

    [Fact]
    public void Every_rule_is_spoiled_by_some_test()
    {
        string[] elsewhere = ["LINT-11"];
        var spoiled = Spoiled.Select(row => row.Data.Item1.Split(' ')[0]);
        LintRules.All.Select(rule => rule.Id).Except(spoiled).ShouldBe(elsewhere);
        LintRules.All.Select(rule => rule.Id).ShouldBe(Enumerable.Range(1, 44).Select(number => $"LINT-{number:00}"));
    }

    [Fact]
    public void Ways_that_no_recorded_run_took_are_named_as_drawn()
    {
        var finding = Run([]).ShouldHaveSingleItem();
        finding.Message.English.ShouldBe("No test run that is kept takes 3 of 3 ways:\n• Do the work → Too late\n• Good? → Yes\n• Good? → No");
        finding.Message.Persian.ShouldEndWith("خوب؟ ← خیر");
        finding.Trace.ShouldBe(["Late", "Yes", "No"]);
        Run(["Late", "Yes", "No"]).ShouldBeEmpty();
        Run(null).ShouldHaveSingleItem().Topic.ShouldBe("missing", "no run went through the process at all");

        static List<LintFinding> Run(string[]? passed) =>
            [.. GoodFlow.Lint(GoodFlow.Xml, GoodFlow.Library with { Runs = new Passed(passed) }).Findings.Where(finding => finding.RuleId == "LINT-25")];
    }

    [Fact]
    public void A_pool_with_the_name_of_its_process_is_called_as_the_process_in_every_language()
    {
        const string own = "<bpmn:extensionElements><zeebe:properties><zeebe:property name=\"name.fa\" value=\"بررسی\" /><zeebe:property name=\"name.zh\" value=\"检查\" /></zeebe:properties></bpmn:extensionElements></bpmn:participant>";
        GoodFlow.Xml.ShouldContain(own);
        var plain = GoodFlow.Xml.Replace(own, "</bpmn:participant>", StringComparison.Ordinal);
        GoodFlow.Lint(plain).Findings.ShouldNotContain(finding => finding.RuleId == "LINT-42");
        var other = plain.Replace("id=\"Pool\" name=\"Check\"", "id=\"Pool\" name=\"Look\"", StringComparison.Ordinal);
        var finding = GoodFlow.Lint(other).Findings.Single(finding => finding.RuleId == "LINT-42");
        (finding.ElementId, finding.Message.English).ShouldBe(("Pool", "“Look” has no name in Persian and Chinese."));
        finding.Message.Persian.ShouldBe("«Look» نامی به فارسی و چینی ندارد.");
    }

    [Fact]
    public void Three_steps_that_stand_elsewhere_too_are_told()
    {
        var findings = GoodFlow.Lint(GoodFlow.Other("another")).Findings.Where(finding => finding.RuleId == "LINT-11").ToList();
        findings.ShouldNotBeEmpty();
        findings[^1].Message.English.ShouldContain("Pack the box, Seal the box, Send the box");
    }

    [Fact]
    public void Flows_that_must_call_each_other_never_end()
    {
        var library = GoodFlow.Library with { Workflows = [GoodFlow.Read(GoodFlow.Other("b", "a"))] };
        var finding = GoodFlow.Lint(GoodFlow.Other("a", "b"), library).Findings.Single(finding => finding.RuleId == "LINT-10");
        finding.Topic.ShouldBe("endless");
        finding.Message.English.ShouldContain("a → b → a");
    }

    [Fact]
    public void A_detour_mark_allows_a_crossing()
    {
        var crossing = GoodFlow.Xml.Replace(
            "<di:waypoint x=\"855\" y=\"340\" /><di:waypoint x=\"1018\" y=\"340\" />", "<di:waypoint x=\"780\" y=\"300\" /><di:waypoint x=\"780\" y=\"250\" /><di:waypoint x=\"1018\" y=\"250\" />", StringComparison.Ordinal);
        GoodFlow.Lint(crossing).Findings.ShouldContain(finding => finding.Topic == "crossing");
        var marked = crossing.Replace("<zeebe:property name=\"name.fa\" value=\"خیر\" />", "<zeebe:property name=\"name.fa\" value=\"خیر\" /><zeebe:property name=\"detour\" value=\"true\" />", StringComparison.Ordinal);
        GoodFlow.Lint(marked).Findings.ShouldNotContain(finding => finding.Topic == "crossing");
    }

    [Fact]
    public void Without_catalogues_rules_say_that_they_did_not_judge()
    {
        var report = GoodFlow.Lint(GoodFlow.Xml.Replace("isExecutable=\"true\"", "isExecutable=\"false\"", StringComparison.Ordinal), LintLibrary.Empty);
        report.NotJudged.Select(rule => rule.RuleId).ShouldBe(["LINT-11", "LINT-25", "LINT-37", "LINT-39", "LINT-41"]);
        report.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void A_fix_offers_what_the_author_would_type()
    {
        var xml = GoodFlow.Xml.Replace("name=\"Good?\"", "name=\"Good\"", StringComparison.Ordinal).Replace("id=\"Lane\" name=\"Sales\"", "id=\"Lane\" name=\"Vendors\"", StringComparison.Ordinal);
        var fixes = GoodFlow.Lint(xml).Findings.Where(finding => finding.Fix is not null).ToDictionary(finding => finding.RuleId, finding => finding.Fix!);
        fixes["LINT-09"].Edits.ShouldBe([new LintEdit(LintEditAction.SetAttribute, "Good", "name", "Good?")]);
        fixes["LINT-38"].Edits.ShouldContain(new LintEdit(LintEditAction.SetAttribute, "Lane", "name", "Sales"));
        fixes["LINT-38"].Description.English.ShouldBe("Rename it to “Sales”.");
    }

    private const string Repair = "<bpmn:userTask id=\"Repair\" name=\"Repair the work\"><bpmn:extensionElements><zeebe:userTask /><zeebe:formDefinition formId=\"work\" /><zeebe:taskSchedule dueDate=\"=now()\" /><zeebe:properties><zeebe:property name=\"name.fa\" value=\"اصلاح کار\" /><zeebe:property name=\"name.zh\" value=\"修正\" /><zeebe:property name=\"keyStep\" value=\"true\" /><zeebe:property name=\"controlPoint\" value=\"true\" /><zeebe:property name=\"criterion\" value=\"c\" /><zeebe:property name=\"method\" value=\"m\" /><zeebe:property name=\"documents\" value=\"none\" /><zeebe:property name=\"step.role\" value=\"business\" /><zeebe:property name=\"record\" value=\"log\" /></zeebe:properties></bpmn:extensionElements></bpmn:userTask>";

    private static string Call(string process, string mapping = "") =>
        $"<bpmn:callActivity id=\"Repair\" name=\"Repair\"><bpmn:extensionElements><zeebe:calledElement processId=\"{process}\" />{mapping}</bpmn:extensionElements></bpmn:callActivity>";

    private sealed class Passed(string[]? ids) : ILintRuns
    {
        public IReadOnlySet<string>? PassedBy(string processId) => ids?.ToHashSet(StringComparer.Ordinal);
    }
}
