using AfterSales.Bpmn.Compilation.Elements;
using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.Reading;

namespace AfterSales.Bpmn.Compilation.Checks;

/// <summary>Which flows may and must enter and leave which elements.</summary>
internal static class FlowChecks
{
    public static void Check(List<CompiledElement> elements, List<CompiledFlow> flows, ProblemList problems)
    {
        foreach (var element in elements)
        {
            Ends(element, flows, problems);
            if (element.Type.DecidesByCondition())
                Conditions(element, flows, problems);
            if (element.Type == ElementType.ComplexGateway)
                Complex(element, problems);
            if (element.Type.IsActivity() && element.DefaultFlow is not null)
                Default(element, flows, problems);
            if (element.Type == ElementType.EventBasedGateway)
                EventBased(element, elements, flows, problems);
        }
    }

    private static void Ends(CompiledElement element, List<CompiledFlow> flows, ProblemList problems)
    {
        if (element is { Instantiates: true, Incoming.Count: > 0 })
            problems.Add(ProblemCodes.FlowInvalid, element.Id, element.Line, "No sequence flow can lead to an element that begins an instance (instantiate).");
        if (element is { Instantiates: true, BoundaryEvents.Count: > 0 })
            problems.Add(ProblemCodes.BoundaryInvalid, element.Id, element.Line, "The task is done the moment it begins an instance: an event on its border could never happen.");
        if (element.Incoming.Count > 0 && element.Type is ElementType.StartEvent or ElementType.BoundaryEvent)
            problems.Add(ProblemCodes.FlowInvalid, element.Id, element.Line, "No sequence flow can lead to a start event or a boundary event.");
        if (element.Outgoing.Count > 0 && element.Type == ElementType.EndEvent)
            problems.Add(ProblemCodes.FlowInvalid, element.Id, element.Line, "No sequence flow can leave an end event.");
        if (element is { Type: ElementType.EventSubProcess } or { IsForCompensation: true } && element.Incoming.Count + element.Outgoing.Count + element.BoundaryEvents.Count > 0)
            problems.Add(ProblemCodes.FlowInvalid, element.Id, element.Line, "No sequence flow leads to or from an event sub-process or an activity that undoes another, and no boundary event stands on one.");
        if (element.Event is LinkEvent && (element.Type == ElementType.IntermediateThrowEvent ? element.Outgoing : element.Incoming).Any(flow => !flows[flow].IsLink))
            problems.Add(ProblemCodes.FlowInvalid, element.Id, element.Line, "A throwing link event has no outgoing flow, a catching one no incoming flow: the link is their connection.");
        if (element.Outgoing.Count == 0 && (element.Type is ElementType.StartEvent || element is { Type: ElementType.BoundaryEvent, Event: not CompensateEvent }))
            problems.Add(ProblemCodes.FlowMissing, element.Id, element.Line, "No sequence flow leaves this event: it leads nowhere.");
    }

    private static void Conditions(CompiledElement gateway, List<CompiledFlow> flows, ProblemList problems)
    {
        foreach (var flow in gateway.Outgoing.Select(index => flows[index]))
            if (flow.Index == gateway.DefaultFlow && flow.Condition is not null)
                problems.Add(ProblemCodes.FlowConditionMisplaced, flow.Id, flow.Line, "The default flow is taken when no condition is true: it cannot have a condition itself.");
            else if (gateway.Outgoing.Count > 1 && flow.Index != gateway.DefaultFlow && flow.Condition is null)
                problems.Add(ProblemCodes.FlowConditionMissing, flow.Id, flow.Line, $"The flow leaves the gateway '{gateway.Id}' among others: it needs a condition, or must be the default flow.");
    }

    private static void Complex(CompiledElement gateway, ProblemList problems)
    {
        if (gateway.Incoming.Count > 1 && gateway.Activation is null)
            problems.Add(ProblemCodes.ConditionMissing, gateway.Id, gateway.Line, "The complex gateway has no activation condition: nothing says which of the tokens that come here let it go on (for two of them: =activationCount >= 2).");
        if (gateway.Incoming.Count < 2 && gateway.Activation is not null)
            problems.Add(ProblemCodes.AttributeUnsupported, gateway.Id, gateway.Line, "An activation condition has a meaning where several flows come together, but no more than one leads to this gateway.");
    }

    private static void Default(CompiledElement activity, List<CompiledFlow> flows, ProblemList problems)
    {
        var flow = flows[activity.DefaultFlow!.Value];
        if (flow.Condition is not null)
            problems.Add(ProblemCodes.FlowConditionMisplaced, flow.Id, flow.Line, "The default flow is taken when no condition is true: it cannot have a condition itself.");
        if (!activity.HasConditionalFlows)
            problems.Add(ProblemCodes.AttributeUnsupported, activity.Id, activity.Line, "A default flow is taken when no condition of the others is true, but no other flow has a condition.");
    }

    private static void EventBased(CompiledElement gateway, List<CompiledElement> elements, List<CompiledFlow> flows, ProblemList problems)
    {
        if (gateway.Outgoing.Count < 2)
            problems.Add(ProblemCodes.FlowMissing, gateway.Id, gateway.Line, "An event-based gateway needs at least two events to choose from.");
        foreach (var target in gateway.Outgoing.Select(index => elements[flows[index].TargetIndex]))
        {
            if (gateway.WantsAll && target.Event is not MessageEvent)
                problems.Add(ProblemCodes.FlowInvalid, target.Id, target.Line, $"The gateway '{gateway.Id}' waits for all of its events: only messages say to which instance they belong.");
            else if (gateway.Instantiates && !target.Events.All(definition => definition is MessageEvent or SignalEvent or TimerEvent))
                problems.Add(ProblemCodes.FlowInvalid, target.Id, target.Line, $"The gateway '{gateway.Id}' begins instances: only messages, signals and timers can do that.");
            if (target is not { Type: ElementType.IntermediateCatchEvent, Event: not LinkEvent })
                problems.Add(ProblemCodes.FlowInvalid, gateway.Id, gateway.Line, $"An event-based gateway can only lead to intermediate catch events, but it leads to '{target.Id}'.");
            else if (target.IsParallelMultiple)
                problems.Add(ProblemCodes.FlowInvalid, target.Id, target.Line, $"The event-based gateway '{gateway.Id}' goes on with the first event: it cannot lead to one that waits for several things together.");
            else if (target.Incoming.Count > 1)
                problems.Add(ProblemCodes.FlowInvalid, target.Id, target.Line, $"The event follows the event-based gateway '{gateway.Id}': no other flow can lead to it.");
        }
    }
}
