using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.State;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Interpretation;

/// <summary>Events that wait for several things together (BPMN 2.0.2, 10.5.4, parallel multiple): what comes first is kept until the last has come.</summary>
internal static class MultipleEvents
{
    /// <summary>What all of them brought, the later over the earlier; null while something is still waited for.</summary>
    public static FeelContext? Gather(Run run, ElementInstance instance, CompiledElement target, FeelContext variables)
    {
        var together = instance.HappenedInPart.Find(part => part.TargetElementId == target.Id)?.Variables ?? FeelContext.Empty;
        foreach (var (name, value) in variables.Entries)
            together = together.With(name, value);
        if (Waits.IsOpen(instance, target.Id))
        {
            run.Write.Gather(instance, new GatheredEvent(target.Id, together));
            return null;
        }
        run.Write.ForgetGathered(instance, target.Id);
        if (!target.IsInterrupting)
            WaitAgain(run, instance, target);
        return together;
    }

    /// <summary>One that leaves its activity running can happen again, when all of it happens again.</summary>
    private static void WaitAgain(Run run, ElementInstance instance, CompiledElement target)
    {
        var waits = run.Waits.Evaluate(instance, [target]);
        if (waits.Failure is { } failure)
            run.Fail(instance, failure);
        else
            run.Waits.Open(instance, waits.Value);
    }
}
