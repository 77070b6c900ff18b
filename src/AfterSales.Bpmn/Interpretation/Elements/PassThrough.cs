using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.State;

namespace AfterSales.Bpmn.Interpretation.Elements;

/// <summary>
/// Start events, none end events, none throw events and manual tasks: the token is there and gone. A manual task is work
/// outside of the system, which nobody reports back (BPMN 2.0.2, 10.3.3).
/// </summary>
internal sealed class PassThrough : ElementBehavior
{
    public override StepFailure? Activate(Run run, CompiledElement element, ElementInstance instance)
    {
        run.Complete(instance);
        return null;
    }
}
