using System.Collections.Concurrent;

namespace AfterSales.Engine.Storage.Sqlite;

/// <summary>
/// The connections for reading that nobody uses at the moment. The driver's own pool would throw the statements of a connection away whenever it
/// comes back.
/// </summary>
internal sealed class SqliteLinks(Func<SqliteLink> open) : IDisposable
{
    /// <summary>Connections kept open: more are used at once only for moments.</summary>
    private const int Kept = 16;

    private readonly ConcurrentBag<SqliteLink> _idle = [];
    private volatile bool _closed;

    public SqliteLink Take() => _idle.TryTake(out var link) ? link : open();

    public void Return(SqliteLink link)
    {
        if (_closed || _idle.Count >= Kept || !link.IsIdle)
        {
            link.Dispose();
            return;
        }
        _idle.Add(link);
        // Closed in between: whoever comes last closes what lies there.
        if (_closed)
            CloseIdle();
    }

    public void Dispose()
    {
        _closed = true;
        CloseIdle();
    }

    private void CloseIdle()
    {
        while (_idle.TryTake(out var link))
            link.Dispose();
    }
}
