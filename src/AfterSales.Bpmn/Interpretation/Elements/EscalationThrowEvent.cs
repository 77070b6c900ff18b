using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.State;

namespace AfterSales.Bpmn.Interpretation.Elements;

/// <summary>Throws an escalation, in the middle of a way or at its end. Unlike an error it need not be caught, and may leave running what it leaves.</summary>
internal sealed class EscalationThrowEvent : ElementBehavior
{
    public override StepFailure? Activate(Run run, CompiledElement element, ElementInstance instance)
    {
        var code = run.Expressions.Text(((EscalationEvent)element.Event!).EscalationCode!, "escalation code", instance);
        if (code.Failure is not null)
            return code.Failure;
        // What an interrupting event catches ends this element too: then there is nothing left to complete.
        run.Complete(instance);
        Escalations.Throw(run, instance, code.Value);
        return null;
    }
}
