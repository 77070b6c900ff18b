using AfterSales.Bpmn.Interpretation;
using AfterSales.Engine.Commits;
using AfterSales.Engine.Search;

namespace AfterSales.Engine.Instances;

/// <summary>Starts, cancels and finds process instances.</summary>
public sealed class InstanceApi
{
    private readonly EngineCore _core;

    internal InstanceApi(EngineCore core) => _core = core;

    /// <summary>
    /// Starts an instance and runs it until every token waits; all of that is on disk when the task completes.
    /// <paramref name="alongside"/> adds rows to the same commit, before observers see it.
    /// </summary>
    public Task<Outcome<CreatedInstance>> CreateAsync(CreateInstance create, Action<CommitContext>? alongside = null, CancellationToken ct = default) =>
        _core.Commands.SendAsync("instance.create", create.Actor, x => InstanceTransitions.Create(x, create, alongside), Foreseen.Nothing, ct);

    /// <summary>
    /// The same for a start whose variables are only known inside the commit, such as a number that is allocated there.
    /// <paramref name="create"/> runs on the writer before the instance exists, must be quick and may run again after a conflict.
    /// </summary>
    public Task<Outcome<CreatedInstance>> CreateAsync(
        Func<CommitContext, CreateInstance> create, string? actor = null, Action<CommitContext>? alongside = null, CancellationToken ct = default) =>
        _core.Commands.SendAsync("instance.create", actor, x => InstanceTransitions.Create(x, create(x.Commit), alongside), Foreseen.Nothing, ct);

    /// <summary>
    /// Starts an instance and waits until it has ended, at most for <paramref name="patience"/>; then the state of the result is still active. A waiting
    /// caller costs some memory and no query, on a database that several nodes share one by key per poll interval: another node may end it.
    /// </summary>
    /// <param name="variables">Names of the variables wanted; none: all of the instance.</param>
    public async Task<Outcome<InstanceResult>> CreateAndAwaitAsync(
        CreateInstance create, TimeSpan patience, IReadOnlyCollection<string> variables, Action<CommitContext>? alongside = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(create);
        var (key, end) = (0L, Task.FromResult(InstanceOutcome.Completed));
        try
        {
            var created = await _core.Commands.SendAsync("instance.create", create.Actor, x => InstanceTransitions.Create(x, create, alongside, Expect), Foreseen.Nothing, ct).ConfigureAwait(false);
            if (!created.IsOk)
                return created.Failure;
            var state = await StateAtEndAsync(key, end, patience, ct).ConfigureAwait(false);
            var wanted = SearchRequest.Where("scopeKey", key).OrderBy("name").Take(10_000);
            if (variables.Count > 0)
                wanted = wanted.And("name", SearchOperator.In, [.. variables]);
            return state == InstanceStates.Active
                ? new InstanceResult(created.Value, state, [])
                : new InstanceResult(created.Value, state, (await _core.Reads.SearchAsync(Entities.Variables, wanted, ct).ConfigureAwait(false)).Value.Items);
        }
        finally
        {
            _core.AwaitedEnds.Forget(key);
        }

        void Expect(long instance)
        {
            _core.AwaitedEnds.Forget(key);
            (key, end) = (instance, _core.AwaitedEnds.Expect(instance));
        }
    }

    private async Task<string> StateAtEndAsync(long key, Task<InstanceOutcome> end, TimeSpan patience, CancellationToken ct)
    {
        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        while (!end.IsCompleted)
        {
            ct.ThrowIfCancellationRequested();
            var left = patience - System.Diagnostics.Stopwatch.GetElapsedTime(began);
            if (left <= TimeSpan.Zero)
                return InstanceStates.Active;
            await Waiting.AnyAsync(end, _core.Store.IsShared && _core.Options.PollInterval < left ? _core.Options.PollInterval : left, ct).ConfigureAwait(false);
            if (!end.IsCompleted && _core.Store.IsShared && await GetAsync(key, ct).ConfigureAwait(false) is { State: not InstanceStates.Active } ended)
                return ended.State;
        }
        return await end.ConfigureAwait(false) == InstanceOutcome.Completed ? InstanceStates.Completed : InstanceStates.Terminated;
    }

    /// <summary>Ends a running instance with everything in it. Only an instance that nobody called can be cancelled: its called instances go with it.</summary>
    public Task<Outcome<Done>> CancelAsync(long key, string? actor = null, Action<CommitContext>? alongside = null, CancellationToken ct = default) =>
        _core.Commands.SendAsync("instance.cancel", actor, x => InstanceTransitions.Cancel(x, key, alongside), ct);

    /// <summary>
    /// Deletes the history of an ended instance that nobody called, with all it has called. Conflict: it runs, somebody called it, or an
    /// <see cref="Deletion.IHistoryGuard"/> keeps it.
    /// </summary>
    public Task<Outcome<Done>> DeleteAsync(long key, string? actor = null, Action<CommitContext>? alongside = null, CancellationToken ct = default) =>
        _core.Commands.SendAsync("instance.delete", actor, x => Deletion.DeletionTransitions.DeleteInstance(x, key, alongside), ct);

    /// <summary>Begins activities of an ad-hoc sub-process, given by the key of its element instance: all of them or, when one cannot be begun, none.</summary>
    public Task<Outcome<Done>> ActivateAdHocAsync(
        long adHocKey, IReadOnlyList<AdHocActivation> activities, string? actor = null, Action<CommitContext>? alongside = null, CancellationToken ct = default) =>
        _core.Commands.SendAsync("ad_hoc.activate", actor, x => AdHocTransitions.Activate(x, adHocKey, activities, alongside), ct);

    public Task<ProcessInstanceRow?> GetAsync(long key, CancellationToken ct = default) =>
        _core.Reads.FirstAsync(Entities.ProcessInstances, SearchRequest.Where("processInstanceKey", key), ct);

    /// <summary>The instance each instance began with, by key: itself unless it was called. What is not kept any more is missing.</summary>
    public Task<IReadOnlyDictionary<long, long>> RootsAsync(IEnumerable<long> keys, CancellationToken ct = default) =>
        _core.Roots.OfAsync(_core.Reads, keys, ct);

    public Task<Outcome<SearchPage<ProcessInstanceRow>>> SearchAsync(SearchRequest request, CancellationToken ct = default) =>
        _core.Reads.SearchAsync(Entities.ProcessInstances, request, ct);

    /// <summary>How many instances run, by the key of the version they run on; versions without any are left out.</summary>
    public Task<IReadOnlyDictionary<long, int>> RunningByDefinitionAsync(CancellationToken ct = default) =>
        _core.Reads.RunAsync<IReadOnlyDictionary<long, int>>(
            // Asked version by version: grouping would go through all instances that ever ended.
            db => Dapper.SqlMapper.Query<(long Definition, long Count)>(
                db,
                """
                SELECT p.definition_key, (SELECT COUNT(*) FROM engine_process_instances i WHERE i.definition_key = p.definition_key AND i.state = @state) AS running
                FROM engine_process_definitions p
                """,
                new { state = InstanceStates.Active })
                .Where(row => row.Count > 0)
                .ToDictionary(row => row.Definition, row => (int)row.Count), ct);
}
