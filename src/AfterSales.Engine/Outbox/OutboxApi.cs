using AfterSales.Engine.Search;

namespace AfterSales.Engine.Outbox;

/// <summary>Shows what waits to leave the database, and has a given-up item tried again.</summary>
public sealed class OutboxApi
{
    private readonly EngineCore _core;

    internal OutboxApi(EngineCore core) => _core = core;

    /// <summary>Makes a pending or given-up item due now. One that was delivered is a Conflict.</summary>
    public Task<Outcome<Done>> TryAgainAsync(long key, CancellationToken ct = default) =>
        _core.Commands.SendAsync("outbox.try_again", null, x => OutboxTransitions.TryAgain(x, key), ct);

    public Task<OutboxRow?> GetAsync(long key, CancellationToken ct = default) =>
        _core.Reads.FirstAsync(Entities.Outbox, SearchRequest.Where("outboxKey", key), ct);

    public Task<Outcome<SearchPage<OutboxRow>>> SearchAsync(SearchRequest request, CancellationToken ct = default) =>
        _core.Reads.SearchAsync(Entities.Outbox, request, ct);
}
