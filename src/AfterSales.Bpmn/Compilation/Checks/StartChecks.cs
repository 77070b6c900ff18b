using AfterSales.Bpmn.Compilation.Elements;
using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.Reading;

namespace AfterSales.Bpmn.Compilation.Checks;

/// <summary>Every scope must know where to begin.</summary>
internal static class StartChecks
{
    /// <summary>Checks every scope and resolves its none start event.</summary>
    public static StartTriggers Check(List<CompiledElement> elements, List<CompiledFlow> flows, NodeContext process, ProblemList problems)
    {
        var byScope = elements.Where(element => element.Type == ElementType.StartEvent).ToLookup(element => element.ScopeIndex);
        foreach (var scope in elements.Where(element => element.Type.HoldsElements()))
            Check(scope, [.. byScope[scope.Index]], scope.Index == 0 && elements.Exists(element => element.Instantiates), problems);
        var root = elements[0];
        var together = Instantiating(elements, flows, element => element.WantsAll).Concat(byScope[0].Where(start => start.IsParallelMultiple)).ToHashSet();
        List<CompiledElement> starts = [.. byScope[0], .. Instantiating(elements, flows, _ => true)];
        var messages = Named<MessageEvent>(starts, process).Select(start => new MessageStart(start.ElementId, start.Name, together.Any(one => one.Id == start.ElementId))).ToList();
        var signals = Named<SignalEvent>(starts, process).Select(start => new SignalStart(start.ElementId, start.Name)).ToList();
        CheckOnce("message", messages.Select(message => (message.ElementId, message.MessageName)), root, problems);
        CheckOnce("signal", signals.Select(signal => (signal.ElementId, signal.SignalName)), root, problems);
        var conditions = starts.SelectMany(start => start.Events.OfType<ConditionEvent>().Select(condition => new ConditionStart(start.Id, condition))).ToList();
        CheckOnce("condition", conditions.Select(condition => (condition.ElementId, condition.Definition.Condition.Text)), root, problems);
        return new StartTriggers(
            root.NoneStart is { } index ? elements[index] : null,
            messages,
            [.. starts.SelectMany(start => start.Events.OfType<TimerEvent>().Select(timer => new TimerStart(start.Id, timer)))])
        {
            Signals = signals,
            Conditions = conditions,
        };
    }

    /// <summary>Receive tasks that begin an instance, and the events behind gateways that do.</summary>
    private static IEnumerable<CompiledElement> Instantiating(List<CompiledElement> elements, List<CompiledFlow> flows, Func<CompiledElement, bool> which) =>
        elements.Where(element => element.Instantiates && which(element))
            .SelectMany(element => element.Type == ElementType.EventBasedGateway ? element.Outgoing.Select(flow => elements[flows[flow].TargetIndex]) : [element]);

    private static List<(string ElementId, string Name)> Named<T>(List<CompiledElement> starts, NodeContext process) where T : EventDefinition =>
        [.. starts.SelectMany(start => start.Events.OfType<T>().Select(definition => (start.Id, Name: Events.ConstantName(process, definition)))).Where(start => start.Name is not null).Select(start => (start.Id, start.Name!))];

    private static void CheckOnce(string what, IEnumerable<(string ElementId, string Name)> starts, CompiledElement root, ProblemList problems)
    {
        foreach (var twice in starts.GroupBy(start => start.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
            problems.Add(ProblemCodes.StartAmbiguous, root.Id, root.Line, $"The {what} '{twice.Key}' starts the process at several events: {string.Join(", ", twice.Select(start => start.ElementId))}.");
    }

    private static void Check(CompiledElement scope, List<CompiledElement> starts, bool beginsOtherwise, ProblemList problems)
    {
        // What begins in an ad-hoc sub-process is decided while it runs; it has checks of its own.
        if (scope.Type == ElementType.AdHocSubProcess)
            return;
        var what = scope.Type == ElementType.Process ? "process" : "sub-process";
        if (starts.Count == 0 && !beginsOtherwise)
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
