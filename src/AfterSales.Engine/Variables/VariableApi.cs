using AfterSales.Engine.Commits;
using AfterSales.Engine.Search;
using AfterSales.Feel.Values;

namespace AfterSales.Engine.Variables;

/// <summary>Sets and finds variables.</summary>
public sealed class VariableApi
{
    private readonly EngineCore _core;

    internal VariableApi(EngineCore core) => _core = core;

    /// <summary>
    /// Sets variables from the view of a scope (a process or element instance key). Unless <paramref name="local"/>, each goes to
    /// the nearest scope that has it, else to the instance.
    /// </summary>
    public Task<Outcome<Done>> SetAsync(long scopeKey, FeelContext variables, bool local = false, string? actor = null, Action<CommitContext>? alongside = null,
        CancellationToken ct = default) =>
        _core.Commands.SendAsync("variables.set", actor, x => VariableTransitions.Set(x, scopeKey, variables, local, alongside), ct);

    public Task<VariableRow?> GetAsync(long variableKey, CancellationToken ct = default) =>
        _core.Reads.FirstAsync(Entities.Variables, SearchRequest.Where("variableKey", variableKey), ct);

    /// <summary>The value of a variable of the instance itself, or null.</summary>
    public Task<FeelValue?> OfInstanceAsync(long processInstanceKey, string name, CancellationToken ct = default) =>
        _core.Reads.RunAsync(db => VariableQueries.OfScope(db, processInstanceKey, name), ct);

    /// <summary>
    /// The variables that a user task sees. With <paramref name="effective"/> one per name, that of the nearest scope; else those it hides
    /// further out, too. NotFound when there is no such task.
    /// </summary>
    public async Task<Outcome<SearchPage<VariableRow>>> OfUserTaskAsync(long userTaskKey, bool effective, SearchRequest request, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await _core.Reads.RunAsync(db => VariableQueries.ScopesOfUserTask(db, userTaskKey), ct).ConfigureAwait(false) is not { } task)
            return Failure.NotFound($"No user task has the key {userTaskKey}.");
        var seen = effective
            ? request.And("variableKey", SearchOperator.In, [.. task.Effective.Cast<object?>()])
            : request.And("scopeKey", SearchOperator.In, [.. task.Scopes.Cast<object?>()]);
        return await SearchAsync(seen, ct).ConfigureAwait(false);
    }

    public Task<Outcome<SearchPage<VariableRow>>> SearchAsync(SearchRequest request, CancellationToken ct = default) =>
        _core.Reads.SearchAsync(Entities.Variables, request, ct);
}
