using AfterSales.Engine;
using AfterSales.Engine.Decisions;
using AfterSales.Feel;
using AfterSales.Feel.Dmn;
using AfterSales.Feel.Values;
using AfterSales.Web.Api.Http;

namespace AfterSales.Web.Api.V2;

/// <summary>Decisions and FEEL expressions asked outside any process. Nothing is stored: the keys of an evaluation find nothing later.</summary>
internal static class EvaluationsApi
{
    public static void Map(RouteGroupBuilder v2)
    {
        v2.MapPost("/decision-definitions/evaluation", EvaluateDecisionAsync)
            .WithSummary("Evaluates a decision: {decisionDefinitionKey or decisionDefinitionId, variables}; the latest version of an id.");
        v2.MapPost("/expression/evaluation", EvaluateExpression).WithSummary("Evaluates a FEEL expression that begins with '=': {expression, variables}.");
    }

    private static async Task<IResult> EvaluateDecisionAsync(HttpContext http, JsonBody body, ProcessEngine engine, CancellationToken ct)
    {
        var (key, id) = (body.Key("decisionDefinitionKey"), body.Text("decisionDefinitionId"));
        if (key is null == id is null)
            body.Refuse("decisionDefinitionKey", "or 'decisionDefinitionId' is required, and not both");
        var variables = VariablesBody.Read(body, "variables");
        body.Ignore("tenantId");
        return body.Problem() ?? Answers.Ok(
            http, key is { } version ? await engine.Decisions.EvaluateAsync(version, variables, ct) : await engine.Decisions.EvaluateLatestAsync(id!, variables, ct), Shown);
    }

    private static IResult EvaluateExpression(HttpContext http, JsonBody body, ProcessEngine engine)
    {
        var expression = body.RequiredText("expression");
        if (expression.Length > 0 && !expression.StartsWith('='))
            body.Refuse("expression", "must begin with '='");
        var variables = VariablesBody.Read(body, "variables");
        body.Ignore("tenantId");
        if (body.Problem() is { } problem)
            return problem;
        var parsed = engine.Feel.Expression(expression[1..], variables.Entries.Keys);
        if (parsed.Error is { } error)
            return ApiProblem.Invalid(http, $"The expression cannot be read: {error.Message}");
        var result = parsed.Value!.Evaluate(variables, new FeelEnvironment(engine.Clock.GetUtcNow(), TimeZoneInfo.Utc));
        return Results.Ok(new { expression, result = Json(result.Value), warnings = result.Warnings.Select(warning => new { message = warning.Message }) });
    }

    private static object Shown(DecisionEvaluation evaluation)
    {
        var definition = evaluation.Definition;
        var evaluationKey = Answers.Key(definition.DecisionDefinitionKey);
        return new
        {
            decisionDefinitionId = definition.DecisionDefinitionId,
            decisionDefinitionKey = Answers.Key(definition.DecisionDefinitionKey),
            decisionDefinitionName = definition.Name ?? definition.DecisionDefinitionId,
            decisionDefinitionVersion = definition.Version,
            // No evaluation of its own is kept, so that of the definition stands here.
            decisionEvaluationKey = evaluationKey,
            decisionInstanceKey = evaluationKey,
            decisionRequirementsId = definition.DecisionRequirementsId,
            decisionRequirementsKey = Answers.Key(definition.DecisionRequirementsKey),
            output = FeelJson.ToJson(evaluation.Result.Value),
            failedDecisionDefinitionId = evaluation.FailureMessage is null ? null : evaluation.Result.Evaluated[^1].DecisionId,
            failureMessage = evaluation.FailureMessage,
            tenantId = Answers.Tenant,
            evaluatedDecisions = evaluation.Evaluated.Select((one, index) => new
            {
                decisionDefinitionId = one.Definition.DecisionDefinitionId,
                decisionDefinitionKey = Answers.Key(one.Definition.DecisionDefinitionKey),
                decisionDefinitionName = one.Definition.Name ?? one.Definition.DecisionDefinitionId,
                decisionDefinitionVersion = one.Definition.Version,
                decisionDefinitionType = one.IsTable ? "DECISION_TABLE" : "LITERAL_EXPRESSION",
                decisionEvaluationInstanceKey = $"{evaluationKey}-{index + 1}",
                output = FeelJson.ToJson(one.Decision.Value),
                tenantId = Answers.Tenant,
                evaluatedInputs = one.Decision.Inputs.Select(input => new { inputId = input.Id, inputName = input.Name, inputValue = FeelJson.ToJson(input.Value) }),
                matchedRules = one.Decision.MatchedRules.Select(Rule),
            }),
        };
    }

    private static object Rule(DmnMatchedRule rule) => new
    {
        ruleId = rule.Id,
        ruleIndex = rule.Index,
        evaluatedOutputs = rule.Outputs.Select(output => new
        {
            outputId = output.Id, outputName = output.Name, outputValue = FeelJson.ToJson(output.Value), ruleId = rule.Id, ruleIndex = rule.Index,
        }),
    };

    private static System.Text.Json.JsonElement Json(FeelValue value)
    {
        using var document = System.Text.Json.JsonDocument.Parse(FeelJson.ToJson(value));
        return document.RootElement.Clone();
    }
}
