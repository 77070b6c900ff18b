using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Model;
using AfterSales.Engine.Storage;
using AfterSales.Feel.Dmn;

namespace AfterSales.Engine.Deployments;

/// <summary>
/// The decisions as one version of a process sees them during one step. Remembers which deployed file each was taken from, for the record of
/// the evaluation.
/// </summary>
internal sealed class VisibleDecisions(long deploymentKey, DefinitionCatalog catalog, StoreSession session) : IDecisionSource
{
    private Dictionary<(string DecisionId, BindingType Binding, string? VersionTag), long>? _taken;

    public DmnDecision? Find(string decisionId, BindingType binding, string? versionTag)
    {
        var found = binding switch
        {
            BindingType.Deployment => session.Definitions.DecisionOfDeployment(deploymentKey, decisionId),
            BindingType.VersionTag => session.Definitions.DecisionByTag(decisionId, versionTag ?? ""),
            _ => session.Definitions.LatestDecision(decisionId),
        };
        if (found == 0)
            return null;
        (_taken ??= [])[(decisionId, binding, versionTag)] = found;
        return catalog.Decision(found, decisionId, session);
    }

    /// <summary>The decisions of the file from which <see cref="Find"/> took this one; null when it took none.</summary>
    public DeployedDecisions? FileOf(string decisionId, BindingType binding, string? versionTag) =>
        _taken is not null && _taken.TryGetValue((decisionId, binding, versionTag), out var requirementsKey) ? catalog.Decisions(requirementsKey, session) : null;
}
