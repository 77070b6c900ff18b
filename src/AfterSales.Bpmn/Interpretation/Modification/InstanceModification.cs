using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.State;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Interpretation.Modification;

/// <summary>Carries out a <see cref="ModifyInstance"/>, at first on a copy: what cannot be done as a whole leaves no trace.</summary>
internal sealed class InstanceModification
{
    private readonly Run run;
    private readonly HashSet<long> terminated = [];
    private readonly Dictionary<(long Around, int Element), ElementInstance> begun = [];
    private readonly List<ElementInstance> entered = [];

    private InstanceModification(Run run) => this.run = run;

    public static string? Apply(Run run, ModifyInstance trigger)
    {
        var rehearsal = new Run(run.Process, InstanceState.Deserialize(run.State.Serialize()), run.Context);
        try
        {
            new InstanceModification(rehearsal).Make(trigger);
        }
        catch (RefusedException refused)
        {
            return refused.Message;
        }
        new InstanceModification(run).Make(trigger);
        return null;
    }

    private void Make(ModifyInstance trigger)
    {
        var activations = new List<ElementActivation>(trigger.Activations);
        foreach (var source in trigger.Terminations.SelectMany(Instances))
            terminated.Add(source.Key);
        foreach (var move in trigger.Moves)
            foreach (var source in Instances(move.Source).ToList())
            {
                terminated.Add(source.Key);
                activations.Add(new(move.TargetElementId, move.Variables, Ancestor(move, source)));
            }
        var sources = terminated.Select(key => run.State.Find(key)!).ToList();
        run.Write.Tell(new InstanceModified([.. activations.Select(activation => activation.ElementId)], [.. sources.Select(source => source.ElementId)]));
        foreach (var activation in activations)
            Activate(activation);
        foreach (var source in sources)
            Terminate(source);
        foreach (var instance in entered)
            run.Activate(instance);
        EndWhenEmpty();
    }

    private IEnumerable<ElementInstance> Instances(ElementTermination termination)
    {
        if (termination.ElementInstanceKey is { } key)
            return [run.State.Find(key) ?? throw Refuse($"Expected element instance {key} to be active, but it is not.")];
        var id = termination.ElementId!;
        if (run.Process.FindElement(id) is null)
            throw Refuse($"Expected process '{run.Process.Id}' to have an element '{id}', but it has none.");
        // Of a repeated activity the body stands for all of its instances.
        var found = run.State.ActiveElements.Where(instance => instance.ElementId == id && instance.LoopCounter == 0).ToList();
        return found.Count > 0 ? found : throw Refuse($"Expected '{id}' to be active, but it is not.");
    }

    private long? Ancestor(ElementMove move, ElementInstance source) => move.Scope switch
    {
        MoveScope.SourceParent => source.ScopeKey,
        MoveScope.Inferred => Around(source).FirstOrDefault(scope => IsAround(run.ElementOf(scope), Enterable(move.TargetElementId)))?.Key,
        _ => move.AncestorKey,
    };

    private IEnumerable<ElementInstance> Around(ElementInstance instance)
    {
        for (var scope = run.State.Find(instance.ScopeKey); scope is not null; scope = run.State.Find(scope.ScopeKey))
            yield return scope;
    }

    private bool IsAround(CompiledElement scope, CompiledElement element)
    {
        for (var index = element.ScopeIndex; index >= 0; index = run.Process.Elements[index].ScopeIndex)
            if (index == scope.Index)
                return true;
        return false;
    }

    private void Activate(ElementActivation activation)
    {
        var element = Enterable(activation.ElementId);
        var scope = Scope(element, activation);
        var instance = run.Write.Create(element, scope.Key);
        foreach (var variables in activation.Variables)
            SetVariables(variables, activation, instance);
        entered.Add(instance);
    }

    private CompiledElement Enterable(string id)
    {
        var element = run.Process.FindElement(id) ?? throw Refuse($"Expected process '{run.Process.Id}' to have an element '{id}', but it has none.");
        if (element.ScopeIndex >= 0 && run.Process.Elements[element.ScopeIndex] is { Type: ElementType.MultiInstanceBody } body)
            element = body;
        var isBegunOtherwise = element.Type is ElementType.Process or ElementType.BoundaryEvent or ElementType.EventSubProcess || element.IsForCompensation
            || (element.Type == ElementType.StartEvent && run.Process.Elements[element.ScopeIndex].Type == ElementType.EventSubProcess);
        return isBegunOtherwise ? throw Refuse($"'{id}' cannot be activated: only its event begins it.") : element;
    }

