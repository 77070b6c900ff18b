using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Compilation.Elements;
using AfterSales.Bpmn.Model;

namespace AfterSales.Bpmn.Lint.Soundness;

/// <summary>
/// Escalations that leave running what they leave, and whose way meets that of the activity on whose border they are caught: when they happen makes a
/// difference, so it is followed where they are thrown, through all scopes in between. Those that something unknown may throw too (a called
/// process, a code that is worked out, an event sub-process) are not followed: they happen once or not at all, at any time.
/// </summary>
internal sealed class ToldEscalations
{
    private readonly CompiledProcess process;
    private readonly Dictionary<int, List<int>> thrownBy = [];
    private readonly Dictionary<int, HashSet<int>> scopes = [];
    private readonly Dictionary<int, IReadOnlyList<ScopePart>> parts = [];
    private readonly Dictionary<int, Behaviour> behaviours = [];
    private HashSet<int> told = [];

    public ToldEscalations(CompiledProcess process, Thrown thrown)
    {
        this.process = process;
        foreach (var thrower in process.Elements.Where(element => element.Type is ElementType.EndEvent or ElementType.IntermediateThrowEvent))
            foreach (var code in thrower.Events.OfType<EscalationEvent>().Select(definition => definition.EscalationCode).OfType<CompiledValue>().Where(code => code.IsLiteral))
                if (thrown.CatcherOf(thrower, code.Text) is { IsInterrupting: false, AttachedTo: not null } caught)
                    Add(thrower, caught.Index);
        var known = scopes.Keys.Where(caught => IsKnown(thrown, process.Elements[caught])).ToHashSet();
        Divide(thrown, known);
    }

    public IReadOnlyList<ScopePart> Parts(CompiledElement scope) => parts[scope.Index];

    /// <summary>Whether the event happens when it is thrown, and not at any time.</summary>
    public bool Follows(int caught) => told.Contains(caught);

    /// <summary>The events that happen when a token comes to the element, in this order.</summary>
    public IReadOnlyList<int> ThrownBy(CompiledElement element) => thrownBy.TryGetValue(element.Index, out var events) ? events.FindAll(told.Contains) : [];

    /// <summary>Whether something that is followed is thrown in the scope.</summary>
    public bool AreThrownIn(CompiledElement scope) => told.Any(caught => scopes[caught].Contains(scope.Index));

    /// <summary>What is seen of an activity in which something that is followed is thrown; of one that is repeated that of one of its instances.</summary>
    public Behaviour? Of(CompiledElement activity) =>
        behaviours.TryGetValue(activity.Index, out var known) ? known : activity.Inner is { } inner ? Of(process.Elements[inner]) : null;

    /// <summary>Keeps what is seen of a scope. Null where that is not known: what is thrown in it may then happen at any time.</summary>
    public void Keep(CompiledElement scope, Behaviour? behaviour)
    {
        if (behaviour is not null)
            behaviours[scope.Index] = behaviour;
        else
            told.RemoveWhere(caught => scopes[caught].Contains(scope.Index));
    }

    private void Add(CompiledElement thrower, int caught)
    {
        if (!thrownBy.TryGetValue(thrower.Index, out var events))
            thrownBy[thrower.Index] = events = [];
        events.Add(caught);
        if (!scopes.TryGetValue(caught, out var around))
            scopes[caught] = around = [];
        for (var scope = thrower.ScopeIndex; scope != process.Elements[process.Elements[caught].AttachedTo!.Value].ScopeIndex; scope = process.Elements[scope].ScopeIndex)
            around.Add(scope);
    }

    private bool IsKnown(Thrown thrown, CompiledElement caught) => caught.Events.Count == 1 && !thrown.ThrowsUnknown(process.Elements[caught.AttachedTo!.Value])
        && !scopes[caught.Index].Any(scope => process.Elements[scope] is { Type: ElementType.EventSubProcess } or { IsForCompensation: true })
        && !thrownBy.Any(one => one.Value.Contains(caught.Index) && process.Elements[one.Key].Job is not null);

    /// <summary>What an event beside a way throws makes it a part of that way, which can make others to be followed: until nothing changes.</summary>
    private void Divide(Thrown thrown, HashSet<int> known)
    {
        for (var count = -1; count < told.Count;)
        {
            count = told.Count;
            var sources = told.SelectMany(caught => scopes[caught]).Concat(thrownBy.Where(one => one.Value.Exists(told.Contains)).Select(one => one.Key)).ToHashSet();
            var divided = new ScopeParts(process, thrown, sources);
            foreach (var scope in process.Elements.Where(element => element.Type.HoldsElements()))
                parts[scope.Index] = [.. divided.Of(scope)];
            told = [.. told, .. parts.Values.SelectMany(some => some).SelectMany(part => part.Events).Where(known.Contains)];
        }
    }
}
