using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.Reading;

namespace AfterSales.Bpmn.Compilation.Checks;

/// <summary>What boundary events may be and what stands beside what on one activity.</summary>
internal static class BoundaryChecks
{
    public static void Check(List<CompiledElement> elements, ProblemList problems)
    {
        foreach (var element in elements.Where(element => element.Type == ElementType.BoundaryEvent))
            Check(element, problems);
        foreach (var host in elements.Where(element => element.BoundaryEvents.Count > 1))
            Check(host.BoundaryEvents.Select(index => elements[index]).Where(element => element.Event is ErrorEvent), problems);
    }

    private static void Check(CompiledElement element, ProblemList problems)
    {
        if (element.IsInterrupting && element.Event is TimerEvent { Kind: TimerKind.Cycle })
            problems.Add(ProblemCodes.TimerInvalid, element.Id, element.Line, "An interrupting boundary event fires once: it cannot have a cycle.");
        if (!element.IsInterrupting && element.Event is ErrorEvent)
            problems.Add(ProblemCodes.BoundaryInvalid, element.Id, element.Line, "An error ends its activity: a boundary error event cannot be non-interrupting.");
    }

    private static void Check(IEnumerable<CompiledElement> errorEvents, ProblemList problems)
    {
        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var element in errorEvents)
            if (!codes.Add(((ErrorEvent)element.Event!).ErrorCode?.Text ?? ""))
                problems.Add(ProblemCodes.BoundaryInvalid, element.Id, element.Line, "Another boundary event of the same activity catches this error already.");
    }
}
