using System.Text.RegularExpressions;
using System.Xml.Linq;
using AfterSales.Service.Tests.Docs;
using AfterSales.Service.Tests.Workflows;
using AfterSales.TestSupport;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Deadlines;

/// <summary>
/// Section 4 of the requirements against what runs: <c>docs/deadlines.md</c> names for each limit, period, indicator and threshold the
/// element, schedule, indicator or table that carries it, or the reason why it is left for later. A row that names what is not there,
/// or what does not name the row's id, fails.
/// </summary>
public sealed partial class DeadlineCatalogTests
{
    private const string Page = "docs/deadlines.md";

    /// <summary>Every id of the requirements' section 4 that is a deadline, a period, an indicator or a threshold.</summary>
    private static readonly string[] All =
        [.. Numbered("SLA", 20), .. Numbered("PER", 11), .. Numbered("KPI", 6), .. Numbered("THR", 3)];

    private static readonly string[] AutomaticSteps = ["serviceTask", "sendTask", "scriptTask", "businessRuleTask", "callActivity"];

    public static TheoryData<string, string> Carriers => new(Rows.Where(row => row.Key is not null)
        .SelectMany(row => MarkdownTable.Codes(row.Value[2]).Select(carrier => (row.Key, carrier))));

    private static IReadOnlyDictionary<string, IReadOnlyList<string>> Rows { get; } =
        MarkdownTable.Rows(Page, cell => Id().IsMatch(cell)).ToDictionary(cells => cells[0]);

    [Fact]
    public void Every_id_of_the_section_is_carried_by_something_or_left_for_later_with_a_reason()
    {
        Rows.Keys.ShouldBe(All, ignoreOrder: true);
        foreach (var (id, cells) in Rows)
            (MarkdownTable.Codes(cells[2]).Count > 0 || cells[2].StartsWith("later: ", StringComparison.Ordinal) && cells[2].Length > 30)
                .ShouldBeTrue($"{id}: '{cells[2]}' names neither what carries it nor why it is left");
    }

    [Theory]
    [MemberData(nameof(Carriers))]
    public void What_carries_it_is_there_and_names_it(string id, string carrier)
    {
        switch (carrier.Split(':'))
        {
            case ["schedule", var schedule]:
                Entry("src/AfterSales.Service/Schedules/schedules.json", schedule).ShouldContain($"\"{id}\"", Case.Sensitive, $"schedule '{schedule}'");
                WorkflowFiles.AllDiagrams.SelectMany(diagram => diagram.Descendants(WorkflowFiles.Bpmn + "startEvent"))
                    .ShouldContain(start => Text(start).Contains(id), $"no workflow begins for {id}");
                break;
            case ["kpi", var kpi]:
                Entry("src/AfterSales.Service/Kpis/kpis.json", kpi).ShouldContain(id, Case.Sensitive, $"indicator '{kpi}'");
                break;
            case ["decision", var decision]:
                File.ReadAllText(RepositoryRoot.Combine("workflows", "decisions", decision + ".dmn")).ShouldContain(id, Case.Sensitive);
                break;
            case [var element]:
                var found = Element(element).ShouldNotBeNull($"there is no element {element}");
                Text(found).ShouldContain(id, Case.Sensitive, $"{element} does not name it");
                break;
            default:
                Assert.Fail($"{id}: '{carrier}' is no element, schedule, indicator or decision.");
                break;
        }
    }

    [Fact]
    public void A_limit_has_a_time_on_one_of_its_elements_unless_the_service_does_it_at_once()
    {
        foreach (var (id, cells) in Rows.Where(row => row.Key.StartsWith("SLA", StringComparison.Ordinal)))
        {
            var elements = MarkdownTable.Codes(cells[2]).Where(carrier => !carrier.Contains(':')).Select(Element).OfType<XElement>().ToList();
            if (elements.Count > 0)
                elements.ShouldContain(element => HasTime(element) || AutomaticSteps.Contains(element.Name.LocalName), $"{id}: none of its elements has a due date or a timer");
        }
    }

    private static bool HasTime(XElement element) =>
        element.Descendants(WorkflowFiles.Bpmn + "timerEventDefinition").Any()
        || element.Descendants(WorkflowFiles.Zeebe + "taskSchedule").Any(schedule => schedule.Attribute("dueDate") is not null);

    private static XElement? Element(string carrier)
    {
        var (process, id) = carrier.Split('/') is [var file, var element] ? (file, element) : ("", carrier);
        var path = RepositoryRoot.Combine("workflows", process + ".bpmn");
        return File.Exists(path) ? XDocument.Load(path).Descendants().FirstOrDefault(node => (string?)node.Attribute("id") == id) : null;
    }

    /// <summary>The element's documentation and the clock it shows.</summary>
    private static string Text(XElement element) =>
        $"{element.Element(WorkflowFiles.Bpmn + "documentation")?.Value} {WorkflowFiles.Properties(element).GetValueOrDefault("clock")}";

    /// <summary>The text of one entry of a data file: from its id to the next one.</summary>
    private static string Entry(string file, string id)
    {
        var text = File.ReadAllText(RepositoryRoot.Combine(file.Split('/')));
        var begin = text.IndexOf($"\"id\": \"{id}\"", StringComparison.Ordinal);
        begin.ShouldBeGreaterThanOrEqualTo(0, $"{file} has no '{id}'");
        var end = text.IndexOf("\"id\": ", begin + 5, StringComparison.Ordinal);
        return end < 0 ? text[begin..] : text[begin..end];
    }

    private static IEnumerable<string> Numbered(string prefix, int count) => Enumerable.Range(1, count).Select(number => $"{prefix}-{number:00}");

    [GeneratedRegex(@"^(SLA|PER|KPI|THR)-\d\d$", RegexOptions.ExplicitCapture)]
    private static partial Regex Id();
}
