using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Interpretation.Elements;
using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.State;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Interpretation;

/// <summary>
/// What happens to every element alike, around what its own file says: mappings, boundary events, leaving, ending.
/// A failure leaves the element where it was, so that the same step can be made again.
/// </summary>
internal static class Lifecycle
{
    public static StepFailure? Activate(Run run, ElementInstance instance)
    {
        var element = run.ElementOf(instance);
        if (run.Variables.ApplyInputs(instance, element) is { } inputFailure)
            return inputFailure;
        var boundary = run.Waits.EvaluateBoundary(instance, element);
        if (boundary.Failure is not null)
            return boundary.Failure;
        if (Behaviors.Of(element).Activate(run, element, instance) is { } failure)
            return failure;
        // An error end event may have ended itself together with its scope.
        if (run.State.Find(instance.Key) != instance)
            return null;
        run.Waits.Open(instance, boundary.Value);
        run.Write.SetState(instance, ElementState.Active);
        return null;
    }

    public static StepFailure? Complete(Run run, ElementInstance instance)
    {
        var element = run.ElementOf(instance);
        var behavior = Behaviors.Of(element);
        run.Write.SetState(instance, ElementState.Completing);
        if (behavior.Complete(run, element, instance) is { } failure)
            return failure;
        var flows = behavior.Leave(run, element, instance);
        if (flows.Failure is not null)
            return flows.Failure;
        var scope = run.State.Find(instance.ScopeKey);
        if (scope is not null && Behaviors.Of(run.ElementOf(scope)).CompleteChild(run, run.ElementOf(scope), scope, instance) is { } scopeFailure)
            return scopeFailure;
        run.Waits.CloseAll(instance, WaitEnd.Canceled);
        if (scope is not null)
            Compensations.Note(run, element, instance, scope);
        if (scope is null)
            Finish(run, instance);
        else
            Leave(run, instance, scope, flows.Value);
        return null;
    }

    /// <summary>Ends an element with everything inside it.</summary>
    public static void Terminate(Run run, ElementInstance instance)
    {
        TerminateChildren(run, instance);
        run.Waits.CloseAll(instance, WaitEnd.Canceled);
        Behaviors.Of(run.ElementOf(instance)).Terminate(run, instance);
        run.Write.ResolveIncident(instance);
        run.Write.RemoveTerminated(instance);
    }

    public static void TerminateChildren(Run run, ElementInstance scope) => TerminateOthers(run, scope, null);

    /// <summary>Ends everything in a scope but one of its elements.</summary>
    public static void TerminateOthers(Run run, ElementInstance scope, ElementInstance? but)
    {
        run.Write.ConsumeAll(scope);
        if (scope.Children == 0)
            return;
        foreach (var child in run.State.ActiveElements.Where(child => child.ScopeKey == scope.Key && child != but).ToList())
            Terminate(run, child);
    }

    /// <summary>The element is done: its tokens go along the flows, and its scope may be done too.</summary>
    public static void Leave(Run run, ElementInstance instance, ElementInstance scope, IReadOnlyList<int> flows)
    {
        run.Write.RemoveCompleted(instance);
        foreach (var flow in flows)
            TakeFlow(run, run.Process.Flows[flow], scope);
        var element = run.ElementOf(scope);
        Behaviors.Of(element).ChildEnded(run, element, scope);
    }

    private static void TakeFlow(Run run, CompiledFlow flow, ElementInstance scope)
    {
        if (!flow.IsLink)
            run.Write.TakeFlow(flow);
        var target = run.Process.Elements[flow.TargetIndex];
        if (Joins.WaitsAt(target))
            Joins.Arrive(run, target, flow, scope);
        else
            run.Enter(target, scope.Key);
    }

    private static void Finish(Run run, ElementInstance root)
    {
        var variables = new FeelContext(root.Variables);
        run.Write.RemoveCompleted(root);
        run.Write.FinishInstance(InstanceStatus.Completed, InstanceOutcome.Completed, variables);
    }
}
