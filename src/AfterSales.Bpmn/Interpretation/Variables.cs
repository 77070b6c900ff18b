using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.State;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Interpretation;

/// <summary>
/// Where variables go, as in Camunda 8: input mappings make variables of the element's own; results go to the nearest
/// scope that has the variable, else to the root; with output mappings the results stay with the element and only what
/// is mapped goes on.
/// </summary>
internal sealed class Variables(Run run)
{
    /// <summary>Applies the input mappings. They see what is around the element and the mappings before them, so that they can be applied again; those of what undoes its scope also the variables of that scope.</summary>
    public StepFailure? ApplyInputs(ElementInstance instance, CompiledElement element)
    {
        if (element.Inputs.Count == 0)
            return null;
        var results = new Dictionary<string, FeelValue>(StringComparer.Ordinal);
        var seen = element.UndoesScope ? new Dictionary<string, FeelValue>(instance.Locals, StringComparer.Ordinal) : Elements.MultiInstanceBody.LoopVariables(run, instance);
        var failure = Evaluate(element.Inputs, instance.ElementId, instance.ScopeKey, seen, results, _ => null);
        if (failure is not null)
            return failure;
        foreach (var (name, value) in results)
            run.Write.SetVariable(instance, name, value);
        return null;
    }

    /// <summary>What a job, a person, a message or a child brought.</summary>
    public void Receive(ElementInstance instance, CompiledElement element, FeelContext variables)
    {
        foreach (var (name, value) in variables.Entries)
            if (element.Outputs.Count > 0)
                run.Write.SetVariable(instance, name, value);
            else
                Propagate(instance, name, value);
    }

    /// <summary>Applies the output mappings.</summary>
    public StepFailure? ApplyOutputs(ElementInstance instance, CompiledElement element)
    {
        if (element.Outputs.Count == 0)
            return null;
        var target = OutputScope(instance);
        var results = new Dictionary<string, FeelValue>(StringComparer.Ordinal);
        var seen = new Dictionary<string, FeelValue>(StringComparer.Ordinal);
        var failure = Evaluate(element.Outputs, instance.ElementId, instance.Key, seen, results, name => run.State.FindVariable(target.Key, name));
        if (failure is not null)
            return failure;
        foreach (var (name, value) in results)
            Propagate(target, name, value);
        return null;
    }

    /// <summary>Sets the variable in the nearest scope that has it, else in the root.</summary>
    public void Propagate(ElementInstance from, string name, FeelValue value)
    {
        var scope = from;
        while (!scope.Locals.ContainsKey(name) && run.State.Find(scope.ScopeKey) is { } outer)
            scope = outer;
        run.Write.SetVariable(scope, name, value);
    }

    /// <summary>All variables visible from a scope; inner ones hide outer ones.</summary>
    public FeelContext Visible(ElementInstance instance)
    {
        var entries = new Dictionary<string, FeelValue>(StringComparer.Ordinal);
        for (var scope = instance; scope is not null; scope = run.State.Find(scope.ScopeKey))
            foreach (var (name, value) in scope.Locals)
                entries.TryAdd(name, value);
        return new FeelContext(entries.OrderBy(entry => entry.Key, StringComparer.Ordinal));
    }

    /// <summary>
    /// An instance inside a multi-instance body keeps what it maps to itself where it has the variable, so that parallel
    /// instances do not overwrite each other's output element.
    /// </summary>
    private ElementInstance OutputScope(ElementInstance instance)
    {
        var scope = run.State.Find(instance.ScopeKey);
        return scope is null || instance.LoopCounter > 0 ? instance : scope;
    }

    private StepFailure? Evaluate(
        IReadOnlyList<VariableMapping> mappings,
        string elementId,
        long scopeKey,
        Dictionary<string, FeelValue> seen,
        Dictionary<string, FeelValue> results,
        Func<string, FeelValue?> existing)
    {
        foreach (var mapping in mappings)
        {
            var value = mapping.Source is { } source
                ? run.Expressions.Evaluate(source, elementId, run.Expressions.Scope(scopeKey, seen)).Value
                : FeelValue.Null;
            var name = mapping.Target[0];
            var before = results.GetValueOrDefault(name) ?? (mapping.Target.Count > 1 ? existing(name) : null);
            var merged = Put(before, mapping.Target, 1, value);
            if (merged is null)
                return new StepFailure(IncidentType.IoMappingError, $"Expected the variable '{name}' to be a context, so that '{string.Join('.', mapping.Target)}' can be set in it, but it holds {before}.");
            results[name] = seen[name] = merged;
        }
        return null;
    }

    /// <summary><paramref name="into"/> with the value put at the path; null when the path leads through something that is not a context.</summary>
    private static FeelValue? Put(FeelValue? into, IReadOnlyList<string> path, int depth, FeelValue value)
    {
        if (depth == path.Count)
            return value;
        if (into is not (null or FeelNull or FeelContext))
            return null;
        var context = into as FeelContext ?? FeelContext.Empty;
        var current = context.TryGet(path[depth], out var found) ? found : null;
        return Put(current, path, depth + 1, value) is { } inner ? context.With(path[depth], inner) : null;
    }
}
