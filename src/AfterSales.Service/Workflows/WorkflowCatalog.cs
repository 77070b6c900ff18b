using System.Collections.Concurrent;
using AfterSales.Bpmn.Compilation;
using AfterSales.Engine;
using AfterSales.Engine.Deployments;
using AfterSales.Engine.Search;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Workflows;

/// <summary>
/// The deployed workflows that are in use, with their names in every language and their diagrams. The latest versions are held in memory
/// and read again after each deployment made through this service, and within a few seconds after any other (<see cref="Designer.PublicationWatch"/>).
/// </summary>
public sealed class WorkflowCatalog(ProcessEngine engine) : IDisposable
{
    private readonly SemaphoreSlim _refreshing = new(1, 1);
    private readonly ConcurrentDictionary<long, IReadOnlyDictionary<string, LocalText>> _elementNames = new();
    private volatile IReadOnlyList<DeployedWorkflow> _latest = [];

    /// <summary>The latest version of every workflow that was not retired, by process id.</summary>
    public IReadOnlyList<DeployedWorkflow> Latest => _latest;

    /// <summary>Reads the latest versions again.</summary>
    public async Task RefreshAsync(CancellationToken ct = default)
    {
        // One after the other: who read before a deployment must not write down what it saw after somebody who read since.
        await _refreshing.WaitAsync(ct);
        try
        {
            var found = await engine.Deployments.SearchProcessesAsync(
                SearchRequest.Where("isLatestVersion", true).OrderBy("processDefinitionId").Take(10_000), ct);
            var retired = await engine.ReadAsync(db => Designer.RetiredTable.Workflows(db), ct);
            _latest = [.. found.Value.Items.Where(row => !retired.Contains(row.ProcessDefinitionId)).Select(Describe).OfType<DeployedWorkflow>()];
        }
        finally
        {
            _refreshing.Release();
        }
    }

    public void Dispose() => _refreshing.Dispose();

    /// <summary>Any version by its key; null when unknown.</summary>
    public DeployedWorkflow? Find(long definitionKey) =>
        _latest.FirstOrDefault(workflow => workflow.DefinitionKey == definitionKey)
        ?? (engine.Deployments.Compiled(definitionKey) is { } process ? new DeployedWorkflow(definitionKey, process.Id, 0, PartNames.Of(process), Owner(process)) : null);

    /// <summary>The latest version of a process; null when it is not deployed.</summary>
    public DeployedWorkflow? Find(string processId) => _latest.FirstOrDefault(workflow => workflow.ProcessId == processId);

    /// <summary>The BPMN XML of a version; null when unknown.</summary>
    public Task<string?> DiagramAsync(long definitionKey, CancellationToken ct = default) => engine.Deployments.XmlAsync(definitionKey, ct);

    /// <summary>The names of a version's elements, flows and lanes, by id, for labels in the reader's language.</summary>
    public IReadOnlyDictionary<string, LocalText> ElementNames(long definitionKey) => _elementNames.GetOrAdd(definitionKey, key =>
        engine.Deployments.Compiled(key) is { } process
            ? process.Elements.Cast<ModelPart>().Concat(process.Flows).Concat(process.Lanes)
                .Where(part => !string.IsNullOrWhiteSpace(part.Name))
                .DistinctBy(part => part.Id)
                .ToDictionary(part => part.Id, PartNames.Of)
            : new Dictionary<string, LocalText>());

    private DeployedWorkflow? Describe(ProcessDefinitionRow row) => engine.Deployments.Compiled(row.ProcessDefinitionKey) is { } process
        ? new DeployedWorkflow(row.ProcessDefinitionKey, row.ProcessDefinitionId, row.Version, PartNames.Of(process), Owner(process))
        : null;

    private static string? Owner(CompiledProcess process) => process.Properties.GetValueOrDefault(ElementProperties.OwnerDepartment);
}
