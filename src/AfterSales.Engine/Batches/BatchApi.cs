using AfterSales.Engine.Commits;
using AfterSales.Engine.Search;

namespace AfterSales.Engine.Batches;

/// <summary>Operations on many instances at once, worked off in the background in small pieces; a restart goes on where it was.</summary>
public sealed class BatchApi
{
    private readonly EngineCore _core;

    internal BatchApi(EngineCore core) => _core = core;

    /// <summary>
    /// Begins an operation; when the task completes it is on disk, and its instances are then collected and worked off. An item that
    /// cannot be done says why and leaves its instance as it was.
    /// </summary>
    /// <returns>The key of the operation.</returns>
    public Task<Outcome<long>> CreateAsync(CreateBatch create, string? actor = null, Action<CommitContext>? alongside = null, CancellationToken ct = default) =>
        Wrong(create) is { } failure
            ? Task.FromResult((Outcome<long>)failure)
            : _core.Commands.SendAsync("batch.create", actor, x => BatchTransitions.Create(x, create, alongside), ct);

    private Failure? Wrong(CreateBatch create)
    {
        if (create.Type == BatchTypes.DeleteDecision)
            return SearchStatement<Decisions.DecisionInstanceRow>.Build(Entities.DecisionInstances, create.Filter, _core.Store) is { IsOk: false } decisions ? decisions.Failure : null;
        return SearchStatement<Instances.ProcessInstanceRow>.Build(Entities.ProcessInstances, create.Filter, _core.Store) is { IsOk: false } instances ? instances.Failure : null;
    }

    /// <summary>Holds an operation between two pieces.</summary>
    public Task<Outcome<Done>> SuspendAsync(long key, string? actor = null, Action<CommitContext>? alongside = null, CancellationToken ct = default) =>
        _core.Commands.SendAsync("batch.suspend", actor, x => BatchTransitions.Suspend(x, key, alongside), ct);

    public Task<Outcome<Done>> ResumeAsync(long key, string? actor = null, Action<CommitContext>? alongside = null, CancellationToken ct = default) =>
        _core.Commands.SendAsync("batch.resume", actor, x => BatchTransitions.Resume(x, key, alongside), ct);

    /// <summary>Ends an operation; what it has done stays done.</summary>
    public Task<Outcome<Done>> CancelAsync(long key, string? actor = null, Action<CommitContext>? alongside = null, CancellationToken ct = default) =>
        _core.Commands.SendAsync("batch.cancel", actor, x => BatchTransitions.Cancel(x, key, alongside), ct);

    public Task<BatchOperationRow?> GetAsync(long key, CancellationToken ct = default) =>
        _core.Reads.FirstAsync(Entities.BatchOperations, SearchRequest.Where("batchOperationKey", key), ct);

    public Task<Outcome<SearchPage<BatchOperationRow>>> SearchAsync(SearchRequest request, CancellationToken ct = default) =>
        _core.Reads.SearchAsync(Entities.BatchOperations, request, ct);

    public Task<Outcome<SearchPage<BatchItemRow>>> SearchItemsAsync(SearchRequest request, CancellationToken ct = default) =>
        _core.Reads.SearchAsync(Entities.BatchItems, request, ct);
}
