using AfterSales.Bpmn.Interpretation.Modification;
using AfterSales.Engine.Commits;

namespace AfterSales.Engine.Operations;

/// <summary>What an operator does to running instances besides cancelling them. Who may do so is the caller's business.</summary>
public sealed class OperationApi
{
    private readonly EngineCore _core;

    internal OperationApi(EngineCore core) => _core = core;

    /// <summary>
    /// Takes a running instance over to another version. Nothing that is done is done again; user tasks, jobs, timers and message
    /// subscriptions that wait keep their keys and due times. Invalid: the plan names what is not there. Conflict: the plan does not
    /// fit this instance, which stays as it was; the message says all that stands in the way. Called instances stay on their versions.
    /// </summary>
    public Task<Outcome<Done>> MigrateAsync(
        long key, MigrateInstances migrate, string? actor = null, Action<CommitContext>? alongside = null, CancellationToken ct = default) =>
        _core.Commands.SendAsync("instance.migrate", actor, x => MigrationTransitions.Migrate(x, key, migrate, alongside), ct);

    /// <summary>Puts tokens into elements and takes others away; all of it or, with a Conflict that says why not, nothing.</summary>
    /// <inheritdoc cref="SuspendAsync" path="/param"/>
    public Task<Outcome<Done>> ModifyAsync(
        long key, ModifyInstance modify, string? actor = null, Action<CommitContext>? alongside = null, string? reason = null, CancellationToken ct = default) =>
        _core.Commands.SendAsync("instance.modify", actor, x => ModificationTransitions.Modify(x, key, modify, alongside, reason), ct);

    /// <summary>
    /// Holds a running instance that nobody called, with all it has called: its timers wait, workers get none of its jobs, and whatever
    /// would move it is a Conflict until it is resumed; only cancelling goes on. Messages for it are kept.
    /// </summary>
    /// <param name="reason">Why; observers find it in the commit.</param>
    public Task<Outcome<Done>> SuspendAsync(long key, string? actor = null, Action<CommitContext>? alongside = null, string? reason = null, CancellationToken ct = default) =>
        _core.Commands.SendAsync("instance.suspend", actor, x => SuspensionTransitions.Suspend(x, key, reason, alongside), ct);

    /// <summary>Lets a suspended instance go on with all that has become due.</summary>
    /// <inheritdoc cref="SuspendAsync" path="/param"/>
    public Task<Outcome<Done>> ResumeAsync(long key, string? actor = null, Action<CommitContext>? alongside = null, string? reason = null, CancellationToken ct = default) =>
        _core.Commands.SendAsync("instance.resume", actor, x => SuspensionTransitions.Resume(x, key, reason, alongside), ct);

    /// <summary>The dry run of <see cref="MigrateAsync"/>, in the order of the keys. Costs the writer nothing.</summary>
    public Task<IReadOnlyList<MigrationPreview>> PreviewMigrationAsync(IReadOnlyList<long> keys, MigrateInstances migrate, CancellationToken ct = default) =>
        _core.Reads.RunAsync<IReadOnlyList<MigrationPreview>>(db => [.. keys.Select(key => MigrationTransitions.Preview(_core, db, key, migrate))], ct);
}
