using AfterSales.Engine.Commits;
using AfterSales.Engine.Deployments;
using AfterSales.Engine.Search;
using AfterSales.Feel.Values;

namespace AfterSales.Engine.UserTasks;

/// <summary>
/// Assigns, changes, completes and finds user tasks. Who may do so is the caller's business. Of two people who complete
/// a task at once one wins; the other gets a Conflict that says what happened.
/// </summary>
public sealed class UserTaskApi
{
    private readonly EngineCore _core;

    internal UserTaskApi(EngineCore core) => _core = core;

    /// <summary>Completes a waiting task with its variables and moves the instance on.</summary>
    /// <param name="by">Who completed it: stored with the task, and the commit's actor.</param>
    public Task<Outcome<Done>> CompleteAsync(long key, FeelContext? variables = null, string? by = null, Action<CommitContext>? alongside = null, CancellationToken ct = default) =>
        _core.Commands.SendAsync("user_task.complete", by, x => UserTaskTransitions.Complete(x, key, variables ?? FeelContext.Empty, alongside), Foreseen.UserTask(key), ct);

    /// <summary>Gives a waiting task to somebody. Without <paramref name="allowOverride"/> a task that has an assignee is a Conflict.</summary>
    public Task<Outcome<Done>> AssignAsync(
        long key, string assignee, bool allowOverride = true, string? by = null, Action<CommitContext>? alongside = null, CancellationToken ct = default) =>
        _core.Commands.SendAsync("user_task.assign", by, x => UserTaskTransitions.Assign(x, key, assignee, allowOverride, alongside), Foreseen.UserTask(key), ct);

    /// <summary>Gives a waiting task back to its candidates.</summary>
    public Task<Outcome<Done>> UnassignAsync(long key, string? by = null, Action<CommitContext>? alongside = null, CancellationToken ct = default) =>
        _core.Commands.SendAsync("user_task.unassign", by, x => UserTaskTransitions.Assign(x, key, null, true, alongside), Foreseen.UserTask(key), ct);

    public Task<Outcome<Done>> UpdateAsync(
        long key, UserTaskChanges changes, string? by = null, Action<CommitContext>? alongside = null, CancellationToken ct = default) =>
        _core.Commands.SendAsync("user_task.update", by, x => UserTaskTransitions.Update(x, key, changes, alongside), Foreseen.UserTask(key), ct);

    public Task<UserTaskRow?> GetAsync(long key, CancellationToken ct = default) =>
        _core.Reads.FirstAsync(Entities.UserTasks, SearchRequest.Where("userTaskKey", key), ct);

    /// <summary>
    /// Besides the fields of <see cref="UserTaskRow"/>: <c>candidateGroup</c> and <c>candidateUser</c> (Eq, In), and <c>variable:NAME</c>.
    /// </summary>
    public Task<Outcome<SearchPage<UserTaskRow>>> SearchAsync(SearchRequest request, CancellationToken ct = default) =>
        _core.Reads.SearchAsync(Entities.UserTasks, request, ct);

    /// <summary>Who gave tasks to whom, changed and completed them. Changes from before this was kept are missing; completions are not.</summary>
    public Task<Outcome<SearchPage<UserTaskOperationRow>>> SearchOperationsAsync(SearchRequest request, CancellationToken ct = default) =>
        _core.Reads.SearchAsync(Entities.UserTaskOperations, request, ct);

    /// <summary>The form version the task was created with; null when the task has none.</summary>
    public Task<Form?> FormAsync(long key, CancellationToken ct = default) => _core.Reads.RunHereAsync(db => FormQueries.OfUserTask(db, key), ct);

    /// <summary>Variables as the task sees them: its own, then those of the scopes around it. Null when there is no such task.</summary>
    public Task<FeelContext?> VariablesAsync(long key, CancellationToken ct = default) => _core.Reads.RunHereAsync(db => Variables.VariableQueries.VisibleFromUserTask(db, key), ct);
}
