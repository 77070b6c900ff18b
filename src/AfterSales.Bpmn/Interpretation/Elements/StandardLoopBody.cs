using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.State;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Interpretation.Elements;

/// <summary>
/// Runs its activity again and again while a condition is true, at most so many times as the loop says (BPMN 2.0.2, 10.3.8). Each
/// round sees <c>loopCounter</c> (from 1).
/// </summary>
internal sealed class StandardLoopBody : ElementBehavior
{
    public override StepFailure? Activate(Run run, CompiledElement element, ElementInstance instance)
    {
        var again = element.StandardLoop!.TestsBefore ? Again(run, element, instance) : true;
        if (again.Failure is not null)
            return again.Failure;
        run.Write.BeginLoop(instance, new LoopProgress { Items = [] });
        if (again.Value)
            StartNext(run, element, instance);
        else
            run.Complete(instance);
        return null;
    }

    /// <summary>Asked while the round still is there, so that a condition that cannot be evaluated can be corrected and the round completed again.</summary>
    public override StepFailure? CompleteChild(Run run, CompiledElement element, ElementInstance scope, ElementInstance child)
    {
        var loop = element.StandardLoop!;
        var again = loop.Maximum <= scope.Loop!.Started ? false : Again(run, element, child);
        if (again.Failure is not null)
            return again.Failure;
        scope.Loop.IsSatisfied = !again.Value;
        return null;
    }

    public override void ChildEnded(Run run, CompiledElement element, ElementInstance scope)
    {
        if (scope.Loop!.IsSatisfied)
            run.Complete(scope);
        else
            StartNext(run, element, scope);
    }

    private static Step<bool> Again(Run run, CompiledElement element, ElementInstance instance) => element.StandardLoop!.Condition is { } condition
        ? run.Expressions.Condition(condition, element.Id, run.Expressions.Scope(instance.Key))
        : true;

    private static void StartNext(Run run, CompiledElement element, ElementInstance body)
    {
        var instance = run.Write.CreateLoopInstance(body, run.Process.Elements[element.Inner!.Value]);
        run.Write.SetVariable(instance, "loopCounter", FeelValue.Of(instance.LoopCounter));
        run.Activate(instance);
    }
}
