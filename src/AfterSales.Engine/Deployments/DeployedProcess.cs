using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Model;
using AfterSales.Engine.Storage;
using AfterSales.Feel.Dmn;

namespace AfterSales.Engine.Deployments;

/// <summary>A deployed version of a process, compiled and ready to run.</summary>
internal sealed class DeployedProcess(ProcessDefinitionRow row, CompiledProcess process, DefinitionCatalog catalog)
{
    public ProcessDefinitionRow Row => row;

    public CompiledProcess Process => process;

    /// <summary>The decisions as this version sees them, looked up through the writer's session.</summary>
    public IDecisionSource Decisions(StoreSession session) => new DecisionsOf(row.DeploymentKey, catalog, session);

    private sealed class DecisionsOf(long deploymentKey, DefinitionCatalog catalog, StoreSession session) : IDecisionSource
    {
        public DmnDecision? Find(string decisionId, BindingType binding, string? versionTag)
        {
            var found = binding switch
            {
                BindingType.Deployment => session.Definitions.DecisionOfDeployment(deploymentKey, decisionId),
                BindingType.VersionTag => session.Definitions.DecisionByTag(decisionId, versionTag ?? ""),
                _ => session.Definitions.LatestDecision(decisionId),
            };
            return found == 0 ? null : catalog.Decision(found, decisionId, session);
        }
    }
}
