using System.Data.Common;

namespace AfterSales.Engine.Storage;

/// <summary>
/// Pooled connections for reading. On SQLite they see the last commit and never wait for the writer; writing through them is
/// refused by the database. Dispose returns a connection to the pool.
/// </summary>
public interface IDbConnectionFactory
{
    DbConnection OpenRead();
}
