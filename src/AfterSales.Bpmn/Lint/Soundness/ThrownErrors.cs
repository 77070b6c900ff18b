using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Model;

namespace AfterSales.Bpmn.Lint.Soundness;

/// <summary>
/// Which errors can be thrown inside of an element: a worker or a called process may throw any, an error end event its own.
/// The nearest activity around that catches an error gets it, a code before a catch-all (see <c>Interpretation.Errors</c>).
/// </summary>
internal sealed class ThrownErrors
{
    private readonly CompiledProcess process;
    private readonly ILookup<int, CompiledElement> children;
    private readonly Dictionary<int, (bool Any, HashSet<string> Codes)> thrown = [];

    public ThrownErrors(CompiledProcess process)
    {
        this.process = process;
        children = process.Elements.ToLookup(element => element.ScopeIndex);
    }

    /// <summary>Whether the boundary error event of an activity can happen at all.</summary>
    public bool CanCatch(CompiledElement host, CompiledElement boundary)
    {
        var (any, codes) = By(host);
        if (any)
            return true;
        var caught = CodesOf(boundary);
        var siblings = host.BoundaryEvents.SelectMany(index => CodesOf(process.Elements[index])).OfType<string>();
        return codes.Overlaps(caught.OfType<string>()) || caught.Contains(null) && codes.Except(siblings).Any();
    }

    private (bool Any, HashSet<string> Codes) By(CompiledElement element)
    {
        if (thrown.TryGetValue(element.Index, out var known))
            return known;
        var codes = new HashSet<string>(StringComparer.Ordinal);
        var any = element.Job is not null || element.Call is not null;
        if (element is { Type: ElementType.EndEvent, Event: ErrorEvent { ErrorCode: { } code } })
        {
            any |= !code.IsLiteral;
            codes.Add(code.Text);
        }
        foreach (var child in children[element.Index])
        {
            // What is thrown in an event sub-process is not caught by those beside it.
            var begun = child.Type == ElementType.EventSubProcess ? [] : element.EventSubProcesses.Select(index => process.Elements[process.Elements[index].NoneStart!.Value]);
            var (escapesAny, escaping) = Uncaught(Escaping(child), begun);
            any |= escapesAny;
            codes.UnionWith(escaping);
        }
        return thrown[element.Index] = (any, codes);
    }

    /// <summary>What an element throws and does not catch on its own border.</summary>
    private (bool Any, IEnumerable<string> Codes) Escaping(CompiledElement element)
    {
        return Uncaught(By(element), element.BoundaryEvents.Select(index => process.Elements[index]));
    }

    private static (bool Any, IEnumerable<string> Codes) Uncaught((bool Any, IEnumerable<string> Codes) thrown, IEnumerable<CompiledElement> events)
    {
        var caught = events.SelectMany(CodesOf).ToList();
        return caught.Contains(null) ? (false, []) : (thrown.Any, thrown.Codes.Except(caught.OfType<string>()));
    }

    /// <summary>The error codes an event catches; null stands for all.</summary>
    private static IReadOnlyList<string?> CodesOf(CompiledElement boundary) => [.. boundary.Events.OfType<ErrorEvent>().Select(error => error.ErrorCode?.Text)];
}
