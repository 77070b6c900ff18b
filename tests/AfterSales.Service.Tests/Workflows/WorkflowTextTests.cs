using System.Text.RegularExpressions;
using System.Xml.Linq;
using AfterSales.Service.Tests.Lint;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Workflows;

/// <summary>What a reader of the diagrams relies on: names in three languages, requirement ids, things that exist where they are named.</summary>
public sealed partial class WorkflowTextTests
{
    private static readonly string[] NotNamed = ["documentation", "extensionElements", "laneSet"];

    public static TheoryData<string> Diagrams => WorkflowFiles.Diagrams;

    /// <summary>Purpose, scope and department in charge, branches that answer, questions, names in three languages, roles, forms and flows that exist.</summary>
    [Theory]
    [MemberData(nameof(Diagrams))]
    public void Names_questions_and_references_pass_the_self_check(string file) =>
        ShippedLint.Findings(file, "LINT-07", "LINT-08", "LINT-09", "LINT-10", "LINT-22", "LINT-23", "LINT-35", "LINT-36", "LINT-42").ShouldBeEmpty();

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
    public void A_process_is_found_by_the_name_of_its_file(string file) =>
        Id(WorkflowFiles.Diagram(file).Descendants(WorkflowFiles.Bpmn + "process").Single()).ShouldBe(Path.GetFileNameWithoutExtension(file));

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
            var customer = WorkflowFiles.Extensions(task, "assignmentDefinition").Any(assignment => ((string?)assignment.Attribute("assignee"))?.Contains("customer:", StringComparison.Ordinal) == true);
            var properties = WorkflowFiles.Properties(task);
            properties.GetValueOrDefault("waiting.for").ShouldBe(customer ? "customer" : null, $"{Id(task)}: clocks pause exactly while the customer is waited for");
        }
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

    private static IEnumerable<XElement> Nodes(XDocument document) =>
        document.Descendants(WorkflowFiles.Bpmn + "process").Elements()
            .Where(element => !NotNamed.Contains(element.Name.LocalName) && element.Name.LocalName != "sequenceFlow");

    private static string Id(XElement element) => (string?)element.Attribute("id") ?? element.Name.LocalName;

    /// <summary>One or more ids such as CMP-05 or CLS-11k, then a full stop and a text.</summary>
    [GeneratedRegex(@"^[A-Z]{2,4}-\d{2}[a-z]?((, | to )[A-Z]{2,4}-\d{2}[a-z]?)*\.")]
    private static partial Regex RequirementIds();
}
