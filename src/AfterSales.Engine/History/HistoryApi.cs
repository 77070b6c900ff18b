using AfterSales.Engine.Search;
using AfterSales.Engine.Timers;

namespace AfterSales.Engine.History;

/// <summary>Where instances stand and where they have been.</summary>
public sealed class HistoryApi
{
    private readonly EngineCore _core;

    internal HistoryApi(EngineCore core) => _core = core;

    public Task<ElementInstanceRow?> GetElementAsync(long elementInstanceKey, CancellationToken ct = default) =>
        _core.Reads.FirstAsync(Entities.ElementInstances, SearchRequest.Where("elementInstanceKey", elementInstanceKey), ct);

    public Task<Outcome<SearchPage<ElementInstanceRow>>> SearchElementsAsync(SearchRequest request, CancellationToken ct = default) =>
        _core.Reads.SearchAsync(Entities.ElementInstances, request, ct);

    /// <summary>Passes per element of an instance.</summary>
    public Task<IReadOnlyList<ElementCount>> StatisticsOfInstanceAsync(long processInstanceKey, CancellationToken ct = default) =>
        _core.Reads.RunAsync<IReadOnlyList<ElementCount>>(db => ElementStatistics.OfInstance(db, processInstanceKey), ct);

    /// <summary>Passes per element of a version, of those of its instances that the filters of <paramref name="instances"/> find.</summary>
    public async Task<Outcome<IReadOnlyList<ElementCount>>> StatisticsOfDefinitionAsync(long definitionKey, SearchRequest instances, CancellationToken ct = default)
    {
        var query = ElementStatistics.OfDefinition(_core.Store, definitionKey, instances);
        if (!query.IsOk)
            return query.Failure;
        var counts = await _core.Reads.RunAsync(query.Value, ct).ConfigureAwait(false);
        return counts;
    }

    /// <summary>The sequence flows an instance took, for colouring its diagram.</summary>
    public Task<IReadOnlyList<FlowRow>> FlowsAsync(long processInstanceKey, CancellationToken ct = default) =>
        _core.Reads.RunAsync(db => FlowQueries.OfInstance(db, processInstanceKey), ct);

    /// <summary>Timers that wait, start events included.</summary>
    public Task<Outcome<SearchPage<TimerRow>>> SearchTimersAsync(SearchRequest request, CancellationToken ct = default) =>
        _core.Reads.SearchAsync(Entities.Timers, request, ct);
}
