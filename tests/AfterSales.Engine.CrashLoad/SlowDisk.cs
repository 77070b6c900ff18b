using System.Data.Common;
using AfterSales.Engine.Storage;
using AfterSales.Engine.Storage.Sqlite;
using SQLitePCL;

namespace AfterSales.Engine.CrashLoad;

/// <summary>
/// A store on a disk that takes a few milliseconds for each commit, as real ones do. It widens the moment between "written" and "on
/// disk" so that many of the kills fall into it: an engine that acknowledged too early would be caught.
/// </summary>
internal sealed class SlowDisk(IEngineStore store, int seed) : IEngineStore
{
    private const int SlowestCommit = 6;

    private readonly Random _random = new(seed);
    private readonly ManualResetEventSlim _never = new();
    private readonly List<delegate_commit> _hooks = [];

    public string Dialect => store.Dialect;

    public string SkipLocked => store.SkipLocked;

    public void Open() => store.Open();

    public DbConnection OpenWrite()
    {
        var connection = store.OpenWrite();
        delegate_commit hook = _ =>
        {
            _never.Wait(_random.Next(SlowestCommit));
            return 0;
        };
        // The native side keeps only the address.
        _hooks.Add(hook);
        raw.sqlite3_commit_hook(((SqliteStatements)connection).Inner.Handle, hook, null);
        return connection;
    }

    public DbConnection OpenRead() => store.OpenRead();

    public DbTransaction BeginWrite(DbConnection connection) => store.BeginWrite(connection);

    public string Like(string column, string parameter) => store.Like(column, parameter);

    public string Pattern(string pattern) => store.Pattern(pattern);

    public bool TransactionIsLost(DbConnection connection) => store.TransactionIsLost(connection);

    public void Dispose()
    {
        store.Dispose();
        _never.Dispose();
    }
}
