using AfterSales.Service.Languages;

namespace AfterSales.Service.Workflows;

/// <summary>The deployed workflows with their names in every language and their diagrams.</summary>
public sealed class WorkflowCatalog
{
    /// <summary>The latest version of every workflow, by process id.</summary>
    public IReadOnlyList<DeployedWorkflow> Latest => throw new NotImplementedException();

    public DeployedWorkflow? Find(long definitionKey) => throw new NotImplementedException();

    /// <summary>The latest version of a process; null when it is not deployed.</summary>
    public DeployedWorkflow? Find(string processId) => throw new NotImplementedException();

    /// <summary>The BPMN XML of a version; null when unknown.</summary>
    public Task<string?> DiagramAsync(long definitionKey, CancellationToken ct = default) => throw new NotImplementedException();

    /// <summary>The names of a version's elements, by element id, for labels in the reader's language.</summary>
    public IReadOnlyDictionary<string, LocalText> ElementNames(long definitionKey) => throw new NotImplementedException();
}
