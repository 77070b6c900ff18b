using System.Data.Common;
using AfterSales.Engine.Nodes;

namespace AfterSales.Engine.Storage;

/// <summary>
/// The database behind the engine: connections and the few things in which databases differ. All other SQL of the engine is
/// written once, for SQLite 3.35 and PostgreSQL alike (upsert, RETURNING, named parameters, numbers for times and flags).
/// A new adapter implements this, brings its own migrations folder and passes the store compliance suite.
/// </summary>
public interface IEngineStore : IDbConnectionFactory, IDisposable
{
    /// <summary>Folder of the migrations written for this database: <c>Sqlite</c>, <c>Postgres</c>.</summary>
    string Dialect { get; }

    /// <summary>Checks that the database can be used and makes what is missing of it, tables apart.</summary>
    /// <exception cref="EngineStartException">It cannot; the message says why in one sentence.</exception>
    void Open();

    /// <summary>A connection for writing, ready for use, owned by the caller.</summary>
    DbConnection OpenWrite();

    /// <summary>Begins a transaction that may write at once, never one that finds out later.</summary>
    DbTransaction BeginWrite(DbConnection connection);

    /// <summary>Commits a transaction of <see cref="BeginWrite"/>: when it returns, what was written is on disk.</summary>
    void Commit(DbTransaction transaction) => transaction.Commit();

    /// <summary>SQL that compares a column with a pattern made by <see cref="Pattern"/>, case-sensitively.</summary>
    string Like(string column, string parameter);

    /// <summary>The database's spelling of a pattern in which <c>*</c> is any text, <c>?</c> any character, and <c>\</c> takes their meaning away.</summary>
    string Pattern(string pattern);

    /// <summary>What follows a SELECT so that several nodes share its rows out instead of waiting for each other.</summary>
    string SkipLocked { get; }

    /// <summary>Whether several programs may work on the database at once, so that each must join as a node and claim what it works on.</summary>
    bool IsShared => false;

    /// <summary>As which node this program has joined; every later transaction is refused when that node's lease has ended. Null: not joined.</summary>
    NodeIdentity? Node
    {
        get => null;
        set => throw new NotSupportedException($"A {Dialect} database is worked on by one program.");
    }

    /// <summary>A migration that exists for SQLite only, in this database's words.</summary>
    string Migration(string sql) => sql;

    /// <summary>Whether the transaction is beyond saving (disk full, connection lost), so that no savepoint can be returned to.</summary>
    bool TransactionIsLost(DbConnection connection);
}
