using AfterSales.Bpmn.Compilation.Elements;
using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.Reading;

namespace AfterSales.Bpmn.Compilation.Checks;

/// <summary>Every scope must know where to begin.</summary>
internal static class StartChecks
{
    /// <summary>Checks every scope and resolves its none start event.</summary>
    public static StartTriggers Check(List<CompiledElement> elements, NodeContext process, ProblemList problems)
    {
        var byScope = elements.Where(element => element.Type == ElementType.StartEvent).ToLookup(element => element.ScopeIndex);
        foreach (var scope in elements.Where(element => element.Type.HoldsElements()))
            Check(scope, [.. byScope[scope.Index]], problems);
        var root = elements[0];
        var starts = byScope[0].ToList();
        var messages = new List<MessageStart>();
        foreach (var start in starts)
            if (start.Event is MessageEvent message && Events.ConstantName(process, message) is { } name)
                messages.Add(new MessageStart(start.Id, name));
        foreach (var twice in messages.GroupBy(message => message.MessageName, StringComparer.Ordinal).Where(group => group.Count() > 1))
            problems.Add(ProblemCodes.StartAmbiguous, root.Id, root.Line, $"The message '{twice.Key}' starts the process at several events: {string.Join(", ", twice.Select(message => message.ElementId))}.");
        return new StartTriggers(
            root.NoneStart is { } index ? elements[index] : null,
            messages,
            [.. starts.Where(start => start.Event is TimerEvent).Select(start => new TimerStart(start.Id, (TimerEvent)start.Event!))]);
    }

    private static void Check(CompiledElement scope, List<CompiledElement> starts, ProblemList problems)
    {
        var what = scope.Type == ElementType.Process ? "process" : "sub-process";
        if (starts.Count == 0)
            problems.Add(ProblemCodes.StartMissing, scope.Id, scope.Line, $"The {what} has no start event.");
        if (scope.Type == ElementType.EventSubProcess)
        {
            if (starts.Count > 1)
                problems.Add(ProblemCodes.StartAmbiguous, scope.Id, starts[1].Line, $"The event sub-process has {starts.Count} start events; one is allowed.");
            scope.NoneStart = starts.Count > 0 ? starts[0].Index : null;
            return;
        }
        // A refused definition leaves Event empty too; that start has its own problem already.
        var none = starts.Where(start => start.Event is null).ToList();
        if (none.Count > 1)
            problems.Add(ProblemCodes.StartAmbiguous, scope.Id, none[1].Line, $"The {what} has {none.Count} start events without a trigger; one is allowed.");
        scope.NoneStart = none.Count > 0 ? none[0].Index : null;
    }
}
