using System.Data.Common;
using AfterSales.Benchmarks.Raw;
using AfterSales.Engine;
using AfterSales.Engine.Storage;

namespace AfterSales.Benchmarks.Databases;

/// <summary>A new database of its own, durable as in production; it goes away after the measurement.</summary>
internal abstract class MeasuredDatabase : IDisposable
{
    public abstract IEngineStore NewStore(EngineOptions options);

    /// <summary>The options with what says where this database is.</summary>
    public virtual EngineOptions At(EngineOptions options) => options;

    /// <summary>Bytes of tables and indexes.</summary>
    public abstract long Bytes(DbConnection db);

    /// <summary>Bytes that were written for good so far, log and tables; what lies between two calls is what counts.</summary>
    public abstract long Written(DbConnection db);

    /// <summary>The bare loop's way of writing to it.</summary>
    public abstract IGroupCommits NewRawCommits(WriteSequence sequence);

    public abstract void Dispose();
}
