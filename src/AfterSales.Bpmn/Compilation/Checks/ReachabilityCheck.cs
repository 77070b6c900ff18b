using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.Reading;

namespace AfterSales.Bpmn.Compilation.Checks;

/// <summary>An element that no token can ever reach is a drawing mistake: usually a flow that does not quite touch it.</summary>
internal static class ReachabilityCheck
{
    public static void Check(List<CompiledElement> elements, List<CompiledFlow> flows, ProblemList problems)
    {
        var reached = new bool[elements.Count];
        var open = new Stack<CompiledElement>();
        foreach (var element in elements.Where(element => element.Instantiates || element.Type is ElementType.StartEvent or ElementType.Process or ElementType.EventSubProcess))
            Reach(element);
        while (open.TryPop(out var element))
        {
            foreach (var flow in element.Outgoing)
                Reach(elements[flows[flow].TargetIndex]);
            foreach (var boundary in element.BoundaryEvents)
                Reach(elements[boundary]);
            foreach (var activity in element.Activatable)
                Reach(elements[activity]);
            if (element.Inner is { } inner)
                Reach(elements[inner]);
            if (element.CompensatedBy is { } handler)
                Reach(elements[handler]);
        }
        foreach (var element in elements.Where(element => !reached[element.Index] && element.Type != ElementType.MultiInstanceBody))
            problems.Add(ProblemCodes.Unreachable, element.Id, element.Line, "No sequence of flows leads from a start event to this element.");

        void Reach(CompiledElement element)
        {
            if (reached[element.Index])
                return;
            reached[element.Index] = true;
            open.Push(element);
        }
    }
}
