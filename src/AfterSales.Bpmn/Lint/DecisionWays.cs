using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Model;

namespace AfterSales.Bpmn.Lint;

/// <summary>One of several ways a case may take: a flow out of a choice, or an event that ends, delays or accompanies a step.</summary>
/// <param name="Id">The flow or event by which a run is seen to have taken it.</param>
/// <param name="Name">As the drawing names it: <c>Accepted? → No</c>.</param>
internal sealed record DecisionWay(string Id, LintText Name);

/// <summary>
/// The ways of a process among which something decides (LINT-25): flows out of exclusive, inclusive and event-based gateways and conditional flows
/// out of activities, boundary events, and event sub-processes. What always happens is none of them, nor is compensation, which follows from another way.
/// </summary>
internal static class DecisionWays
{
    public static IReadOnlyList<DecisionWay> Of(CompiledProcess process)
    {
        var ways = new List<DecisionWay>();
        foreach (var element in process.Elements)
        {
            if (IsChoice(element))
                ways.AddRange(element.Outgoing.Select(index => process.Flows[index]).Where(flow => !flow.IsLink).Select(flow => OfFlow(process, element, flow)));
            foreach (var boundary in element.BoundaryEvents.Select(index => process.Elements[index]).Where(boundary => boundary.Event is not CompensateEvent))
                ways.Add(new DecisionWay(boundary.Id, Named(element, boundary)));
            foreach (var begun in element.EventSubProcesses.Select(index => process.Elements[index]).Where(begun => !begun.UndoesScope))
                if (begun.NoneStart is { } start)
                    ways.Add(new DecisionWay(process.Elements[start].Id, Named(begun, process.Elements[start])));
        }
        return ways;
    }

    private static bool IsChoice(CompiledElement element) => element.Outgoing.Count > 1
        && (element.Type is ElementType.ExclusiveGateway or ElementType.InclusiveGateway or ElementType.EventBasedGateway || element.HasConditionalFlows);

    private static DecisionWay OfFlow(CompiledProcess process, CompiledElement source, CompiledFlow flow) =>
        new(flow.Id, Named(source, string.IsNullOrWhiteSpace(flow.Name) ? process.Elements[flow.TargetIndex] : flow));

    private static LintText Named(ModelPart from, ModelPart to) => string.IsNullOrWhiteSpace(from.Name)
        ? In(to)
        : new LintText($"{In(from).English} → {In(to).English}", $"{In(from).Persian} ← {In(to).Persian}", $"{In(from).Chinese} → {In(to).Chinese}");

    private static LintText In(ModelPart part)
    {
        var own = string.IsNullOrWhiteSpace(part.Name) ? part.Id : part.Name;
        return new LintText(own, part.NameIn("fa") ?? own, part.NameIn("zh") ?? own);
    }
}
