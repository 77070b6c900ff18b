using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.State;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Interpretation.Elements;

/// <summary>Evaluates a FEEL expression and keeps the result.</summary>
internal sealed class ScriptTask : ElementBehavior
{
    public override StepFailure? Activate(Run run, CompiledElement element, ElementInstance instance)
    {
        var script = element.Script!;
        var result = run.Expressions.Evaluate(script.Expression, instance).Value;
        if (script.ResultVariable is { } name)
            run.Variables.Receive(instance, element, FeelContext.Empty.With(name, result));
        run.Complete(instance);
        return null;
    }
}
