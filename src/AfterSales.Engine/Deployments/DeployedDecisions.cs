using AfterSales.Feel.Dmn;

namespace AfterSales.Engine.Deployments;

/// <summary>The decisions of one deployed file, ready to run, with the keys of their versions.</summary>
internal sealed class DeployedDecisions
{
    private readonly Dictionary<string, DeployedDecision> _byId;

    public DeployedDecisions(DmnModel model, IEnumerable<DecisionDefinitionRow> versions)
    {
        var keys = versions.ToDictionary(version => version.DecisionDefinitionId, version => version.DecisionDefinitionKey, StringComparer.Ordinal);
        _byId = model.Decisions.DistinctBy(decision => decision.Id).ToDictionary(
            decision => decision.Id,
            decision => new DeployedDecision(decision, keys.TryGetValue(decision.Id, out var key) ? key : null, decision.IsTable), StringComparer.Ordinal);
    }

    public DeployedDecision? Find(string decisionId) => _byId.GetValueOrDefault(decisionId);
}

/// <summary>A decision of a deployed file.</summary>
/// <param name="Key">Of its version; null for one that only serves others within the file.</param>
internal sealed record DeployedDecision(DmnDecision Decision, long? Key, bool IsTable);
