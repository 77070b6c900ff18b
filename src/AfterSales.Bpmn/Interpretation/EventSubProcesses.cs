using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.State;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Interpretation;

/// <summary>Sub-processes that no flow leads to: their scope waits for the event that begins them (BPMN 2.0.2, 10.3.5).</summary>
internal static class EventSubProcesses
{
    /// <summary>The start events of those directly in a scope.</summary>
    public static IEnumerable<CompiledElement> Starts(Run run, CompiledElement scope) =>
        scope.EventSubProcesses.Select(index => run.Process.Elements[run.Process.Elements[index].NoneStart!.Value]);

    /// <summary>Begins to wait, unless it waits already: for scopes that were not entered in the ordinary way.</summary>
    public static StepFailure? Wait(Run run, ElementInstance scope)
    {
        var starts = Starts(run, run.ElementOf(scope)).ToList();
        if (starts.Exists(start => Waits.IsOpen(scope, start.Id)))
            return null;
        var waits = run.Waits.Evaluate(scope, starts);
        if (waits.Failure is not null)
            return waits.Failure;
        run.Waits.Open(scope, waits.Value);
        return null;
    }

    /// <summary>
    /// The input mappings of one that begins, and the waits of those inside of it. Those of one that undoes its scope see the variables which that had, as
    /// its own; after a failure they are made again as a whole.
    /// </summary>
    public static StepFailure? Prepare(Run run, CompiledElement element, ElementInstance instance) =>
        (!element.UndoesScope && element.Inputs.All(input => instance.Locals.ContainsKey(input.Target[0])) ? null : run.Variables.ApplyInputs(instance, element)) ?? Wait(run, instance);

    /// <summary>The event happened: an interrupting one takes the place of everything else in the scope.</summary>
    public static void Begin(Run run, CompiledElement element, ElementInstance scope, FeelContext variables)
    {
        var start = run.Process.Elements[element.NoneStart!.Value];
        if (start.IsInterrupting)
        {
            Lifecycle.TerminateChildren(run, scope);
            foreach (var other in Starts(run, run.ElementOf(scope)))
                run.Waits.Close(scope, other.Id);
        }
        Enter(run, element, start, run.Write.Create(element, scope.Key), variables);
    }

    /// <summary>
    /// Its completed sub-process is undone: it lives in the event that asks for this, with the variables which the sub-process had when it completed, and with what
    /// can be undone of it.
    /// </summary>
    public static void BeginUndoing(Run run, CompiledElement element, ElementInstance thrower, Compensable undone)
    {
        var instance = run.Write.Create(element, thrower.Key);
        foreach (var (name, value) in (undone.Variables ?? FeelContext.Empty).Entries)
            run.Write.SetVariable(instance, name, value);
        foreach (var inner in undone.Inner)
            run.Write.NoteCompensable(instance, inner);
        Enter(run, element, run.Process.Elements[element.NoneStart!.Value], instance, FeelContext.Empty);
    }

    private static void Enter(Run run, CompiledElement element, CompiledElement start, ElementInstance instance, FeelContext variables)
    {
        run.Write.SetState(instance, ElementState.Active);
        if (Prepare(run, element, instance) is { } failure)
            run.Fail(instance, failure);
        run.EnterTriggered(start, instance.Key, variables);
    }
}
