using System.Text;
using AfterSales.Engine.Deployments;
using AfterSales.Engine.Search;
using AfterSales.Feel;
using AfterSales.Feel.Dmn;
using AfterSales.Feel.Values;

namespace AfterSales.Engine.Decisions;

/// <summary>Evaluates deployed decisions outside any process: to try a table, or for a program that wants its answer only.</summary>
public sealed class DecisionApi
{
    private readonly EngineCore _core;

    internal DecisionApi(EngineCore core) => _core = core;

    /// <summary>Evaluates one version of a decision with variables as its input data; not found when there is no such version.</summary>
    public async Task<Outcome<DecisionEvaluation>> EvaluateAsync(long definitionKey, FeelContext variables, CancellationToken ct = default) =>
        await _core.Reads.FirstAsync(Entities.DecisionDefinitions, SearchRequest.Where("decisionDefinitionKey", definitionKey), ct).ConfigureAwait(false) is { } row
            ? await EvaluateAsync(row, variables, ct).ConfigureAwait(false)
            : Failure.NotFound($"No decision definition has the key {definitionKey}.");

    /// <summary>Evaluates the latest version of a decision; not found when no decision has the id.</summary>
    public async Task<Outcome<DecisionEvaluation>> EvaluateLatestAsync(string decisionId, FeelContext variables, CancellationToken ct = default) =>
        await _core.Reads.FirstAsync(Entities.DecisionDefinitions, SearchRequest.Where("decisionDefinitionId", decisionId).And("isLatestVersion", true), ct).ConfigureAwait(false) is { } row
            ? await EvaluateAsync(row, variables, ct).ConfigureAwait(false)
            : Failure.NotFound($"No decision with the id '{decisionId}' is deployed.");

    /// <summary>What running and ended instances have decided, one row per evaluated decision.</summary>
    public Task<Outcome<SearchPage<DecisionInstanceRow>>> SearchInstancesAsync(SearchRequest request, CancellationToken ct = default) =>
        _core.Reads.SearchAsync(Entities.DecisionInstances, request, ct);

    /// <summary>Deletes an evaluation with all decisions in it. Conflict: its instance runs, or an <see cref="Deletion.IHistoryGuard"/> keeps it.</summary>
    public Task<Outcome<Done>> DeleteAsync(long evaluationKey, string? actor = null, Action<Commits.CommitContext>? alongside = null, CancellationToken ct = default) =>
        _core.Commands.SendAsync("decision.delete", actor, x => Deletion.DeletionTransitions.DeleteDecision(x, evaluationKey, alongside), ct);

    /// <summary>One evaluated decision by its evaluation and place within it, or null.</summary>
    public Task<DecisionInstanceRow?> GetInstanceAsync(long evaluationKey, int ordinal, CancellationToken ct = default) =>
        _core.Reads.FirstAsync(Entities.DecisionInstances, SearchRequest.Where("decisionEvaluationKey", evaluationKey).And("ordinal", ordinal), ct);

    private async Task<Outcome<DecisionEvaluation>> EvaluateAsync(DecisionDefinitionRow row, FeelContext variables, CancellationToken ct)
    {
        var xml = await _core.Reads.RunAsync(
            db => Dapper.SqlMapper.QueryFirst<string>(db, "SELECT xml FROM engine_decision_requirements WHERE requirements_key = @Key", new { Key = row.DecisionRequirementsKey }), ct).ConfigureAwait(false);
        if (DmnReader.Read(Encoding.UTF8.GetBytes(xml), _core.Feel).Model is not { } model || model.Decisions.FirstOrDefault(decision => decision.Id == row.DecisionDefinitionId) is not { } asked)
            return Failure.Conflict($"The decision '{row.DecisionDefinitionId}' was deployed by an earlier version and can no longer be read. Deploy its file again.");
        var siblings = await _core.Reads.SearchAsync(Entities.DecisionDefinitions, SearchRequest.Where("decisionRequirementsKey", row.DecisionRequirementsKey).Take(10_000), ct).ConfigureAwait(false);
        var definitions = siblings.Value.Items.ToDictionary(sibling => sibling.DecisionDefinitionId, StringComparer.Ordinal);
        var result = asked.Evaluate(variables, new FeelEnvironment(_core.Clock.GetUtcNow(), _core.Zone));
        return new DecisionEvaluation(
            row, result,
            [.. result.Evaluated.Where(decision => definitions.ContainsKey(decision.DecisionId))
                .Select(decision => (definitions[decision.DecisionId], decision, model.Decisions.Any(known => known.Id == decision.DecisionId && known.IsTable)))],
            result.IsBroken ? result.Warnings[0].Message : null);
    }
}
