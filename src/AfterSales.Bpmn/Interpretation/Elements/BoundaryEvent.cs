using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.State;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Interpretation.Elements;

/// <summary>
/// An event at the border of an activity. The activity does the waiting; once it happened, the event is a token of its
/// own beside the activity, or in its place when it interrupts.
/// </summary>
internal sealed class BoundaryEvent : ElementBehavior
{
    /// <summary>A boundary event is entered only once it happened, so there is nothing to wait for.</summary>
    public override StepFailure? Activate(Run run, CompiledElement element, ElementInstance instance)
    {
        run.Complete(instance);
        return null;
    }

    /// <summary>The event happened on the activity <paramref name="host"/>.</summary>
    public static void Fire(Run run, CompiledElement element, ElementInstance host, FeelContext variables)
    {
        if (element.IsInterrupting)
            Lifecycle.Terminate(run, host);
        run.EnterTriggered(element, host.ScopeKey, variables);
    }
}
