using AfterSales.Bpmn.Compilation;
using AfterSales.Engine.Commits;
using AfterSales.Engine.Search;

namespace AfterSales.Engine.Deployments;

/// <summary>Deploys processes, decisions and forms, and finds what is deployed.</summary>
public sealed class DeploymentApi
{
    private readonly EngineCore _core;

    internal DeploymentApi(EngineCore core) => _core = core;

    /// <summary>
    /// Deploys all resources or none. A resource whose content equals the latest deployed version keeps that version;
    /// the others get the next one. With problems nothing changes and all problems of all resources are returned.
    /// Timer and message start events follow the latest version from the moment of its deployment.
    /// </summary>
    public Task<DeploymentResult> DeployAsync(
        IReadOnlyList<DeploymentResource> resources, string? actor = null, Action<CommitContext>? alongside = null, CancellationToken ct = default)
    {
        var reading = ResourceReading.Read(resources, _core.Feel, _core.Parts.DeploymentChecks);
        return reading.Problems.Count > 0
            ? Task.FromResult(new DeploymentResult(null, reading.Problems))
            : DeployAsync(reading, actor, alongside, ct);
    }

    /// <summary>Checks resources as a deployment would, and deploys nothing.</summary>
    public IReadOnlyList<DeploymentProblem> Check(IReadOnlyList<DeploymentResource> resources) => ResourceReading.Read(resources, _core.Feel, _core.Parts.DeploymentChecks).Problems;

    /// <summary>
    /// Takes a deployed file back, given by the key of a process, of decision requirements or of a form: it begins nothing any more, and the
    /// version before it is the latest again, with its start events. What runs on it goes on, and history keeps naming it. With
    /// <paramref name="withHistory"/> a batch operation deletes what has ended on it. NotFound when it is not deployed (any more).
    /// <paramref name="alongside"/> adds rows to the same commit and is told what was deleted.
    /// </summary>
    public Task<Outcome<DeletedResource>> DeleteAsync(
        long resourceKey, bool withHistory, string? actor = null, Action<CommitContext, DeletedResource>? alongside = null, CancellationToken ct = default) =>
        _core.Commands.SendAsync("resource.delete", actor, x => ResourceDeletion.Delete(x, resourceKey, withHistory, alongside), ct);

    /// <summary>A deployed file by the key of a process, of decision requirements or of a form, or null.</summary>
    public Task<ResourceRow?> GetResourceAsync(long resourceKey, CancellationToken ct = default) => _core.Reads.RunAsync(db => ResourceQueries.Find(db, resourceKey), ct);

    /// <summary>Its content as deployed, or null.</summary>
    public Task<string?> ResourceContentAsync(long resourceKey, CancellationToken ct = default) => _core.Reads.RunAsync(db => ResourceQueries.Content(db, resourceKey), ct);

    public Task<ProcessDefinitionRow?> GetProcessAsync(long definitionKey, CancellationToken ct = default) =>
        _core.Reads.FirstAsync(Entities.ProcessDefinitions, SearchRequest.Where("processDefinitionKey", definitionKey), ct);

    /// <summary>The latest version of a process, or null.</summary>
    public Task<ProcessDefinitionRow?> LatestProcessAsync(string processId, CancellationToken ct = default) =>
        _core.Reads.FirstAsync(Entities.ProcessDefinitions, SearchRequest.Where("processDefinitionId", processId).And("isLatestVersion", true), ct);

    public Task<Outcome<SearchPage<ProcessDefinitionRow>>> SearchProcessesAsync(SearchRequest request, CancellationToken ct = default) =>
        _core.Reads.SearchAsync(Entities.ProcessDefinitions, request, ct);

    /// <summary>The BPMN file as deployed, or null.</summary>
    public Task<string?> XmlAsync(long definitionKey, CancellationToken ct = default) => _core.Reads.RunAsync(
        db => Dapper.SqlMapper.QueryFirstOrDefault<string?>(db, "SELECT xml FROM engine_process_definitions WHERE definition_key = @definitionKey", new { definitionKey }), ct);

    /// <summary>The compiled process of a version, from the cache when it was used lately; null when there is no such version.</summary>
    public CompiledProcess? Compiled(long definitionKey) => _core.Definitions.Find(definitionKey)?.Process;

    public Task<DecisionDefinitionRow?> GetDecisionAsync(long definitionKey, CancellationToken ct = default) =>
        _core.Reads.FirstAsync(Entities.DecisionDefinitions, SearchRequest.Where("decisionDefinitionKey", definitionKey), ct);

    public Task<Outcome<SearchPage<DecisionDefinitionRow>>> SearchDecisionsAsync(SearchRequest request, CancellationToken ct = default) =>
        _core.Reads.SearchAsync(Entities.DecisionDefinitions, request, ct);

    /// <summary>The DMN file a decision came with, or null.</summary>
    public Task<string?> DecisionXmlAsync(long definitionKey, CancellationToken ct = default) => _core.Reads.RunAsync(
        db => Dapper.SqlMapper.QueryFirstOrDefault<string?>(
            db,
            """
            SELECT r.xml FROM engine_decision_definitions d JOIN engine_decision_requirements r ON r.requirements_key = d.requirements_key
            WHERE d.definition_key = @definitionKey
            """,
            new { definitionKey }), ct);

    public Task<DecisionRequirementsRow?> GetRequirementsAsync(long requirementsKey, CancellationToken ct = default) =>
        _core.Reads.FirstAsync(Entities.DecisionRequirements, SearchRequest.Where("decisionRequirementsKey", requirementsKey), ct);

    public Task<Outcome<SearchPage<DecisionRequirementsRow>>> SearchRequirementsAsync(SearchRequest request, CancellationToken ct = default) =>
        _core.Reads.SearchAsync(Entities.DecisionRequirements, request, ct);

    /// <summary>A DMN file as deployed, or null.</summary>
    public Task<string?> RequirementsXmlAsync(long requirementsKey, CancellationToken ct = default) => _core.Reads.RunAsync(
        db => Dapper.SqlMapper.QueryFirstOrDefault<string?>(db, "SELECT xml FROM engine_decision_requirements WHERE requirements_key = @requirementsKey", new { requirementsKey }), ct);

    public Task<Outcome<SearchPage<FormRow>>> SearchFormsAsync(SearchRequest request, CancellationToken ct = default) =>
        _core.Reads.SearchAsync(Entities.Forms, request, ct);

    /// <summary>A form version with its schema, or null.</summary>
    public Task<Form?> GetFormAsync(long formKey, CancellationToken ct = default) => _core.Reads.RunAsync(db => FormQueries.ByKey(db, formKey), ct);

    /// <summary>The latest version of a form with its schema, or null.</summary>
    public Task<Form?> LatestFormAsync(string formId, CancellationToken ct = default) => _core.Reads.RunAsync(db => FormQueries.Latest(db, formId), ct);

    private async Task<DeploymentResult> DeployAsync(ResourceReading reading, string? actor, Action<CommitContext>? alongside, CancellationToken ct)
    {
        var deployed = await _core.Commands.SendAsync("deployment.create", actor, x => DeploymentTransition.Deploy(x, reading, alongside), ct).ConfigureAwait(false);
        return deployed.IsOk
            ? new DeploymentResult(deployed.Value, []) { Warnings = reading.Warnings }
            : new DeploymentResult(null, [new DeploymentProblem("", 0, null, "deployment", deployed.Failure.Message)]);
    }
}
