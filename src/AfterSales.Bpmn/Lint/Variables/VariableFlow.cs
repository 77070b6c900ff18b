using System.Text.RegularExpressions;
using AfterSales.Bpmn.Model;
using AfterSales.Feel;

namespace AfterSales.Bpmn.Lint.Variables;

/// <summary>
/// Which variables are certain to be there when an element is entered, whatever way a token took: what every path before
/// it sets by a form, script, decision, output mapping or, for a called process, by the caller's inputs. What jobs and
/// messages bring is not known: their output mappings count as set.
/// </summary>
internal sealed partial class VariableFlow
{
    private readonly FlowGraph graph;
    private readonly LintedProcess process;
    private readonly Dictionary<FlowNode, HashSet<string>> after = [];

    public VariableFlow(LintedProcess process, FlowGraph graph, IEnumerable<string> given)
    {
        (this.process, this.graph) = (process, graph);
        Given = given.ToHashSet(StringComparer.Ordinal);
        Settle();
    }

    public IReadOnlySet<string> Given { get; }

    /// <summary>The outermost scope with what an instance begins with: the case, what all callers give, and what the process itself tests for null.</summary>
    public static VariableFlow Of(LintedProcess process)
    {
        var callers = process.Others.Append(process).SelectMany(other => other.Nodes)
            .Where(node => node.IsCall() && Rules.ReferencedFlowRule.CalledId(node) == process.Id)
            .Select(call => Targets(call, "input").ToHashSet(StringComparer.Ordinal)).ToList();
        var inputs = callers.Count == 0 ? [] : callers.Aggregate((all, some) => [.. all.Intersect(some)]);
        var expected = process.Scopes.SelectMany(scope => scope.Nodes.SelectMany(Texts).Concat(scope.Flows.Select(flow => flow.Condition ?? "")))
            .SelectMany(text => TestedForNull().Matches(text)).Select(match => match.Groups["name"].Value.Split('.')[0]);
        return new VariableFlow(process, process.Graph, [.. inputs, .. expected, "case"]);
    }

    /// <summary>There when the element is entered.</summary>
    public IReadOnlySet<string> Before(FlowNode node)
    {
        if (node.IsBoundary() && graph.Host(node) is { } host)
            return Before(host);
        var sources = graph.In(node).Select(graph.Source).Where(after.ContainsKey).ToList();
        if (sources.Count == 0)
            return Given;
        var common = new HashSet<string>(after[sources[0]], StringComparer.Ordinal);
        foreach (var source in sources)
            if (node.Kind == "parallelGateway")
                common.UnionWith(after[source]);
            else
                common.IntersectWith(after[source]);
        return common;
    }

    /// <summary>There when the element is left.</summary>
    public IReadOnlySet<string> After(FlowNode node) => after[node];

    /// <summary>What only the element itself sees: its inputs, its item of a loop, its results before they are mapped.</summary>
    public IEnumerable<string> Own(FlowNode node) => Targets(node, "input").Concat(Results(process, node))
        .Concat(node.Loop?.Zeebe?["inputElement"] is { } item ? [item, "loopCounter", "numberOfInstances", "numberOfActiveInstances", "numberOfCompletedInstances", "numberOfTerminatedInstances"] : [])
        .Concat(node.Loop?.Zeebe?["outputCollection"] is { } outputs ? [outputs] : []);

    /// <summary>Everything that some element of a process sets.</summary>
    public static IEnumerable<string> SetAnywhere(LintedProcess process) => process.Nodes.SelectMany(node => Set(process, node));

    /// <summary>The names on the left side of input or output mappings.</summary>
    public static IEnumerable<string> Targets(FlowNode node, string direction) =>
        Mappings(node, direction).Select(mapping => mapping["target"]).OfType<string>().Select(Root);

    /// <summary>The expressions of input or output mappings.</summary>
    public static IEnumerable<string> Sources(FlowNode node, string direction) =>
        Mappings(node, direction).Select(mapping => mapping["source"]).OfType<string>().Where(source => source.StartsWith('='));

