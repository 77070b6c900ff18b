using AfterSales.Bpmn.Compilation.Checks;
using AfterSales.Bpmn.Compilation.Elements;
using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.Reading;
using AfterSales.Feel;

namespace AfterSales.Bpmn.Compilation;

/// <summary>Builds one process: elements scope by scope, then the flows and boundary events between them, then the checks.</summary>
internal sealed class ProcessBuilder(ProcessModel process, Events events, FeelCompiler feel, ProblemList problems)
{
    private readonly NodeCompiler nodes = new(events, BegunAt(process.Content));
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
        var starts = StartChecks.Check(elements, flows, new NodeContext(process, feel, problems), problems);
        FlowChecks.Check(elements, flows, problems);
        CompensationChecks.Check(elements, problems);
        AdHocChecks.Check(elements, problems);
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

    private static HashSet<string> BegunAt(FlowScope content)
    {
        var gateways = content.Nodes.Where(node => node.Kind == "eventBasedGateway" && NodeCompiler.Instantiates(node) && !NodeCompiler.IsForAll(node)).Select(node => node.Id).ToHashSet(StringComparer.Ordinal);
        return content.Flows.Where(flow => flow.SourceId is { } source && gateways.Contains(source)).Select(flow => flow.TargetId).OfType<string>().ToHashSet(StringComparer.Ordinal);
    }

    private void AddScope(FlowScope content, CompiledElement scope, Lane? lane)
    {
        foreach (var node in content.Nodes)
            AddNode(node, scope, lanes.Of(node.Id) ?? lane);
        foreach (var flow in content.Flows)
            AddFlow(flow, scope);
        AddLinks(scope);
        foreach (var node in content.Nodes)
            if (outer.TryGetValue(node.Id, out var element))
                Resolve(node, element, scope);
        foreach (var association in content.Associations)
            Compensate(association);
    }

    /// <summary>A throwing link event goes on at the one catching event of its name.</summary>
    private void AddLinks(CompiledElement scope)
    {
        var links = elements.Where(element => element.ScopeIndex == scope.Index && element.Event is LinkEvent).ToList();
        var ends = links.Where(element => element.Type == ElementType.IntermediateCatchEvent).ToLookup(element => ((LinkEvent)element.Event!).Name, StringComparer.Ordinal);
        foreach (var link in links.Where(element => element.Type == ElementType.IntermediateThrowEvent))
        {
            var name = ((LinkEvent)link.Event!).Name;
            if (ends[name].ToList() is not [var end])
            {
                problems.Add(ProblemCodes.LinkInvalid, link.Id, link.Line, $"The link '{name}' goes on at {ends[name].Count()} catching link events of the same process or sub-process; there must be one.");
                continue;
            }
            // No id of a file has a space in it.
            flows.Add(new CompiledFlow { Index = flows.Count, Id = $"{link.Id} {end.Id}", Line = link.Line, SourceIndex = link.Index, TargetIndex = end.Index, IsLink = true });
            link.Outgoing = [.. link.Outgoing, flows.Count - 1];
            end.Incoming = [.. end.Incoming, flows.Count - 1];
        }
    }

    /// <summary>An association from a compensation event says what undoes the activity it is attached to.</summary>
    private void Compensate(AssociationModel association)
    {
        if (association.SourceId is { } source && outer.TryGetValue(source, out var boundary) && boundary is { Event: CompensateEvent, AttachedTo: { } host }
            && association.TargetId is { } target && outer.TryGetValue(target, out var handler) && handler.IsForCompensation && handler.ScopeIndex == boundary.ScopeIndex)
            elements[host].CompensatedBy = handler.Index;
    }

    private void AddNode(FlowNode node, CompiledElement scope, Lane? lane)
    {
        var context = new NodeContext(node, feel, problems);
        if (ElementKinds.TypeOf(node.Kind) is not { } type)
        {
            context.Report(ProblemCodes.ElementUnsupported, ElementKinds.Refusal(node.Kind));
            return;
        }
        if (node.IsEventSubProcess())
            type = ElementType.EventSubProcess;
        var body = AddBody(context, node, type, scope, lane);
        var element = nodes.Compile(context, node, type, elements.Count, body ?? scope, lane);
        elements.Add(element);
        if (body is not null)
            body.Inner = element.Index;
        outer[node.Id] = body ?? element;
        if (type == ElementType.EventSubProcess)
            scope.EventSubProcesses = [.. scope.EventSubProcesses, element.Index];
        if (node.Content is { } content)
            AddScope(content, element, lane);
    }

    private CompiledElement? AddBody(NodeContext context, FlowNode node, ElementType type, CompiledElement scope, Lane? lane)
    {
        if (node.Loop is not null && !type.IsActivity())
            context.Report(ProblemCodes.ElementUnsupported, node.Loop.Line, "Only activities can be multi-instance or loop.");
        var (loop, standard) = (Loops.Compile(context, node.Loop), Loops.CompileStandard(context, node.Loop));
        if (loop is null && standard is null)
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
            StandardLoop = standard,
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
        if (flow.Condition is not null && !source.Type.MayHaveConditions())
            context.Report(ProblemCodes.FlowConditionMisplaced, "Only flows that leave an exclusive, inclusive or complex gateway or an activity can have a condition.");
        source.HasConditionalFlows |= flow.Condition is not null && source.Type.IsActivity();
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
        if (element.Type.MayHaveConditions() && node["default"] is { } id)
        {
            element.DefaultFlow = element.Outgoing.Select(index => flows[index]).FirstOrDefault(flow => flow.Id == Xml.Reference(id))?.Index;
            if (element.DefaultFlow is null)
                problems.Add(ProblemCodes.ReferenceUnknown, node.Id, node.Line, $"The default flow '{id}' is not one of the flows that leave this element.");
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
