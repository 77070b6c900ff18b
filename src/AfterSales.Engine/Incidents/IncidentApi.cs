using AfterSales.Engine.Commits;
using AfterSales.Engine.Search;

namespace AfterSales.Engine.Incidents;

/// <summary>Finds incidents and has the failed step made again.</summary>
public sealed class IncidentApi
{
    private readonly EngineCore _core;

    internal IncidentApi(EngineCore core) => _core = core;

    /// <summary>
    /// Resolves an open incident: the step is made again, and may raise a new incident. An incident of a job needs the job to have
    /// retries: set them before, or give <paramref name="jobRetries"/>.
    /// </summary>
    public Task<Outcome<Done>> ResolveAsync(long key, int? jobRetries = null, string? actor = null, Action<CommitContext>? alongside = null, CancellationToken ct = default) =>
        _core.Commands.SendAsync("incident.resolve", actor, x => IncidentTransitions.Resolve(x, key, jobRetries, alongside), ct);

    public Task<IncidentRow?> GetAsync(long key, CancellationToken ct = default) =>
        _core.Reads.FirstAsync(Entities.Incidents, SearchRequest.Where("incidentKey", key), ct);

    public Task<Outcome<SearchPage<IncidentRow>>> SearchAsync(SearchRequest request, CancellationToken ct = default) =>
        _core.Reads.SearchAsync(Entities.Incidents, request, ct);
}
