using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Compilation.Elements;
using AfterSales.Bpmn.State;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Interpretation.Elements;

/// <summary>
/// The start event of a process that waits for several messages (BPMN 2.0.2, 10.5.2, parallel multiple): the first makes the instance, which waits here
/// for the others with the correlation keys that follow from what the first brought. The process goes on when all have come.
/// </summary>
internal sealed class ParallelStartEvent : ElementBehavior
{
    /// <summary>The first message has come. What it brought is there from now on, since it says to whom the others belong.</summary>
    public static void Begin(Run run, CompiledElement element, string messageName, ElementInstance root, FeelContext variables)
    {
        var instance = run.Write.Create(element, root.Key);
        run.Write.Gather(instance, new GatheredEvent(element.Id, FeelContext.Empty, messageName));
        run.Variables.Receive(instance, element, variables);
        run.Activate(instance);
    }

    public override StepFailure? Activate(Run run, CompiledElement element, ElementInstance instance)
    {
        var first = instance.HappenedInPart.Find(part => part.TargetElementId == element.Id)?.MessageName;
        var waits = run.Waits.Evaluate(instance, [element], part => first is null || part is not MessageEvent message || Events.Constant(message.MessageName) != first);
        if (waits.Failure is not null)
            return waits.Failure;
        run.Waits.Open(instance, waits.Value);
        return null;
    }
}
