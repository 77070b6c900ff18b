using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.State;

namespace AfterSales.Bpmn.Interpretation.Elements;

/// <summary>Sends a token along every outgoing flow; <see cref="Joins"/> has waited for one from every incoming flow.</summary>
internal sealed class ParallelGateway : ElementBehavior
{
    public override StepFailure? Activate(Run run, CompiledElement element, ElementInstance instance)
    {
        run.Complete(instance);
        return null;
    }
}
