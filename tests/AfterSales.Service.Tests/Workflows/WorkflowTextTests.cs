using System.Text.RegularExpressions;
using System.Xml.Linq;
using AfterSales.Service.People;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Workflows;

/// <summary>What a reader of the diagrams relies on: names in three languages, requirement ids, things that exist where they are named.</summary>
public sealed partial class WorkflowTextTests
{
    private static readonly string[] NotNamed = ["documentation", "extensionElements", "laneSet"];

    public static TheoryData<string> Diagrams => WorkflowFiles.Diagrams;

    [Theory]
    [MemberData(nameof(Diagrams))]
    public void Every_name_is_there_in_Persian_and_Chinese(string file)
    {
        var missing = WorkflowFiles.Diagram(file).Descendants()
            .Where(element => element.Name.Namespace == WorkflowFiles.Bpmn && element.Attribute("name") is not null && element.Name.LocalName != "message")
            .Where(element => !Translated(element, "name.fa", PersianLetter()) || !Translated(element, "name.zh", ChineseLetter()))
            .Select(Id);
        missing.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Diagrams))]
    public void Every_node_and_every_branch_has_a_name(string file)
    {
        var document = WorkflowFiles.Diagram(file);
        Nodes(document).Where(node => string.IsNullOrWhiteSpace((string?)node.Attribute("name"))).Select(Id).ShouldBeEmpty();
        var questions = Nodes(document).Where(node => node.Name.LocalName is "exclusiveGateway" or "inclusiveGateway").ToList();
        questions.ShouldAllBe(gateway => ((string)gateway.Attribute("name")!).EndsWith('?'), "a decision is asked as a question (LINT-09)");
        var unnamed = document.Descendants(WorkflowFiles.Bpmn + "sequenceFlow")
            .Where(flow => questions.Exists(gateway => Id(gateway) == (string?)flow.Attribute("sourceRef")) && flow.Attribute("name") is null);
        unnamed.Select(Id).ShouldBeEmpty("each branch tells its result (LINT-08)");
    }

    [Theory]
    [MemberData(nameof(Diagrams))]
    public void Every_decision_has_two_ways_out_and_answers_every_case(string file)
    {
        var document = WorkflowFiles.Diagram(file);
        foreach (var gateway in Nodes(document).Where(node => node.Name.LocalName == "exclusiveGateway"))
        {
            var ways = document.Descendants(WorkflowFiles.Bpmn + "sequenceFlow").Where(flow => (string?)flow.Attribute("sourceRef") == Id(gateway)).ToList();
            ways.Count.ShouldBeGreaterThan(1, Id(gateway));
            var otherwise = (string?)gateway.Attribute("default");
            ways.Select(Id).ShouldContain(otherwise, $"{Id(gateway)} has a default way out");
            ways.Where(flow => Id(flow) != otherwise).ShouldAllBe(flow => flow.Element(WorkflowFiles.Bpmn + "conditionExpression") != null, Id(gateway));
        }
    }

    [Theory]
    [MemberData(nameof(Diagrams))]
    public void Every_documentation_begins_with_requirement_ids(string file)
    {
        var document = WorkflowFiles.Diagram(file);
        var wrong = document.Descendants(WorkflowFiles.Bpmn + "process").Concat(Nodes(document))
            .Where(element => !RequirementIds().IsMatch(element.Element(WorkflowFiles.Bpmn + "documentation")?.Value ?? ""))
            .Select(Id);
        wrong.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Diagrams))]
    public void A_user_task_tells_what_to_do_in_every_language(string file)
    {
        foreach (var task in Nodes(WorkflowFiles.Diagram(file)).Where(node => node.Name.LocalName == "userTask"))
        {
            var properties = WorkflowFiles.Properties(task);
            var english = RequirementIds().Replace(task.Element(WorkflowFiles.Bpmn + "documentation")?.Value ?? "", "").Trim();
            var persian = properties.GetValueOrDefault("documentation.fa") ?? "";
            var chinese = properties.GetValueOrDefault("documentation.zh") ?? "";
            english.ShouldMatch(@"^[A-Z][^\n]{20,}\.$", Id(task));
            persian.ShouldMatch(@"^\p{IsArabic}[^\n]{20,}\.$", $"{Id(task)} documentation.fa");
            persian.ShouldNotMatch("[0-7]", $"{Id(task)}: Persian digits in Persian text (8D is a name)");
            chinese.ShouldMatch(@"^\p{IsCJKUnifiedIdeographs}[^\n]{10,}。$", $"{Id(task)} documentation.zh");
            if (properties.GetValueOrDefault("waiting.for") == "customer")
                (english.StartsWith("Please ", StringComparison.Ordinal) && persian.StartsWith("لطفاً ", StringComparison.Ordinal) && chinese.StartsWith('请'))
                    .ShouldBeTrue($"{Id(task)}: customers are asked politely");
        }
    }

    [Theory]
    [MemberData(nameof(Diagrams))]
    public void A_process_states_purpose_scope_and_the_department_in_charge(string file)
    {
        var document = WorkflowFiles.Diagram(file);
        var process = document.Descendants(WorkflowFiles.Bpmn + "process").Single();
        var properties = WorkflowFiles.Properties(process);
        properties.GetValueOrDefault("purpose").ShouldNotBeNullOrWhiteSpace("LINT-22");
        properties.GetValueOrDefault("scope").ShouldNotBeNullOrWhiteSpace("LINT-23");
        LaneRoles(document).ShouldContain(properties.GetValueOrDefault("ownerDepartment"), "the department in charge is a lane (LINT-36)");
        Id(process).ShouldBe(Path.GetFileNameWithoutExtension(file), "a process is found by the name of its file");
    }

    [Theory]
    [MemberData(nameof(Diagrams))]
    public void Lanes_are_roles_of_the_catalogue(string file)
    {
        foreach (var role in LaneRoles(WorkflowFiles.Diagram(file)))
            RoleCatalog.Default.Find(role).ShouldNotBeNull($"lane role '{role}' (LINT-35)");
    }

    [Theory]
    [MemberData(nameof(Diagrams))]
    public void User_tasks_have_a_form_a_due_date_and_someone_to_do_them(string file)
    {
        var document = WorkflowFiles.Diagram(file);
        foreach (var task in Nodes(document).Where(node => node.Name.LocalName == "userTask"))
        {
            WorkflowFiles.Extensions(task, "userTask").ShouldHaveSingleItem(Id(task));
            var form = (string?)WorkflowFiles.Extensions(task, "formDefinition").Single().Attribute("formId");
            WorkflowFiles.FormPaths.Select(Path.GetFileNameWithoutExtension).ShouldContain(form, Id(task));
            ((string?)WorkflowFiles.Extensions(task, "taskSchedule").Single().Attribute("dueDate")).ShouldNotBeNullOrEmpty(Id(task));
            var customer = WorkflowFiles.Extensions(task, "assignmentDefinition").Any(assignment => assignment.Attribute("assignee") is not null);
            var properties = WorkflowFiles.Properties(task);
            properties.GetValueOrDefault("waiting.for").ShouldBe(customer ? "customer" : null, $"{Id(task)}: clocks pause exactly while the customer is waited for");
        }
    }

    [Theory]
    [MemberData(nameof(Diagrams))]
    public void Called_processes_and_decisions_exist(string file)
    {
        var document = WorkflowFiles.Diagram(file);
        var processes = WorkflowFiles.DiagramPaths.Select(Path.GetFileNameWithoutExtension).ToList();
        foreach (var call in document.Descendants(WorkflowFiles.Zeebe + "calledElement"))
            processes.ShouldContain((string)call.Attribute("processId")!);
        var decisions = WorkflowFiles.DecisionPaths.SelectMany(path => XDocument.Load(path).Descendants(WorkflowFiles.Dmn + "decision")).Select(Id).ToList();
        foreach (var call in document.Descendants(WorkflowFiles.Zeebe + "calledDecision"))
            decisions.ShouldContain((string)call.Attribute("decisionId")!);
    }

    [Theory]
    [MemberData(nameof(Diagrams))]
    public void Timers_that_are_promises_are_shown_as_named_clocks(string file)
    {
        foreach (var timer in Nodes(WorkflowFiles.Diagram(file)))
        {
            var properties = WorkflowFiles.Properties(timer);
            if (!properties.TryGetValue("clock", out var clock))
                continue;
            RequirementIds().IsMatch(clock + ".").ShouldBeTrue($"{Id(timer)}: the clock names the limit it guards");
            string[] names = ["clock.name", "clock.name.fa", "clock.name.zh"];
            names.ShouldAllBe(name => !string.IsNullOrWhiteSpace(properties.GetValueOrDefault(name)), Id(timer));
        }
    }

    [Fact]
    public void Ids_are_unique_across_a_file_and_forms_are_all_used()
    {
        foreach (var document in WorkflowFiles.AllDiagrams)
        {
            var ids = document.Descendants().Where(element => element.Attribute("id") is not null).Select(Id).ToList();
            ids.ShouldBe(ids.Distinct(), ignoreOrder: true);
        }
        var used = WorkflowFiles.AllDiagrams.SelectMany(document => document.Descendants(WorkflowFiles.Zeebe + "formDefinition"))
            .Select(form => (string)form.Attribute("formId")!).Distinct();
        WorkflowFiles.FormPaths.Select(path => Path.GetFileNameWithoutExtension(path)).ShouldBe(used, ignoreOrder: true, "a form without a task is dead");
    }

    private static bool Translated(XElement element, string property, Regex script) =>
        script.IsMatch(WorkflowFiles.Properties(element).GetValueOrDefault(property) ?? "");

    private static IEnumerable<XElement> Nodes(XDocument document) =>
        document.Descendants(WorkflowFiles.Bpmn + "process").Elements()
            .Where(element => !NotNamed.Contains(element.Name.LocalName) && element.Name.LocalName != "sequenceFlow");

    private static IEnumerable<string> LaneRoles(XDocument document) =>
        document.Descendants(WorkflowFiles.Bpmn + "lane").Select(lane => WorkflowFiles.Properties(lane)["role"]);

    private static string Id(XElement element) => (string?)element.Attribute("id") ?? element.Name.LocalName;

    /// <summary>One or more ids such as CMP-05 or CLS-11k, then a full stop and a text.</summary>
    [GeneratedRegex(@"^[A-Z]{2,4}-\d{2}[a-z]?((, | to )[A-Z]{2,4}-\d{2}[a-z]?)*\.")]
    private static partial Regex RequirementIds();

    [GeneratedRegex(@"\p{IsArabic}|[0-9]")]
    private static partial Regex PersianLetter();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}|[0-9]")]
    private static partial Regex ChineseLetter();
}
