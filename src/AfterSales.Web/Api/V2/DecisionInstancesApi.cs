using System.Globalization;
using AfterSales.Engine;
using AfterSales.Engine.Batches;
using AfterSales.Engine.Decisions;
using AfterSales.Service.Audit;
using AfterSales.Web.Api.Http;

namespace AfterSales.Web.Api.V2;

/// <summary>What instances have decided: one row per evaluated decision, with inputs, matched rules and outputs.</summary>
internal static class DecisionInstancesApi
{
    /// <summary>What filters of decision instances know, wherever they stand.</summary>
    public static readonly SearchVocabulary Vocabulary = new(
        [
            SearchField.Text("decisionEvaluationInstanceKey", "evaluationInstanceKey"), SearchField.Key("decisionEvaluationKey"), SearchField.Text("state"),
            SearchField.Text("evaluationFailure"), SearchField.Instant("evaluationDate"), SearchField.Text("decisionDefinitionId"),
            SearchField.Text("decisionDefinitionName"), SearchField.Number("decisionDefinitionVersion"), SearchField.Text("decisionDefinitionType"),
            SearchField.Key("processDefinitionKey"), SearchField.Key("processInstanceKey"), SearchField.Key("decisionDefinitionKey"),
            SearchField.Key("elementInstanceKey"), SearchField.Key("rootDecisionDefinitionKey"), SearchField.Key("decisionRequirementsKey"),
        ],
        [
            "decisionDefinitionId", "decisionDefinitionKey", "decisionDefinitionName", "decisionDefinitionType", "decisionDefinitionVersion",
            "decisionEvaluationInstanceKey", "decisionEvaluationKey", "elementInstanceKey", "evaluationDate", "evaluationFailure",
            "processDefinitionKey", "processInstanceKey", "rootDecisionDefinitionKey", "state", "tenantId",
        ]);

    public static void Map(RouteGroupBuilder v2)
    {
        v2.MapPost("/decision-instances/search", async (HttpContext http, JsonBody body, ProcessEngine engine, CancellationToken ct) =>
        {
            var request = SearchBody.Read(body, Vocabulary);
            return body.Problem() ?? Answers.Page(http, await engine.Decisions.SearchInstancesAsync(request, ct), Row);
        }).WithSummary("Searches what instances have decided; one row per evaluated decision.");

        v2.MapGet("/decision-instances/{instanceKey}", async (HttpContext http, string instanceKey, ProcessEngine engine, CancellationToken ct) =>
        {
            if (!TryRead(instanceKey, out var evaluation, out var ordinal))
                return ApiProblem.Invalid(http, $"A decision instance has a key of two whole numbers, as in 2251799813685249-1; '{JsonBody.Shown(instanceKey)}' is none.");
            return await engine.Decisions.GetInstanceAsync(evaluation, ordinal, ct) is { } row
                ? Results.Ok(Detailed(row))
                : ApiProblem.NotFound(http, $"No decision instance has the key {JsonBody.Shown(instanceKey)}.");
        }).WithSummary("One evaluated decision with its inputs and matched rules.");

        v2.MapPost("/decision-instances/{key:long}/deletion", async (HttpContext http, long key, JsonBody body, ProcessEngine engine, CancellationToken ct) =>
        {
            body.Ignore("operationReference");
            return body.Problem() ?? Answers.NoContent(
                http, await engine.Decisions.DeleteAsync(key, http.User.Identity?.Name, EngineAudit.Line("decisionDeleted", "decision", Answers.Key(key)), ct));
        }).WithSummary("Deletes an evaluation with all decisions in it, of an instance that has ended and belongs to no case.");

        v2.MapPost("/decision-instances/deletion", async (HttpContext http, JsonBody body, ProcessEngine engine, CancellationToken ct) =>
        {
            body.Require("filter");
            var create = new CreateBatch { Type = BatchTypes.DeleteDecision, Filter = SearchBody.Read(body, Vocabulary) };
            body.Ignore("operationReference");
            return body.Problem() ?? await BatchesApi.CreateAsync(http, engine, create, ct);
        }).WithSummary("Deletes all evaluations of a filter.");
    }

    private static bool TryRead(string text, out long evaluation, out int ordinal)
    {
        ordinal = 0;
        var parts = text.Split('-');
        return long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out evaluation)
            && parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out ordinal);
    }

    private static Dictionary<string, object?> Row(DecisionInstanceRow row) => new()
    {
        ["decisionDefinitionId"] = row.DecisionDefinitionId,
        ["decisionDefinitionKey"] = Version(row.DecisionDefinitionKey),
        ["decisionDefinitionName"] = row.DecisionDefinitionName,
        ["decisionDefinitionType"] = row.DecisionDefinitionType,
        ["decisionDefinitionVersion"] = row.DecisionDefinitionVersion ?? 0,
        ["decisionEvaluationInstanceKey"] = row.EvaluationInstanceKey,
        ["decisionEvaluationKey"] = Answers.Key(row.DecisionEvaluationKey),
        ["elementInstanceKey"] = Answers.Key(row.ElementInstanceKey),
        ["evaluationDate"] = Answers.Instant(row.EvaluationDate),
        ["evaluationFailure"] = row.EvaluationFailure,
        ["processDefinitionKey"] = Answers.Key(row.ProcessDefinitionKey),
        ["processInstanceKey"] = Answers.Key(row.ProcessInstanceKey),
        ["result"] = row.Result,
        ["rootDecisionDefinitionKey"] = Version(row.RootDecisionDefinitionKey),
        ["rootProcessInstanceKey"] = Answers.Key(row.RootProcessInstanceKey),
        ["state"] = row.State,
        ["tenantId"] = Answers.Tenant,
    };

    // The API has no null here: a decision that only serves others within its file is nobody's version.
    private static string Version(long? key) => Answers.Key(key ?? -1);

    private static Dictionary<string, object?> Detailed(DecisionInstanceRow row)
    {
        var details = DecisionDetails.Of(row);
        return new(Row(row))
        {
            ["evaluatedInputs"] = details.Inputs.Select(input => new { inputId = input.Id, inputName = input.Name, inputValue = input.Json }),
            ["matchedRules"] = details.MatchedRules.Select(rule => new
            {
                ruleId = rule.Id,
                ruleIndex = rule.Index,
                evaluatedOutputs = rule.Outputs.Select(output => new
                {
                    outputId = output.Id, outputName = output.Name, outputValue = output.Json, ruleId = rule.Id, ruleIndex = rule.Index,
                }),
            }),
        };
    }
}
