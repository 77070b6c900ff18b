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
    public Task<Outcome<Done>> SetAsync(long scopeKey, FeelContext variables, bool local = false, string? actor = null, CancellationToken ct = default) =>
        _core.Commands.SendAsync("variables.set", actor, x => VariableTransitions.Set(x, scopeKey, variables, local), ct);

    public Task<VariableRow?> GetAsync(long variableKey, CancellationToken ct = default) =>
        _core.Reads.FirstAsync(Entities.Variables, SearchRequest.Where("variableKey", variableKey), ct);

    /// <summary>The value of a variable of the instance itself, or null.</summary>
    public Task<FeelValue?> OfInstanceAsync(long processInstanceKey, string name, CancellationToken ct = default) =>
        _core.Reads.RunAsync(db => VariableQueries.OfScope(db, processInstanceKey, name), ct);

    public Task<Outcome<SearchPage<VariableRow>>> SearchAsync(SearchRequest request, CancellationToken ct = default) =>
        _core.Reads.SearchAsync(Entities.Variables, request, ct);
}
