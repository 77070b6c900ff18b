using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.Reading;

namespace AfterSales.Bpmn.Compilation.Checks;

/// <summary>What can be undone, by what, and who may ask for it. Also finds the event sub-processes that undo the sub-process around them.</summary>
internal static class CompensationChecks
{
    public static void Check(List<CompiledElement> elements, ProblemList problems)
    {
        foreach (var element in elements.Where(element => element is { Type: ElementType.EventSubProcess, NoneStart: { } start } && elements[start].Event is CompensateEvent))
            CheckUndoing(element, elements[element.ScopeIndex], elements, problems);
        var handlers = elements.Select(element => element.CompensatedBy).OfType<int>().ToHashSet();
        foreach (var element in elements)
        {
            if (element is { Type: ElementType.BoundaryEvent, Event: CompensateEvent, AttachedTo: { } host })
                CheckBoundary(element, elements[host], problems);
            if (element is { Type: ElementType.BoundaryEvent, Event: CancelEvent, AttachedTo: { } around } && elements[around].Type != ElementType.Transaction)
                problems.Add(ProblemCodes.BoundaryInvalid, element.Id, element.Line, "Only a transaction is cancelled: a cancel event can be attached to nothing else.");
            if (element.IsForCompensation && !handlers.Contains(element.Index))
                problems.Add(ProblemCodes.CompensationInvalid, element.Id, element.Line, "No compensation event is connected to this activity: nothing would ever ask for it.");
            if (element is { Event: CompensateEvent { ActivityId: { } id }, Type: ElementType.IntermediateThrowEvent or ElementType.EndEvent } && !elements.Exists(other => other.Id == id && (other.CompensatedBy is not null || other.Type is ElementType.SubProcess or ElementType.Transaction or ElementType.AdHocSubProcess)))
                problems.Add(ProblemCodes.CompensationInvalid, element.Id, element.Line, $"There is no activity '{id}' that could be undone.");
        }
    }

    /// <summary>An event sub-process that a compensation event begins (BPMN 2.0.2, 10.7.2).</summary>
    private static void CheckUndoing(CompiledElement element, CompiledElement scope, List<CompiledElement> elements, ProblemList problems)
    {
        if (scope.Type is ElementType.Process or ElementType.EventSubProcess || scope.IsForCompensation)
            problems.Add(ProblemCodes.CompensationInvalid, element.Id, element.Line, "Only a sub-process that has completed is undone, and neither a process nor an event sub-process nor what undoes another activity is: nothing would ever begin this one.");
        else if (scope.CompensatedBy is { } other)
            problems.Add(ProblemCodes.CompensationInvalid, element.Id, element.Line, $"'{scope.Id}' is undone by '{elements[other].Id}' already.");
        element.UndoesScope = true;
        scope.CompensatedBy ??= element.Index;
    }

    private static void CheckBoundary(CompiledElement boundary, CompiledElement host, ProblemList problems)
    {
        if (host.CompensatedBy is null)
            problems.Add(ProblemCodes.CompensationInvalid, boundary.Id, boundary.Line, "The compensation event is not connected (by an association) to an activity with isForCompensation=\"true\" beside it.");
        if (host.Type == ElementType.MultiInstanceBody)
            problems.Add(ProblemCodes.CompensationInvalid, boundary.Id, boundary.Line, "Undoing each instance of a loop or multi-instance activity is not supported.");
        if (boundary.Outgoing.Count > 0)
            problems.Add(ProblemCodes.FlowInvalid, boundary.Id, boundary.Line, "No sequence flow leaves a compensation event: what undoes the activity is connected by an association.");
    }
}