    /// <summary>
    /// The variables an expression reads; none for one that cannot be read. Inside a filter FEEL also sees the members of the items,
    /// which cannot be told from variables: such expressions are left out.
    /// </summary>
    public static IReadOnlyCollection<string> Variables(string expression, FeelCompiler feel)
    {
        if (!expression.StartsWith('='))
            return [];
        var isFilter = expression.Contains('[', StringComparison.Ordinal) && !expression.StartsWith("=[", StringComparison.Ordinal);
        return !isFilter && feel.Expression(expression[1..]) is { IsOk: true, Value: { } compiled } ? compiled.Variables : [];
    }

    /// <summary>Every expression of an element that is evaluated with variables known here. What jobs, messages and called flows bring is not.</summary>
    public static IEnumerable<string> Expressions(FlowNode node)
    {
        var outside = BringsUnknown(node) ? Sources(node, "output").ToHashSet(StringComparer.Ordinal) : [];
        return Texts(node).Where(text => text.StartsWith('=') && !outside.Contains(text)).Distinct(StringComparer.Ordinal);
    }

    private static bool BringsUnknown(FlowNode node) =>
        node.IsCall() || node.Kind == "receiveTask" || node.Zeebe("taskDefinition") is not null || node.Has("messageEventDefinition") || node.Has("signalEventDefinition") || node.Content is not null
        || node.Kind == "boundaryEvent" || node.IsStart();

    private static IEnumerable<string> Texts(FlowNode node) => node.Extensions.SelectMany(Texts)
        .Concat(node.Events.SelectMany(definition => definition.Timers.Select(timer => timer.Value)))
        .Concat(node.Loop is { } loop ? [.. loop.Zeebe is { } zeebe ? Texts(zeebe) : [], loop.CompletionCondition ?? ""] : []);

    private static IEnumerable<string> Texts(Extension extension) => extension.Attributes.Values.Concat(extension.Children.SelectMany(Texts));

    private static IEnumerable<Extension> Mappings(FlowNode node, string direction) =>
        node.Zeebe("ioMapping")?.Children.Where(mapping => mapping.Name == direction) ?? [];

    private static IEnumerable<string> Results(LintedProcess process, FlowNode node)
    {
        if (node.Zeebe("formDefinition")?["formId"] is { } form)
            foreach (var field in process.Library.Forms?.FieldsOf(form) ?? [])
                yield return Root(field.Key);
        foreach (var owner in new[] { node.Zeebe("calledDecision"), node.Zeebe("script") })
            if (owner?["resultVariable"] is { } result)
                yield return result;
        foreach (var inner in node.Content?.Nodes ?? [])
            foreach (var name in Set(process, inner))
                yield return name;
    }

    private static IEnumerable<string> Set(LintedProcess process, FlowNode node)
    {
        var outputs = Targets(node, "output").ToList();
        // Answers that an input made the element's own stay with it unless they are mapped on.
        var results = outputs.Count > 0 ? outputs : Results(process, node).Except(Targets(node, "input"));
        return node.Loop?.Zeebe?["outputCollection"] is { } collection ? results.Append(collection) : results;
    }

    private void Settle()
    {
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var node in graph.Nodes)
            {
                var now = Before(node).Union(Set(process, node)).ToHashSet(StringComparer.Ordinal);
                if (after.TryGetValue(node, out var known) && known.SetEquals(now))
                    continue;
                // Once settled, what is certain can only become less; a loop that still grows would never end.
                if (known is not null && !known.IsSupersetOf(now))
                    now.IntersectWith(known);
                if (known is not null && known.SetEquals(now))
                    continue;
                after[node] = now;
                changed = true;
            }
        }
    }

    private static string Root(string path) => path.Split('.')[0];

    [GeneratedRegex(@"(?<name>[A-Za-z_][\w.]*)\s*!?=\s*null\b", RegexOptions.ExplicitCapture)]
    private static partial Regex TestedForNull();
}
