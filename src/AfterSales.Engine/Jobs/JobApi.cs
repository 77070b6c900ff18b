using AfterSales.Engine.Commits;
using AfterSales.Engine.Search;
using AfterSales.Feel.Values;

namespace AfterSales.Engine.Jobs;

/// <summary>Hands jobs to workers outside this process and takes their results. Jobs are handed over at least once.</summary>
public sealed class JobApi
{
    private readonly EngineCore _core;

    internal JobApi(EngineCore core) => _core = core;

    /// <summary>Locks up to <paramref name="maxJobs"/> waiting jobs of a type for this worker until the timeout is over.</summary>
    public Task<Outcome<IReadOnlyList<ActivatedJob>>> ActivateAsync(string type, int maxJobs, TimeSpan timeout, string worker, CancellationToken ct = default) =>
        _core.Commands.SendAsync("job.activate", worker, x => JobTransitions.Activate(x, type, maxJobs, timeout, worker), Foreseen.Nothing, ct);

    public Task<Outcome<Done>> CompleteAsync(long key, FeelContext? variables = null, Action<CommitContext>? rows = null, CancellationToken ct = default) =>
        _core.Commands.SendAsync("job.complete", null, x => JobTransitions.Complete(x, key, variables ?? FeelContext.Empty, rows), Foreseen.Job(key), ct);

    /// <summary>The attempt failed. With <paramref name="retries"/> 0 an incident is raised; else the job waits for <paramref name="backoff"/>.</summary>
    public Task<Outcome<Done>> FailAsync(long key, int retries, string? message, TimeSpan backoff = default, FeelContext? variables = null, CancellationToken ct = default) =>
        _core.Commands.SendAsync("job.fail", null, x => JobTransitions.Fail(x, key, retries, message, backoff, variables), Foreseen.Job(key), ct);

    /// <summary>Throws a BPMN error that the diagram may catch; without a catch it becomes an incident.</summary>
    public Task<Outcome<Done>> ThrowErrorAsync(long key, string errorCode, string? message = null, FeelContext? variables = null, CancellationToken ct = default) =>
        _core.Commands.SendAsync("job.throw_error", null, x => JobTransitions.ThrowError(x, key, errorCode, message, variables ?? FeelContext.Empty), Foreseen.Job(key), ct);

    /// <summary>Sets the retries of an open job (at least 1) and, when given, a new timeout of its lock.</summary>
    public Task<Outcome<Done>> UpdateAsync(long key, int? retries, TimeSpan? timeout = null, CancellationToken ct = default) =>
        _core.Commands.SendAsync("job.update", null, x => JobTransitions.Update(x, key, retries, timeout), Foreseen.Job(key), ct);

    public Task<JobRow?> GetAsync(long key, CancellationToken ct = default) =>
        _core.Reads.FirstAsync(Entities.Jobs, SearchRequest.Where("jobKey", key), ct);

    public Task<Outcome<SearchPage<JobRow>>> SearchAsync(SearchRequest request, CancellationToken ct = default) =>
        _core.Reads.SearchAsync(Entities.Jobs, request, ct);

    /// <summary>Completes when a job of this type may have become available, or with the token; for long polling.</summary>
    public Task WaitForWorkAsync(string type, CancellationToken ct) => _core.Signals.Jobs(type).WaitAsync(ct);
}
