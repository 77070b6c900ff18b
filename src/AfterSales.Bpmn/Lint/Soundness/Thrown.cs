using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Model;

namespace AfterSales.Bpmn.Lint.Soundness;

/// <summary>
/// Which errors, escalations and cancellations can be thrown inside of an element: a worker may throw any error, a called process any error
/// and escalation, an event its own. The nearest event around that catches gets it, a code before a catch-all (see <c>Interpretation.Catching</c>).
/// </summary>
internal sealed class Thrown
{
    private static readonly IReadOnlyList<string?> Nothing = [];

    private readonly CompiledProcess process;
    private readonly ILookup<int, CompiledElement> children;
    private readonly Dictionary<(int Element, bool IsError), (bool Any, HashSet<string> Codes)> thrown = [];

    public Thrown(CompiledProcess process)
    {
        this.process = process;
        children = process.Elements.ToLookup(element => element.ScopeIndex);
    }

    /// <summary>Whether an event can happen, on the border of an activity or as the start of an event sub-process in it. What comes from outside always can.</summary>
    public bool CanHappen(CompiledElement host, CompiledElement caught) => caught.Events.Any(definition => definition switch
    {
        ErrorEvent => CanCatch(host, caught, isError: true),
        EscalationEvent => CanCatch(host, caught, isError: false),
        CancelEvent => Cancels(host),
        _ => true,
    });

    /// <summary>Whether an error or escalation can leave the element and what is on its border.</summary>
    public bool Escapes(CompiledElement element) => IsAny(Escaping(element, isError: true)) || IsAny(Escaping(element, isError: false));

    /// <summary>Whether a cancel event stands on the border of a transaction, or of its loop.</summary>
    public bool CatchesCancel(CompiledElement transaction) => Borders(transaction).SelectMany(host => host.BoundaryEvents).Any(index => process.Elements[index].Event is CancelEvent);

    /// <summary>Whether escalations can be thrown inside of which nothing is known: by a called process, or with a code that is worked out.</summary>
    public bool ThrowsUnknown(CompiledElement host) => By(host, isError: false).Any;

    /// <summary>Whether the escalation of an event certainly ends the scope around it.</summary>
    public bool IsInterruptedByEscalation(CompiledElement thrower) =>
        ((EscalationEvent)thrower.Event!).EscalationCode is { IsLiteral: true, Text: var code } && CatcherOf(thrower, code) is { IsInterrupting: true };

    /// <summary>What catches an escalation with this code. Not known of what is thrown while a sub-process is undone: that depends on who asks for it.</summary>
    public CompiledElement? CatcherOf(CompiledElement thrower, string code)
    {
        var inner = thrower;
        for (var host = process.Elements[thrower.ScopeIndex]; ; inner = host, host = process.Elements[host.ScopeIndex])
        {
            if (inner.UndoesScope)
                return null;
            var begun = inner.Type == ElementType.EventSubProcess ? [] : Starts(host);
            if ((Best(begun) ?? Best(host.BoundaryEvents.Select(index => process.Elements[index]))) is { } caught)
                return caught;
            if (host.ScopeIndex < 0)
                return null;
        }

        CompiledElement? Best(IEnumerable<CompiledElement> events) =>
            events.FirstOrDefault(element => CodesOf(element, isError: false).Contains(code)) ?? events.FirstOrDefault(element => CodesOf(element, isError: false).Contains(null));
    }

    private bool CanCatch(CompiledElement host, CompiledElement caught, bool isError)
    {
        // What begins in the scope is asked before its border.
        var (any, codes) = caught.Type == ElementType.StartEvent ? Inside(host, isError, process.Elements[caught.ScopeIndex]) : By(host, isError);
        if (any)
            return true;
        var own = CodesOf(caught, isError);
        var siblings = (caught.Type == ElementType.StartEvent ? Starts(host) : host.BoundaryEvents.Select(index => process.Elements[index])).SelectMany(element => CodesOf(element, isError)).OfType<string>();
        return codes.Overlaps(own.OfType<string>()) || own.Contains(null) && codes.Except(siblings).Any();
    }

    private bool Cancels(CompiledElement host) => children[host.Index].Any(child => child is { Type: ElementType.EndEvent, Event: CancelEvent } || child.Index == host.Inner && Cancels(child));

    private IEnumerable<CompiledElement> Borders(CompiledElement activity) =>
        process.Elements[activity.ScopeIndex] is { Type: ElementType.MultiInstanceBody } body ? [activity, body] : [activity];

