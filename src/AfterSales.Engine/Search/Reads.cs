using System.Data.Common;

namespace AfterSales.Engine.Search;

/// <summary>Queries on pooled read connections. The drivers' own asynchrony is none on SQLite, so queries run on the thread pool.</summary>
internal sealed class Reads(EngineCore core)
{
    public Task<T> RunAsync<T>(Func<DbConnection, T> query, CancellationToken ct) => Task.Run(() =>
    {
        using var db = core.Store.OpenRead();
        return query(db);
    }, ct);

    public Task<Outcome<SearchPage<T>>> SearchAsync<T>(Entity<T> entity, SearchRequest request, CancellationToken ct)
    {
        var statement = SearchStatement<T>.Build(entity, request, core.Store);
        return statement.IsOk
            ? RunAsync(db => (Outcome<SearchPage<T>>)Named(statement.Value.Run(db)), ct)
            : Task.FromResult((Outcome<SearchPage<T>>)statement.Failure);
    }

    public async Task<T?> FirstAsync<T>(Entity<T> entity, SearchRequest request, CancellationToken ct)
        where T : class
    {
        var statement = SearchStatement<T>.Build(entity, request.Take(1), core.Store).Value;
        var page = await RunAsync(statement.Run, ct).ConfigureAwait(false);
        return Named(page).Items is [var first, ..] ? first : null;
    }

    /// <summary>Names of elements stand in the model, not in every row.</summary>
    private SearchPage<T> Named<T>(SearchPage<T> page) => page is SearchPage<History.ElementInstanceRow> elements
        ? (SearchPage<T>)(object)(elements with
        {
            Items = [.. elements.Items.Select(row => row with
            {
                ElementName = core.Definitions.Find(row.ProcessDefinitionKey)?.Process.FindElement(row.ElementId)?.Name,
            })],
        })
        : page;
}
