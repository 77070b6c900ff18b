using System.Data.Common;

namespace AfterSales.Engine.Storage;

/// <summary>
/// A statement that is used again and again on one writer's connection. Parameters are given in the order of their names, as whole numbers
/// (<see cref="long"/>), texts or null. Not thread-safe, like the connection.
/// </summary>
internal abstract class PreparedSql : IDisposable
{
    /// <summary>Runs it now.</summary>
    /// <returns>The number of rows changed.</returns>
    public abstract int Execute(params ReadOnlySpan<object?> values);

    /// <summary>Runs it before the next statement that is asked for an answer, at the latest with the commit.</summary>
    public abstract void Send(params ReadOnlySpan<object?> values);

    /// <summary>The same for a statement that must change a row: it fails, perhaps later, when it changes none.</summary>
    public abstract void SendOne(params ReadOnlySpan<object?> values);

    /// <summary>The rows, each read by <paramref name="row"/>.</summary>
    public abstract List<T> Query<T>(Func<DbDataReader, T> row, params ReadOnlySpan<object?> values);

    /// <summary>The first row, or default.</summary>
    public abstract T? First<T>(Func<DbDataReader, T> row, params ReadOnlySpan<object?> values);

    public abstract void Dispose();
}
