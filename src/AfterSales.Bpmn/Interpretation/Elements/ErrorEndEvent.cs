using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.State;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Interpretation.Elements;

/// <summary>Throws an error, which ends the scope around it up to where it is caught.</summary>
internal sealed class ErrorEndEvent : ElementBehavior
{
    public override StepFailure? Activate(Run run, CompiledElement element, ElementInstance instance)
    {
        var code = run.Expressions.Text(((ErrorEvent)element.Event!).ErrorCode!, "error code", instance);
        if (code.Failure is not null)
            return code.Failure;
        if (!Errors.IsCaught(run, instance, code.Value))
            return Errors.Unhandled(code.Value, element.Name);
        Errors.Throw(run, instance, code.Value, element.Name, FeelContext.Empty);
        return null;
    }
}
