using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.State;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Interpretation;

/// <summary>
/// Completed activities that can be undone, kept by their scope in the order in which they completed. Those of a sub-process that completed
/// go over to the scope around it, unless the sub-process itself has what undoes it: an event sub-process in it keeps them, to be undone from there,
/// with the variables of the sub-process as it left them (BPMN 2.0.2, 10.7.2).
/// </summary>
internal static class Compensations
{
    /// <summary>An activity completed, and is about to leave its scope.</summary>
    public static void Note(Run run, CompiledElement element, ElementInstance instance, ElementInstance scope)
    {
        if (element.CompensatedBy is { } handler)
            run.Write.NoteCompensable(scope, run.Process.Elements[handler].UndoesScope
                ? new Compensable(element.Id, element.Id) { Variables = new FeelContext(instance.Locals), Inner = [.. instance.Compensables] }
                : new Compensable(element.Id, element.Id));
        else if (element.Type is ElementType.SubProcess or ElementType.Transaction or ElementType.AdHocSubProcess or ElementType.MultiInstanceBody)
            foreach (var inner in instance.Compensables)
                run.Write.NoteCompensable(scope, inner with { Within = element.Id, Variables = inner.Variables is { } own ? Around(own, instance) : null });
    }

    /// <summary>Begins to undo the activity that completed last and was not undone yet, inside of the event that asks for it; false when there is none.</summary>
    /// <param name="activityId">Only this activity, or those inside of this sub-process; null: all of the scope.</param>
    public static bool UndoLast(Run run, ElementInstance thrower, string? activityId)
    {
        // An event sub-process undoes what was done in the scope it belongs to.
        for (var scope = run.State.Find(thrower.ScopeKey); scope is not null; scope = scope.Type == ElementType.EventSubProcess ? run.State.Find(scope.ScopeKey) : null)
            if (scope.Compensables.LastOrDefault(entry => activityId is null || entry.ElementId == activityId || entry.Within == activityId) is { } last)
            {
                run.Write.ForgetCompensable(scope, last);
                var handler = run.Process.Elements[run.Process.Element(last.ElementId).CompensatedBy!.Value];
                if (handler.UndoesScope)
                    EventSubProcesses.BeginUndoing(run, handler, thrower, last);
                else
                    run.Enter(handler, thrower.Key);
                return true;
            }
        return false;
    }

    /// <summary>What a sub-process around has of its own goes with it when that one completes too.</summary>
    private static FeelContext Around(FeelContext own, ElementInstance around)
    {
        var variables = own;
        foreach (var (name, value) in around.Locals)
            if (!own.TryGet(name, out _))
                variables = variables.With(name, value);
        return variables;
    }
}
