using System.Xml.Linq;
using AfterSales.Service.Cases;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Workflows;

/// <summary>Forms and diagrams agree: no expression reads a variable that nothing has set by then.</summary>
public sealed class VariableFlowTests
{
    /// <summary>Started by the service with nothing but the case.</summary>
    public static TheoryData<string> Diagrams => WorkflowFiles.Diagrams;

    [Theory]
    [MemberData(nameof(Diagrams))]
    public void Every_condition_reads_what_was_set_before(string file)
    {
        var document = WorkflowFiles.Diagram(file);
        var flow = Flow(document);
        foreach (var condition in document.Descendants(WorkflowFiles.Bpmn + "conditionExpression"))
            Unknown(condition.Value, flow.After((string)condition.Parent!.Attribute("sourceRef")!))
                .ShouldBeEmpty($"read by {(string?)condition.Parent!.Attribute("id")}");
    }

    [Theory]
    [MemberData(nameof(Diagrams))]
    public void Every_element_reads_what_was_set_before(string file)
    {
        var flow = Flow(WorkflowFiles.Diagram(file));
        foreach (var node in flow.Nodes)
        {
            var seen = flow.Before(node).Union(VariableFlow.Own(node)).ToHashSet();
            foreach (var expression in Expressions(node))
                Unknown(expression, seen).ShouldBeEmpty($"read by {(string?)node.Attribute("id")}: {expression}");
        }
    }

    [Theory]
    [MemberData(nameof(Diagrams))]
    public void Every_condition_on_an_answer_names_a_field_and_one_of_its_options(string file)
    {
        var document = WorkflowFiles.Diagram(file);
        var fields = document.Descendants(WorkflowFiles.Zeebe + "formDefinition").SelectMany(form => FormFields.Of((string)form.Attribute("formId")!))
            .ToLookup(field => field.Key, field => field.Options);
        var roots = fields.Select(field => field.Key.Split('.')[0]).ToHashSet();
        foreach (var condition in document.Descendants(WorkflowFiles.Bpmn + "conditionExpression"))
            foreach (var (key, value) in FormFields.Comparisons(condition.Value).Where(comparison => roots.Contains(comparison.Key.Split('.')[0])))
            {
                fields.Contains(key).ShouldBeTrue($"{condition.Value}: no form has the field {key}");
                fields[key].SelectMany(options => options).ShouldContain(value, condition.Value);
            }
    }

    [Fact]
    public void A_variable_set_on_one_branch_only_is_not_certain()
    {
        XNamespace bpmn = WorkflowFiles.Bpmn, zeebe = WorkflowFiles.Zeebe;
        var document = new XDocument(new XElement(bpmn + "definitions", new XElement(bpmn + "process",
            Node("startEvent", "start"), Node("exclusiveGateway", "split"),
            Node("scriptTask", "left", new XElement(zeebe + "script", new XAttribute("resultVariable", "score"))),
            Node("scriptTask", "right"), Node("exclusiveGateway", "join"),
            Link("start", "split"), Link("split", "left"), Link("split", "right"), Link("left", "join"), Link("right", "join"))));
        var flow = new VariableFlow(document, ["case"]);
        flow.After("left").ShouldContain("score");
        flow.After("join").ShouldBe(["case"]);

        XElement Node(string type, string id, params object[] extensions) =>
            new(bpmn + type, new XAttribute("id", id), new XElement(bpmn + "extensionElements", extensions));
        XElement Link(string from, string to) =>
            new(bpmn + "sequenceFlow", new XAttribute("id", $"{from}-{to}"), new XAttribute("sourceRef", from), new XAttribute("targetRef", to));
    }

    private static VariableFlow Flow(XDocument document) =>
        new(document, StartVariables((string)document.Descendants(WorkflowFiles.Bpmn + "process").Single().Attribute("id")!));

    /// <summary>
    /// What the process may count on: what every caller passes; for a process of a case kind what any caller may pass, since it
    /// asks with "= null" for what is missing when it is started with the case alone.
    /// </summary>
    private static IEnumerable<string> StartVariables(string processId)
    {
        var calls = CallerInputs(processId).ToList();
        if (CaseKinds.All.Any(kind => kind.ProcessId == processId))
            return calls.SelectMany(inputs => inputs).Concat(OfPaths(processId)).Append("case").Distinct();
        return calls.Count > 0 ? calls.Aggregate((all, some) => all.Intersect(some)) : OfPaths(processId);
    }

    private static IEnumerable<string> OfPaths(string processId) =>
        FlowPath.Of(processId).SelectMany(path => path.StartVariables.Entries.Keys).Distinct();

    private static IEnumerable<IEnumerable<string>> CallerInputs(string processId) =>
        WorkflowFiles.AllDiagrams.SelectMany(document => document.Descendants(WorkflowFiles.Zeebe + "calledElement"))
            .Where(call => (string?)call.Attribute("processId") == processId)
            .Select(call => call.Parent!.Element(WorkflowFiles.Zeebe + "ioMapping")!.Elements(WorkflowFiles.Zeebe + "input").Select(input => (string)input.Attribute("target")!));

    /// <summary>What the element evaluates; the outputs of a call or of an automatic step see what came back instead.</summary>
    private static IEnumerable<string> Expressions(XElement node)
    {
        var isCall = node.Name.LocalName == "callActivity" || WorkflowFiles.Extensions(node, "taskDefinition").Any();
        return node.Descendants().SelectMany(element => element.Attributes().Select(attribute => attribute.Value))
            .Concat(node.Descendants().Where(element => !element.HasElements).Select(element => element.Value))
            .Where(text => text.StartsWith('='))
            .Except(isCall ? node.Descendants(WorkflowFiles.Zeebe + "output").Select(output => (string)output.Attribute("source")!) : [])
            .Distinct();
    }

    private static IEnumerable<string> Unknown(string expression, IEnumerable<string> known)
    {
        var parse = WorkflowLibrary.Shipped.Feel.Expression(expression.TrimStart('='));
        parse.IsOk.ShouldBeTrue(expression);
        // Inside a filter FEEL also sees the members of the items; the walk through every path checks those.
        return expression.Contains('[') && !expression.StartsWith("=[", StringComparison.Ordinal)
            ? parse.Value!.Variables.Except(known).Except(["decision", "item"])
            : parse.Value!.Variables.Except(known);
    }
}
