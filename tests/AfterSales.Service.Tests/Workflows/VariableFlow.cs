using System.Xml.Linq;

namespace AfterSales.Service.Tests.Workflows;

/// <summary>
/// Which variables are certain to be there when an element is entered, whatever way a token took: what every path before
/// it sets by a form, script, decision, output mapping or, for a called process, by the caller's inputs.
/// </summary>
internal sealed class VariableFlow
{
    private readonly Dictionary<string, XElement> _nodes;
    private readonly ILookup<string, string> _before;
    private readonly Dictionary<string, HashSet<string>> _after = [];

    public VariableFlow(XDocument document, IEnumerable<string> given)
    {
        _nodes = document.Descendants(WorkflowFiles.Bpmn + "process").Elements().Where(element => element.Attribute("id") is not null)
            .Where(element => element.Name.LocalName is not ("sequenceFlow" or "laneSet")).ToDictionary(Id);
        _before = document.Descendants(WorkflowFiles.Bpmn + "sequenceFlow").ToLookup(flow => (string)flow.Attribute("targetRef")!, flow => (string)flow.Attribute("sourceRef")!);
        Given = given.ToHashSet();
        Settle();
    }

    public IReadOnlySet<string> Given { get; }

    public IEnumerable<XElement> Nodes => _nodes.Values;

    /// <summary>There when the element is entered.</summary>
    public IReadOnlySet<string> Before(XElement node)
    {
        if ((string?)node.Attribute("attachedToRef") is { } host)
            return Before(_nodes[host]);
        var sources = _before[Id(node)].Where(_after.ContainsKey).ToList();
        if (sources.Count == 0)
            return Given;
        var common = new HashSet<string>(_after[sources[0]]);
        foreach (var source in sources)
            common.IntersectWith(_after[source]);
        return common;
    }

    /// <summary>There when the element is left.</summary>
    public IReadOnlySet<string> After(string nodeId) => _after[nodeId];

    /// <summary>What only the element itself sees: its inputs, its item of a loop, its results before they are mapped.</summary>
    public static IEnumerable<string> Own(XElement node)
    {
        var loops = node.Descendants(WorkflowFiles.Zeebe + "loopCharacteristics").ToList();
        return Mapped(node, "input").Concat(Results(node))
            .Concat(loops.Select(loop => (string?)loop.Attribute("inputElement")).OfType<string>());
    }

    private static IEnumerable<string> Results(XElement node) =>
        WorkflowFiles.Extensions(node, "formDefinition").SelectMany(form => FormFields.Of((string)form.Attribute("formId")!)).Select(field => field.Key.Split('.')[0]).Distinct()
            .Concat(WorkflowFiles.Extensions(node, "calledDecision").Concat(WorkflowFiles.Extensions(node, "script"))
                .Select(owner => (string?)owner.Attribute("resultVariable")).OfType<string>());

    private static IEnumerable<string> Mapped(XElement node, string direction) =>
        WorkflowFiles.Extensions(node, "ioMapping").Elements(WorkflowFiles.Zeebe + direction).Select(mapping => ((string)mapping.Attribute("target")!).Split('.')[0]);

    private static IEnumerable<string> Set(XElement node)
    {
        var outputs = Mapped(node, "output").ToList();
        var collections = node.Descendants(WorkflowFiles.Zeebe + "loopCharacteristics").Select(loop => (string?)loop.Attribute("outputCollection")).OfType<string>().ToList();
        // Answers that an input made the element's own stay with it unless they are mapped on.
        return collections.Concat(outputs.Count > 0 ? outputs : Results(node).Except(Mapped(node, "input")));
    }

    private void Settle()
    {
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var node in _nodes.Values)
            {
                var after = Before(node).Union(Set(node)).ToHashSet();
                if (_after.TryGetValue(Id(node), out var known) && known.SetEquals(after))
                    continue;
                _after[Id(node)] = after;
                changed = true;
            }
        }
    }

    private static string Id(XElement element) => (string)element.Attribute("id")!;
}
