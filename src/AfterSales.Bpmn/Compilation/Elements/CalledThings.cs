using AfterSales.Bpmn.Reading;

namespace AfterSales.Bpmn.Compilation.Elements;

/// <summary>What an activity calls: a script, a decision, another process.</summary>
internal static class CalledThings
{
    public static ScriptDefinition? Script(NodeContext context)
    {
        if (context.Node.Zeebe("script") is not { } script || script["expression"] is null)
        {
            context.Report(ProblemCodes.ExtensionMissing, "The script task needs a <zeebe:script> with an expression, or a <zeebe:taskDefinition>.");
            return null;
        }
        return context.Expression(script["expression"], script.Line, "script") is { } expression
            ? new ScriptDefinition(expression, script["resultVariable"])
            : null;
    }

    public static DecisionCall? Decision(NodeContext context)
    {
        if (context.Node.Zeebe("calledDecision") is not { } decision || decision["decisionId"] is null)
        {
            context.Report(ProblemCodes.ExtensionMissing, "The business rule task needs a <zeebe:calledDecision> with a decisionId, or a <zeebe:taskDefinition>.");
            return null;
        }
        return context.Value(decision["decisionId"], decision.Line, "decision id") is { } id
            ? new DecisionCall(id, context.Binding(decision), decision["versionTag"], decision["resultVariable"])
            : null;
    }

    public static CalledElement? Process(NodeContext context)
    {
        if (context.Node.Zeebe("calledElement") is not { } called || called["processId"] is null)
        {
            context.Report(ProblemCodes.ExtensionMissing, "The call activity needs a <zeebe:calledElement> with a processId.");
            return null;
        }
        if (called["businessId"] is not null)
            context.Report(ProblemCodes.ExtensionUnsupported, called.Line, "businessId of <zeebe:calledElement> is not supported.");
        return context.Value(called["processId"], called.Line, "process id") is { } id
            ? new CalledElement(
                id,
                context.Binding(called),
                called["versionTag"],
                PropagateAllParentVariables: called["propagateAllParentVariables"] != "false",
                PropagateAllChildVariables: called["propagateAllChildVariables"] != "false")
            : null;
    }
}
