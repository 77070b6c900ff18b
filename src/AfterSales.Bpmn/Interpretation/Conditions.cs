using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.State;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Interpretation;

/// <summary>
/// Conditional events (BPMN 2.0.2, 10.5.6): looked at when tokens have come to rest after a step, whatever changed. An event
/// that does not interrupt happens each time its condition becomes true, not while it stays so. Null counts as not true: a variable
/// may still have to come.
/// </summary>
internal static class Conditions
{
    /// <summary>Lets the first event happen whose condition became true; false when there is none.</summary>
    public static bool Fire(Run run)
    {
        foreach (var instance in run.State.ActiveElements.Where(instance => instance.OpenConditions.Count > 0).ToList())
            foreach (var wait in instance.OpenConditions.ToArray())
            {
                var target = run.Process.Element(wait.TargetElementId);
                if (IsTrue(run, instance, target, (ConditionEvent)target.Events[wait.Part]) is not { } isTrue || isTrue == wait.WasTrue)
                    continue;
                var now = wait with { WasTrue = isTrue };
                run.Write.SetCondition(instance, wait, now);
                if (!isTrue)
                    continue;
                if (target.IsInterrupting || target.IsParallelMultiple)
                    run.Write.CloseCondition(instance, now);
                Triggers.Happen(run, instance, target, FeelContext.Empty);
                return true;
            }
        return false;
    }

    /// <summary>Null when the condition gives something else than true, false or null, which is an incident.</summary>
    private static bool? IsTrue(Run run, ElementInstance instance, CompiledElement target, ConditionEvent definition)
    {
        var condition = definition.Condition;
        var value = condition.Expression!.Evaluate(run.Expressions.Scope(instance.Key), run.Expressions.Environment).Value;
        switch (value)
        {
            case FeelBoolean answer:
                return answer.Value;
            case FeelNull:
                return false;
            default:
                run.Fail(instance, Expressions.Unexpected(condition, $"the condition of '{target.Id}' to be true or false", value));
                return null;
        }
    }
}
