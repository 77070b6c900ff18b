using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.State;

namespace AfterSales.Bpmn.Interpretation;

/// <summary>
/// Completed activities that can be undone, kept by their scope in the order in which they completed. Those of a sub-process that completed
/// go over to the scope around it, unless the sub-process itself has what undoes it.
/// </summary>
internal static class Compensations
{
    /// <summary>An activity completed, and is about to leave its scope.</summary>
    public static void Note(Run run, CompiledElement element, ElementInstance instance, ElementInstance scope)
    {
        if (element.CompensatedBy is not null)
            run.Write.NoteCompensable(scope, new Compensable(element.Id, element.Id));
        else if (element.Type is ElementType.SubProcess or ElementType.Transaction or ElementType.AdHocSubProcess or ElementType.MultiInstanceBody)
            foreach (var inner in instance.Compensables)
                run.Write.NoteCompensable(scope, inner with { Within = element.Id });
    }

    /// <summary>What undoes the activity that completed last and was not undone yet; null when there is none.</summary>
    /// <param name="activityId">Only this activity, or those inside of this sub-process; null: all of the scope.</param>
    public static CompiledElement? TakeLast(Run run, ElementInstance thrower, string? activityId)
    {
        // An event sub-process undoes what was done in the scope it belongs to.
        for (var scope = run.State.Find(thrower.ScopeKey); scope is not null; scope = scope.Type == ElementType.EventSubProcess ? run.State.Find(scope.ScopeKey) : null)
            if (scope.Compensables.LastOrDefault(entry => activityId is null || entry.ElementId == activityId || entry.Within == activityId) is { } last)
            {
                run.Write.ForgetCompensable(scope, last);
                return run.Process.Elements[Undone(run, last).CompensatedBy!.Value];
            }
        return null;
    }

    private static CompiledElement Undone(Run run, Compensable entry) => run.Process.Element(entry.ElementId);
}
