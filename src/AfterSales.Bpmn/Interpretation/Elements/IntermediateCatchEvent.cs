using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.State;

namespace AfterSales.Bpmn.Interpretation.Elements;

/// <summary>Waits for its timer or message.</summary>
internal sealed class IntermediateCatchEvent : ElementBehavior
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
