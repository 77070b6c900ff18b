using System.Data.Common;

namespace AfterSales.Engine.Storage;

/// <summary>Reading and writing the few kinds of values our tables have.</summary>
internal static class Columns
{
    public static long? LongOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    public static string? TextOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static DateTimeOffset Instant(this DbDataReader row, int column) => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));

    public static long Ms(this DateTimeOffset instant) => instant.ToUnixTimeMilliseconds();

    public static long? Ms(this DateTimeOffset? instant) => instant?.ToUnixTimeMilliseconds();
}
