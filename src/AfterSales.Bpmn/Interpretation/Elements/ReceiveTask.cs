using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.State;

namespace AfterSales.Bpmn.Interpretation.Elements;

/// <summary>Waits for its message; being an activity, it may have boundary events besides.</summary>
internal sealed class ReceiveTask : ElementBehavior
{
    public override StepFailure? Activate(Run run, CompiledElement element, ElementInstance instance)
    {
        var waits = run.Waits.Evaluate(instance, [element]);
        if (waits.Failure is not null)
            return waits.Failure;
        run.Waits.Open(instance, waits.Value);
        return null;
    }
}