    /// <summary>The scope instance that the element goes into; begun where there is none.</summary>
    private ElementInstance Scope(CompiledElement element, ElementActivation activation)
    {
        if (activation.AncestorKey is { } key)
        {
            var ancestor = run.State.Find(key) ?? throw Refuse($"Expected element instance {key} to be active, but it is not.");
            if (!IsAround(run.ElementOf(ancestor), element))
                throw Refuse($"Expected '{activation.ElementId}' to lie in '{ancestor.ElementId}' ({key}), but it does not.");
            return Begin(run.Process.Elements[element.ScopeIndex], ancestor, activation);
        }
        var around = run.Process.Elements[element.ScopeIndex];
        var running = run.State.ActiveElements.Where(instance => instance.ElementId == around.Id && instance.Type == around.Type).ToList();
        return running.Count switch
        {
            0 => Begin(around, null, activation),
            1 when IsEnding(running[0]) => throw Refuse($"'{activation.ElementId}' cannot be activated in '{around.Id}', which is to be ended."),
            1 => running[0],
            _ => throw Refuse($"'{around.Id}' runs {running.Count} times: say by the key of one of them in which '{activation.ElementId}' is to be activated."),
        };
    }

    private bool IsEnding(ElementInstance scope) => terminated.Contains(scope.Key) || Around(scope).Any(outer => terminated.Contains(outer.Key));

    /// <summary>A scope without its start event. <paramref name="within"/> is the instance named for it; null looks for the one there is.</summary>
    private ElementInstance Begin(CompiledElement scope, ElementInstance? within, ElementActivation activation)
    {
        if (within is not null && run.ElementOf(within) == scope)
            return IsEnding(within) ? throw Refuse($"'{activation.ElementId}' cannot be activated in '{scope.Id}', which is to be ended.") : within;
        if (scope.UndoesScope)
            throw Refuse($"'{activation.ElementId}' lies in '{scope.Id}', which only a compensation event begins.");
        if (scope.Type == ElementType.MultiInstanceBody || run.Process.Elements[scope.ScopeIndex].Type == ElementType.MultiInstanceBody)
            throw Refuse($"'{activation.ElementId}' cannot be activated in '{scope.Id}', which is repeated: activate that one as a whole.");
        var around = within is null ? Scope(scope, activation) : Begin(run.Process.Elements[scope.ScopeIndex], within, activation);
        if (begun.TryGetValue((around.Key, scope.Index), out var known))
            return known;
        var instance = run.Write.Create(scope, around.Key);
        begun[(around.Key, scope.Index)] = instance;
        foreach (var variables in activation.Variables.Where(variables => variables.ScopeId == scope.Id))
            Set(instance, variables.Variables);
        if ((run.Variables.ApplyInputs(instance, scope) ?? OpenWaits(instance, scope)) is { } failure)
            throw Refuse(failure.Message);
        run.Write.SetState(instance, ElementState.Active);
        return instance;
    }

    private StepFailure? OpenWaits(ElementInstance instance, CompiledElement scope)
    {
        var waits = run.Waits.EvaluateBoundary(instance, scope);
        if (waits.Failure is null)
            run.Waits.Open(instance, waits.Value);
        return waits.Failure;
    }

    private void SetVariables(ScopeVariables variables, ElementActivation activation, ElementInstance instance)
    {
        var scope = string.IsNullOrEmpty(variables.ScopeId)
            ? run.State.Find(run.State.ProcessInstanceKey)!
            : Around(instance).Prepend(instance).FirstOrDefault(one => one.ElementId == variables.ScopeId)
                ?? throw Refuse($"Variables cannot be set in '{variables.ScopeId}', which '{activation.ElementId}' does not lie in.");
        Set(scope, variables.Variables);
    }

    private void Set(ElementInstance scope, FeelContext variables)
    {
        foreach (var (name, value) in variables.Entries)
            run.Write.SetVariable(scope, name, value);
    }

    private void Terminate(ElementInstance instance)
    {
        if (run.State.Find(instance.Key) is null)
            return;
        if (run.State.Find(instance.ScopeKey) is not { } scope)
            throw Refuse("The process itself cannot be ended by a modification: cancel the instance.");
        if (scope.Type == ElementType.MultiInstanceBody)
            throw Refuse($"One instance of '{instance.ElementId}' cannot be ended by itself, and not left empty: end the repeated activity as a whole.");
        if (scope.Type is ElementType.IntermediateThrowEvent or ElementType.EndEvent)
            throw Refuse($"'{instance.ElementId}' undoes what was done: end '{scope.ElementId}' instead.");
        Lifecycle.Terminate(run, instance);
        if (scope is { IsEmpty: true, ScopeKey: not 0 })
            Terminate(scope);
    }

    private void EndWhenEmpty()
    {
        var root = run.State.Find(run.State.ProcessInstanceKey)!;
        if (!root.IsEmpty)
            return;
        if (run.State.ParentProcessInstanceKey is not null)
            throw Refuse("Nothing would be left of this called instance, and its caller would wait for ever: modify the caller.");
        var variables = new FeelContext(root.Variables);
        Lifecycle.Terminate(run, root);
        run.Write.FinishInstance(InstanceStatus.Terminated, InstanceOutcome.Terminated, variables);
    }

    private static RefusedException Refuse(string reason) => new(reason);

    /// <summary>Ends the rehearsal; never leaves this class.</summary>
    private sealed class RefusedException(string message) : Exception(message);
}