    private IEnumerable<CompiledElement> Starts(CompiledElement scope) => scope.EventSubProcesses.Select(index => process.Elements[process.Elements[index].NoneStart!.Value]);

    private (bool Any, HashSet<string> Codes) By(CompiledElement element, bool isError)
    {
        if (thrown.TryGetValue((element.Index, isError), out var known))
            return known;
        var codes = new HashSet<string>(StringComparer.Ordinal);
        var any = element.Call is not null || isError && element.Job is not null;
        if (element.Type is ElementType.EndEvent or ElementType.IntermediateThrowEvent)
            foreach (var code in element.Events.Select(definition => isError ? (definition as ErrorEvent)?.ErrorCode : (definition as EscalationEvent)?.EscalationCode).OfType<CompiledValue>())
            {
                any |= !code.IsLiteral;
                codes.Add(code.Text);
            }
        foreach (var (undoingAny, undoing) in UndoneBy(element).Select(undoing => By(undoing, isError)))
        {
            // An escalation may be thrown there or not: it is not followed.
            any |= undoingAny || !isError && undoing.Count > 0;
            codes.UnionWith(undoing);
        }
        foreach (var child in children[element.Index].Where(child => !child.UndoesScope))
        {
            // What is thrown in an event sub-process is not caught by those beside it.
            var (escapesAny, escaping) = Uncaught(Escaping(child, isError), child.Type == ElementType.EventSubProcess ? [] : Starts(element), isError);
            any |= escapesAny;
            codes.UnionWith(escaping);
        }
        return thrown[(element.Index, isError)] = (any, codes);
    }

    /// <summary>The event sub-processes that an event may begin when it undoes what was completed: what they throw, it throws.</summary>
    private IEnumerable<CompiledElement> UndoneBy(CompiledElement thrower)
    {
        if (thrower is not { Event: CompensateEvent or CancelEvent, Type: ElementType.IntermediateThrowEvent or ElementType.EndEvent })
            return [];
        var scope = process.Elements[thrower.ScopeIndex];
        while (scope.Type == ElementType.EventSubProcess)
            scope = process.Elements[scope.ScopeIndex];
        return process.Elements.Where(element => element.UndoesScope && IsWithin(process.Elements[element.ScopeIndex], scope));
    }

    private bool IsWithin(CompiledElement element, CompiledElement scope)
    {
        for (var around = element.ScopeIndex; around >= 0; around = process.Elements[around].ScopeIndex)
            if (around == scope.Index)
                return true;
        return false;
    }

    /// <summary>What reaches the event sub-processes of a scope from the rest of it.</summary>
    private (bool Any, HashSet<string> Codes) Inside(CompiledElement scope, bool isError, CompiledElement but)
    {
        var (any, codes) = (false, new HashSet<string>(StringComparer.Ordinal));
        foreach (var child in children[scope.Index].Where(child => child != but && child.Type != ElementType.EventSubProcess))
        {
            var (escapesAny, escaping) = Escaping(child, isError);
            any |= escapesAny;
            codes.UnionWith(escaping);
        }
        return (any, codes);
    }

    /// <summary>What an element throws and does not catch on its own border.</summary>
    private (bool Any, IEnumerable<string> Codes) Escaping(CompiledElement element, bool isError) =>
        Uncaught(By(element, isError), element.BoundaryEvents.Select(index => process.Elements[index]), isError);

    private static (bool Any, IEnumerable<string> Codes) Uncaught((bool Any, IEnumerable<string> Codes) thrown, IEnumerable<CompiledElement> events, bool isError)
    {
        var caught = events.SelectMany(element => CodesOf(element, isError)).ToList();
        return caught.Contains(null) ? (false, []) : (thrown.Any, thrown.Codes.Except(caught.OfType<string>()));
    }

    private static bool IsAny((bool Any, IEnumerable<string> Codes) thrown) => thrown.Any || thrown.Codes.Any();

    /// <summary>The codes an event catches; null stands for all.</summary>
    private static IReadOnlyList<string?> CodesOf(CompiledElement element, bool isError) => element.Event is null
        ? Nothing
        : [.. element.Events.SelectMany(definition => isError && definition is ErrorEvent error ? [error.ErrorCode?.Text] : !isError && definition is EscalationEvent escalation ? [escalation.EscalationCode?.Text] : Nothing)];
}
