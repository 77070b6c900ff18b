using System.Text.Json;
using System.Xml.Linq;
using AfterSales.Service.Languages;
using AfterSales.TestSupport;

namespace AfterSales.Web.Tests.Records;

/// <summary>A task of the shipped workflows that adds a section to a record, with the answers a path table gives to its form.</summary>
/// <param name="Role">The lane's department.</param>
internal sealed record RecordedTask(string Id, string Record, string Form, LocalText Section, string? Role, IReadOnlyDictionary<string, string> Answers)
{
    private static readonly XNamespace Bpmn = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static readonly XNamespace Zeebe = "http://camunda.org/schema/zeebe/1.0";

    /// <summary>
    /// For every record that tasks of the flows fill: the sections of the way through a flow that fills most of it. A step
    /// done again adds a section again; how often a flow is sent back is not what a form's size is judged by.
    /// </summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<RecordedTask>> FullestByRecord()
    {
        var tasks = Tasks();
        var fullest = new SortedDictionary<string, IReadOnlyList<RecordedTask>>(StringComparer.Ordinal);
        foreach (var path in Paths())
            foreach (var record in path.Where(step => tasks.ContainsKey(step.Task)).DistinctBy(step => step.Task)
                .Select(step => tasks[step.Task] with { Answers = step.Answers }).GroupBy(task => task.Record))
                if (!fullest.TryGetValue(record.Key, out var known) || known.Count < record.Count())
                    fullest[record.Key] = [.. record];
        return fullest;
    }

    /// <summary>Every task that fills a record, by its id.</summary>
    private static Dictionary<string, RecordedTask> Tasks()
    {
        var tasks = new Dictionary<string, RecordedTask>();
        foreach (var file in Directory.GetFiles(RepositoryRoot.Combine("workflows"), "*.bpmn"))
        {
            var model = XDocument.Load(file);
            var roles = model.Descendants(Bpmn + "lane")
                .SelectMany(lane => lane.Elements(Bpmn + "flowNodeRef").Select(node => (Node: node.Value, Role: Properties(lane).GetValueOrDefault("role"))))
                .ToLookup(pair => pair.Node, pair => pair.Role);
            foreach (var task in model.Descendants(Bpmn + "userTask"))
                if (Properties(task) is var properties && properties.TryGetValue("record", out var record))
                {
                    var id = (string)task.Attribute("id")!;
                    var title = properties.GetValueOrDefault("record.section") ?? (string)task.Attribute("name")!;
                    tasks[id] = new RecordedTask(
                        id, record, (string)task.Descendants(Zeebe + "formDefinition").Single().Attribute("formId")!,
                        new LocalText(title, properties.GetValueOrDefault("record.section.fa"), properties.GetValueOrDefault("record.section.zh")),
                        roles[id].FirstOrDefault(), new Dictionary<string, string>());
                }
        }
        return tasks;
    }

    private static Dictionary<string, string> Properties(XElement element) =>
        element.Element(Bpmn + "extensionElements")?.Element(Zeebe + "properties")?.Elements(Zeebe + "property")
            .ToDictionary(property => (string)property.Attribute("name")!, property => (string)property.Attribute("value")!)
        ?? [];

    /// <summary>The completed tasks of every path, in order.</summary>
    private static IEnumerable<List<(string Task, IReadOnlyDictionary<string, string> Answers)>> Paths()
    {
        var files = Directory.GetFiles(RepositoryRoot.Combine("tests", "AfterSales.Service.Tests", "Workflows", "paths"), "*.json")
            .Order(StringComparer.Ordinal)
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file), file => JsonDocument.Parse(File.ReadAllText(file)).RootElement);
        foreach (var (name, file) in files)
            foreach (var path in file.GetProperty("paths").EnumerateArray())
                yield return [.. path.GetProperty("steps").EnumerateArray()
                    .Select(step => step.GetString()!.Split(':'))
                    .Select(parts => files[parts.Length > 1 ? parts[0] : name].GetProperty("steps").GetProperty(parts[^1]))
                    .Where(step => step.TryGetProperty("task", out _))
                    .Select(step => (step.GetProperty("task").GetString()!, Answered(step)))];
    }

    private static IReadOnlyDictionary<string, string> Answered(JsonElement step) =>
        step.TryGetProperty("answers", out var answers)
            ? answers.EnumerateObject().ToDictionary(answer => answer.Name, answer => answer.Value.ToString())
            : new Dictionary<string, string>();
}
