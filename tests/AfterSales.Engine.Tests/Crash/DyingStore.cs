using System.Data.Common;
using AfterSales.Engine.Nodes;
using AfterSales.Engine.Storage;

namespace AfterSales.Engine.Tests.Crash;

/// <summary>Where a program dies.</summary>
public enum CrashPoint
{
    /// <summary>What the group wrote is lost with it.</summary>
    BeforeCommit,

    /// <summary>What the group wrote is on disk, and nobody was told.</summary>
    AfterCommit,

    /// <summary>An item of the outbox was taken up and not sent.</summary>
    BeforeSend,

    /// <summary>An item was sent, and that it was is not written anywhere.</summary>
    AfterSend,
}

/// <summary>A store whose program dies at a chosen moment: from then on nothing is read or written through it.</summary>
internal sealed class DyingStore(IEngineStore store) : IEngineStore
{
    private CrashPoint _at;
    private int _countdown;
    private volatile bool _isDead;

    public bool IsDead => _isDead;

    public string Dialect => store.Dialect;

    public string SkipLocked => store.SkipLocked;

    public bool IsShared => store.IsShared;

    public NodeIdentity? Node
    {
        get => store.Node;
        set => store.Node = value;
    }

    /// <summary>Dies when this point is passed for the n-th time from now.</summary>
    public void DieAt(CrashPoint point, int n)
    {
        _at = point;
        Volatile.Write(ref _countdown, n);
    }

    /// <exception cref="DeathException">This was the moment.</exception>
    public void Pass(CrashPoint point)
    {
        if (_isDead)
            throw new DeathException();
        if (point != _at || Interlocked.Decrement(ref _countdown) != 0)
            return;
        _isDead = true;
        throw new DeathException();
    }

    public void Open() => store.Open();

    public DbConnection OpenWrite() => Alive(store.OpenWrite);

    public DbConnection OpenRead() => Alive(store.OpenRead);

    public DbTransaction BeginWrite(DbConnection connection) => Alive(() => store.BeginWrite(connection));

    public void Commit(DbTransaction transaction)
    {
        Pass(CrashPoint.BeforeCommit);
        store.Commit(transaction);
        Pass(CrashPoint.AfterCommit);
    }

    public string Like(string column, string parameter) => store.Like(column, parameter);

    public string Pattern(string pattern) => store.Pattern(pattern);

    public string Migration(string sql) => store.Migration(sql);

    public bool TransactionIsLost(DbConnection connection) => store.TransactionIsLost(connection);

    public void Dispose() => store.Dispose();

    private T Alive<T>(Func<T> work) => _isDead ? throw new DeathException() : work();
}

internal sealed class DeathException() : Exception("The program died here.");
