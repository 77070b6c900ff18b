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
    /// <summary>Only the incident of its own activation leads here: it is always entered by what happened.</summary>
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
