using AfterSales.Bpmn.Compilation;
using AfterSales.Engine.Storage;

namespace AfterSales.Engine.Deployments;

/// <summary>A deployed version of a process, compiled and ready to run.</summary>
internal sealed class DeployedProcess(ProcessDefinitionRow row, CompiledProcess process, DefinitionCatalog catalog)
{
    public ProcessDefinitionRow Row => row;

    public CompiledProcess Process => process;

    /// <summary>The decisions as this version sees them, looked up through the writer's session.</summary>
    public VisibleDecisions Decisions(StoreSession session) => new(row.DeploymentKey, catalog, session);
}
