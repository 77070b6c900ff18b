using System.Data;
using System.Globalization;
using Dapper;

namespace AfterSales.Engine.Storage;

/// <summary>
/// How Dapper reads and writes instants: as unix milliseconds in UTC, everywhere in the program. (Its own way is local text
/// with an offset, which does not sort.)
/// </summary>
public static class DatabaseTypes
{
    private static readonly Lock Gate = new();
    private static bool _registered;

    /// <summary>May be called any number of times.</summary>
    public static void Register()
    {
        lock (Gate)
        {
            if (_registered)
                return;
            SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
            SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
            SqlMapper.AddTypeHandler(new Instants());
            _registered = true;
        }
    }

    private sealed class Instants : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) =>
            DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(value, CultureInfo.InvariantCulture));

        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value)
        {
            parameter.DbType = DbType.Int64;
            parameter.Value = value.ToUnixTimeMilliseconds();
        }
    }
}
