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
        {
            var events = host.BoundaryEvents.Select(index => elements[index]).ToList();
            CheckCodes(events, definition => definition is ErrorEvent error ? error.ErrorCode?.Text ?? "" : null, "Another boundary event of the same activity catches this error already.", problems);
            CheckCodes(events, definition => definition is EscalationEvent escalation ? escalation.EscalationCode?.Text ?? "" : null, "Another boundary event of the same activity catches this escalation already.", problems);
        }
        foreach (var start in elements.Where(element => element is { Type: ElementType.StartEvent, IsInterrupting: false } && element.Events.Any(definition => definition is ErrorEvent)))
            problems.Add(ProblemCodes.BoundaryInvalid, start.Id, start.Line, "An error ends its scope: an event sub-process that an error begins cannot be non-interrupting.");
    }

    private static void Check(CompiledElement element, ProblemList problems)
    {
        if (element.IsInterrupting && element.Events.Any(definition => definition is TimerEvent { Kind: TimerKind.Cycle }))
            problems.Add(ProblemCodes.TimerInvalid, element.Id, element.Line, "An interrupting boundary event fires once: it cannot have a cycle.");
        if (!element.IsInterrupting && element.Event is CancelEvent)
            problems.Add(ProblemCodes.BoundaryInvalid, element.Id, element.Line, "A cancelled transaction has ended: a cancel event cannot be non-interrupting.");
        if (!element.IsInterrupting && element.Events.Any(definition => definition is ErrorEvent))
            problems.Add(ProblemCodes.BoundaryInvalid, element.Id, element.Line, "An error ends its activity: a boundary error event cannot be non-interrupting.");
    }

    /// <param name="codeOf">The code that a definition catches, empty for all, null when it catches no code.</param>
    private static void CheckCodes(List<CompiledElement> events, Func<EventDefinition, string?> codeOf, string message, ProblemList problems)
    {
        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var element in events)
            if (element.Events.Select(codeOf).OfType<string>().Any(code => !codes.Add(code)))
                problems.Add(ProblemCodes.BoundaryInvalid, element.Id, element.Line, message);
    }
}
