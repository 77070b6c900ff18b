using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.State;
using AfterSales.Feel.Dmn;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Interpretation.Elements;

/// <summary>Evaluates a DMN decision inside the step and keeps its result.</summary>
internal sealed class BusinessRuleTask : ElementBehavior
{
    public override StepFailure? Activate(Run run, CompiledElement element, ElementInstance instance)
    {
        var call = element.Decision!;
        var id = run.Expressions.Text(call.DecisionId, "decision id", instance);
        if (id.Failure is not null)
            return id.Failure;
        if (run.Context.Decisions.Find(id.Value, call.Binding, call.VersionTag) is not { } decision)
            return new StepFailure(IncidentType.CalledDecisionError, $"Expected a deployed decision '{id.Value}'{Tag(call)}, but there is none.");
        var result = decision.Evaluate(run.Expressions.Scope(instance.Key), run.Expressions.Environment);
        run.Expressions.Warn(element.Id, id.Value, result.Warnings);
        run.Write.Tell(new DecisionEvaluated(instance.Key, element.Id, id.Value, result));
        if (result.IsBroken)
            return new StepFailure(IncidentType.DecisionEvaluationError, $"The decision '{id.Value}' could not be evaluated: {result.Warnings[0].Message}");
        if (call.ResultVariable is { } name)
            run.Variables.Receive(instance, element, FeelContext.Empty.With(name, result.Value));
        run.Complete(instance);
        return null;
    }

    private static string Tag(DecisionCall call) => call.VersionTag is null ? "" : $" with the version tag '{call.VersionTag}'";
}
