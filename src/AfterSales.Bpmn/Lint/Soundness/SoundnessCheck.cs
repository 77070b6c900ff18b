using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Compilation.Elements;
using AfterSales.Bpmn.Model;

namespace AfterSales.Bpmn.Lint.Soundness;

/// <summary>
/// Decides whether a process is sound (LINT-41): plays the token game of the interpreter with every condition a free
/// choice. Scopes are decided one by one, inner ones first: what happens in a sub-process cannot be seen from outside
/// but by its completing or by the errors that leave it; an event sub-process may begin at any time, or never. A multi-instance activity is one of its instances; a call may
/// complete or fail; a non-interrupting event happens once or not at all, but an escalation when it is thrown (<see cref="ToldEscalations"/>); in an ad-hoc sub-process
/// any activities begin, side by side or in turn. Each part is made smaller first (<see cref="Reduction"/>)
/// and what is left explored, so that large processes of nested blocks take no longer than their size. A part with a fault is
/// explored again as it was drawn, as far as <see cref="LintOptions.ReduceAbove"/> allows, for the shortest way to it.
/// </summary>
public static class SoundnessCheck
{
    public static SoundnessVerdict Check(CompiledProcess process, LintOptions options) => Check(process, options, reduces: true);

    /// <summary>As the other; the reduction can be left out to compare with it.</summary>
    internal static SoundnessVerdict Check(CompiledProcess process, LintOptions options, bool reduces)
    {
        var budget = new Budget(options.MostStates, options.LongestExploration, options.Clock);
        var thrown = new Thrown(process);
        var told = new ToldEscalations(process, thrown);
        var completes = new Dictionary<int, bool>();
        var nets = new NetBuilder(process, element => !completes.TryGetValue(element.Index, out var known) || known, thrown, told);
        var faults = new List<SoundnessFault>();
        var isDecided = true;
        // An inner scope stands behind the one around it.
        foreach (var scope in process.Elements.Where(element => element.Type.HoldsElements()).Reverse())
        {
            var found = new List<SoundnessFault>();
            var visited = new HashSet<int>();
            var (canComplete, scopeIsDecided) = (false, true);
            var (tells, behaviour) = (told.AreThrownIn(scope), default(Behaviour));
            foreach (var part in told.Parts(scope))
            {
                var exploration = Explore(() => nets.Build(scope, part), budget, options, reduces, tells);
                found.AddRange(exploration.Faults.Select(fault => fault.Of(process)));
                visited.UnionWith(exploration.Visited);
                scopeIsDecided &= exploration.IsDecided;
                // What an event begins beside the rest does not complete it.
                canComplete |= exploration.CanComplete && process.Elements[part.Beginnings[0]].Type != ElementType.BoundaryEvent;
                if (tells && part.Elements.Any(index => told.ThrownBy(process.Elements[index]).Count > 0 || told.AreThrownIn(process.Elements[index])))
                    behaviour = exploration.Told();
            }
            // Behind a fault much may seem dead; a scope with a fault is taken as completing, so that it is told once.
            if (found.Count == 0 && scopeIsDecided)
                found.AddRange(Dead(process, scope, visited));
            // What undoes the scope begins when that has completed.
            var begun = scope.EventSubProcesses.Where(index => !process.Elements[index].UndoesScope).ToLookup(index => thrown.CanHappen(scope, process.Elements[process.Elements[index].NoneStart!.Value]));
            found.AddRange(begun[false].Select(index => new SoundnessFault(FaultKind.Dead, process.Elements[process.Elements[index].NoneStart!.Value].Id, [], [])));
            // An event sub-process that takes the place of everything else completes its scope as well.
            canComplete |= begun[true].Any(index => process.Elements[process.Elements[index].NoneStart!.Value].IsInterrupting && completes[index]);
            // It also completes where such an event, or the condition of an ad-hoc sub-process asked elsewhere in it, ends everything at any time.
            var isCutShort = begun[true].Any(index => process.Elements[process.Elements[index].NoneStart!.Value].IsInterrupting) || scope.AdHoc?.CompletionCondition is not null && told.Parts(scope).Count > 1;
            if (tells)
                told.Keep(scope, isCutShort ? behaviour?.OrCompleted() : behaviour);
            completes[scope.Index] = canComplete || found.Count > 0 || !scopeIsDecided;
            faults.InsertRange(0, found);
            isDecided &= scopeIsDecided;
        }
        return new SoundnessVerdict(faults, isDecided, budget.Spent, budget.Elapsed);
    }

    private static Exploration Explore(Func<TokenNet> build, Budget budget, LintOptions options, bool reduces, bool tells)
    {
        if (!reduces)
            return new Exploration(build(), budget, tells).Run(budget.MostStates);
        var net = build();
        Reduction.Apply(net);
        var reduced = new Exploration(net, budget, tells).Run(budget.MostStates);
        if (reduced is { IsDecided: true, Faults.Count: 0 } || options.ReduceAbove == 0)
            return reduced;
        var drawn = new Exploration(build(), budget).Run(options.ReduceAbove);
        return drawn.IsDecided ? drawn : reduced;
    }

    /// <summary>Elements never entered; of several in a row the first.</summary>
    private static IEnumerable<SoundnessFault> Dead(CompiledProcess process, CompiledElement scope, HashSet<int> visited) =>
        from element in process.Elements
        where element.ScopeIndex == scope.Index && !visited.Contains(element.Index) && element is not { Type: ElementType.BoundaryEvent, Event: CompensateEvent }
        let before = element.Incoming.Select(flow => process.Flows[flow].SourceIndex).Concat(element.AttachedTo is { } host ? [host] : [])
        where before.Any(visited.Contains)
        select new SoundnessFault(FaultKind.Dead, element.Id, [], []);
}
