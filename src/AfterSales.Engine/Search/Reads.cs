using System.Data.Common;

namespace AfterSales.Engine.Search;

/// <summary>Queries on pooled read connections. The drivers' own asynchrony is none on SQLite, so queries run on the thread pool's threads.</summary>
internal sealed class Reads(EngineCore core)
{
    public Task<T> RunAsync<T>(Func<DbConnection, T> query, CancellationToken ct) => Task.Run(() =>
    {
        using var db = core.Store.OpenRead();
        return query(db);
    }, ct);

    /// <summary>
    /// The same for what takes well under a millisecond: a thread of the pool does it itself, since handing it to another costs as much again.
    /// </summary>
    public Task<T> RunHereAsync<T>(Func<DbConnection, T> query, CancellationToken ct)
    {
        if (!Thread.CurrentThread.IsThreadPoolThread)
            return RunAsync(query, ct);
        if (ct.IsCancellationRequested)
            return Task.FromCanceled<T>(ct);
        try
        {
            using var db = core.Store.OpenRead();
            return Task.FromResult(query(db));
        }
        catch (Exception cause)
        {
            return Task.FromException<T>(cause);
        }
    }

    public Task<Outcome<SearchPage<T>>> SearchAsync<T>(Entity<T> entity, SearchRequest request, CancellationToken ct, object? given = null)
    {
        var statement = SearchStatement<T>.Build(entity, request, core.Store, given);
        return statement.IsOk
            ? RunHereAsync(db => (Outcome<SearchPage<T>>)Named(statement.Value.Run(db)), ct)
            : Task.FromResult((Outcome<SearchPage<T>>)statement.Failure);
    }

    public async Task<T?> FirstAsync<T>(Entity<T> entity, SearchRequest request, CancellationToken ct)
        where T : class
    {
        var statement = SearchStatement<T>.Build(entity, request.Take(1), core.Store).Value;
        var page = await RunHereAsync(statement.Run, ct).ConfigureAwait(false);
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
