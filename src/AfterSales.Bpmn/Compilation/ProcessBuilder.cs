using AfterSales.Bpmn.Compilation.Checks;
using AfterSales.Bpmn.Compilation.Elements;
using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.Reading;
using AfterSales.Feel;

namespace AfterSales.Bpmn.Compilation;

/// <summary>Builds one process: elements scope by scope, then the flows and boundary events between them, then the checks.</summary>
internal sealed class ProcessBuilder(ProcessModel process, Events events, FeelCompiler feel, ProblemList problems)
{
    private readonly NodeCompiler nodes = new(events);
    private readonly Lanes lanes = new(process, feel, problems);
    private readonly HashSet<string> drawn = process.Content.AllNodes().Select(node => node.Id).ToHashSet(StringComparer.Ordinal);
    private readonly List<CompiledElement> elements = [];
    private readonly List<CompiledFlow> flows = [];

    /// <summary>What flows and boundary events refer to: the body of a multi-instance activity, not what is inside it.</summary>
    private readonly Dictionary<string, CompiledElement> outer = new(StringComparer.Ordinal);

    /// <summary>The process; null when problems were reported.</summary>
    public CompiledProcess? Build()
    {
        var before = problems.Count;
        KnownExtensions.Check(new NodeContext(process, feel, problems), "versionTag");
        var root = new CompiledElement
        {
            Index = 0,
            Id = process.Id,
            Type = ElementType.Process,
            ScopeIndex = -1,
            Name = process.Name,
            Line = process.Line,
            Documentation = process.Documentation,
            Properties = KnownExtensions.Properties(process),
        };
        elements.Add(root);
        AddScope(process.Content, root, null);
        var starts = StartChecks.Check(elements, new NodeContext(process, feel, problems), problems);
        FlowChecks.Check(elements, flows, problems);
        BoundaryChecks.Check(elements, problems);
        if (problems.Count == before)
            ReachabilityCheck.Check(elements, flows, problems);
        return problems.Count > before ? null : new CompiledProcess(elements, flows, lanes.All)
        {
            Id = process.Id,
            Name = process.Name,
            Line = process.Line,
            Documentation = process.Documentation,
            Properties = root.Properties,
            VersionTag = process.Zeebe("versionTag")?["value"],
            StartTriggers = starts,
        };
    }

    private void AddScope(FlowScope content, CompiledElement scope, Lane? lane)
    {
        foreach (var node in content.Nodes)
            AddNode(node, scope, lanes.Of(node.Id) ?? lane);
        foreach (var flow in content.Flows)
            AddFlow(flow, scope);
        foreach (var node in content.Nodes)
            if (outer.TryGetValue(node.Id, out var element))
                Resolve(node, element, scope);
    }

    private void AddNode(FlowNode node, CompiledElement scope, Lane? lane)
    {
        var context = new NodeContext(node, feel, problems);
        if (ElementKinds.TypeOf(node.Kind) is not { } type)
        {
            context.Report(ProblemCodes.ElementUnsupported, ElementKinds.Refusal(node.Kind));
            return;
        }
        var body = AddBody(context, node, type, scope, lane);
        var element = nodes.Compile(context, node, type, elements.Count, body ?? scope, lane);
        elements.Add(element);
        if (body is not null)
            body.Inner = element.Index;
        outer[node.Id] = body ?? element;
        if (node.Content is { } content)
            AddScope(content, element, lane);
    }

    private CompiledElement? AddBody(NodeContext context, FlowNode node, ElementType type, CompiledElement scope, Lane? lane)
    {
        if (node.Loop is not null && !type.IsActivity())
            context.Report(ProblemCodes.ElementUnsupported, node.Loop.Line, "Only activities can be multi-instance.");
        if (Loops.Compile(context, node.Loop) is not { } loop)
            return null;
        var body = new CompiledElement
        {
            Index = elements.Count,
            Id = node.Id,
            Type = ElementType.MultiInstanceBody,
            ScopeIndex = scope.Index,
            Name = node.Name,
            Line = node.Line,
            Documentation = node.Documentation,
            Properties = KnownExtensions.Properties(node),
            Lane = lane,
            Loop = loop,
        };
        elements.Add(body);
        return body;
    }

    private void AddFlow(FlowModel flow, CompiledElement scope)
    {
        var context = new NodeContext(flow, feel, problems);
        KnownExtensions.Check(context, KnownExtensions.None);
        var source = End(context, flow.SourceId, "source", scope);
        var target = End(context, flow.TargetId, "target", scope);
        var condition = context.Expression(flow.Condition, flow.Line, "condition");
        if (source is null || target is null)
            return;
        if (flow.Condition is not null && !source.Type.DecidesByCondition())
            context.Report(ProblemCodes.FlowConditionMisplaced, "Only flows that leave an exclusive or inclusive gateway can have a condition.");
        flows.Add(new CompiledFlow
        {
            Index = flows.Count,
            Id = flow.Id,
            Name = flow.Name,
            Line = flow.Line,
            Documentation = flow.Documentation,
            Properties = KnownExtensions.Properties(flow),
            SourceIndex = source.Index,
            TargetIndex = target.Index,
            Condition = condition,
        });
        source.Outgoing = [.. source.Outgoing, flows.Count - 1];
        target.Incoming = [.. target.Incoming, flows.Count - 1];
    }

    private CompiledElement? End(NodeContext context, string? id, string what, CompiledElement scope)
    {
        if (id is null || !outer.TryGetValue(id, out var element))
        {
            // An end that was refused itself has its own problem already.
            if (id is null || !drawn.Contains(id))
                context.Report(ProblemCodes.ReferenceUnknown, id is null ? $"The sequence flow has no {what}." : $"The {what} '{id}' of the sequence flow is not an element of this process.");
            return null;
        }
        if (element.ScopeIndex == scope.Index)
            return element;
        context.Report(ProblemCodes.FlowInvalid, $"The sequence flow crosses the border of a sub-process at its {what} '{id}'.");
        return null;
    }

    private void Resolve(FlowNode node, CompiledElement element, CompiledElement scope)
    {
        if (element.Type.DecidesByCondition() && node["default"] is { } id)
        {
            element.DefaultFlow = element.Outgoing.Select(index => flows[index]).FirstOrDefault(flow => flow.Id == Xml.Reference(id))?.Index;
            if (element.DefaultFlow is null)
                problems.Add(ProblemCodes.ReferenceUnknown, node.Id, node.Line, $"The default flow '{id}' is not one of the flows that leave this gateway.");
        }
        if (element.Type == ElementType.BoundaryEvent)
            Attach(node, element, scope);
    }

    private void Attach(FlowNode node, CompiledElement element, CompiledElement scope)
    {
        var id = Xml.Reference(node["attachedToRef"]);
        if (id is null || !outer.TryGetValue(id, out var host) || host.ScopeIndex != scope.Index || !host.Type.IsActivity())
        {
            if (id is null || outer.ContainsKey(id) || !drawn.Contains(id))
                problems.Add(ProblemCodes.BoundaryInvalid, node.Id, node.Line, $"The boundary event must be attached to an activity of the same process or sub-process, but it is attached to '{id ?? "nothing"}'.");
            return;
        }
        element.AttachedTo = host.Index;
        host.BoundaryEvents = [.. host.BoundaryEvents, element.Index];
    }
}
