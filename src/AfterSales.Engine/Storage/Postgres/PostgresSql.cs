using System.Data.Common;
using System.Text.RegularExpressions;
using Npgsql;
using NpgsqlTypes;

namespace AfterSales.Engine.Storage.Postgres;

/// <summary>
/// A statement of the engine on PostgreSQL. Its parameters are numbered once here; the driver prepares it on the server when it comes again.
/// </summary>
internal sealed partial class PostgresSql : PreparedSql
{
    private readonly PostgresPipeline _pipeline;
    private readonly string _sql;
    private readonly NpgsqlDbType[] _types;

    public PostgresSql(PostgresPipeline pipeline, string sql, ReadOnlySpan<string> parameters)
    {
        _pipeline = pipeline;
        var names = parameters.ToArray();
        _types = new NpgsqlDbType[names.Length];
        Array.Fill(_types, NpgsqlDbType.Unknown);
        _sql = Name().Replace(sql, name => $"${Array.IndexOf(names, name.Value) + 1}");
    }

    public override int Execute(params ReadOnlySpan<object?> values) => _pipeline.Execute(Bind(values));

    public override void Send(params ReadOnlySpan<object?> values) => _pipeline.Add(Bind(values));

    public override void SendOne(params ReadOnlySpan<object?> values) => _pipeline.Add(Bind(values), mustChange: true);

    public override List<T> Query<T>(Func<DbDataReader, T> row, params ReadOnlySpan<object?> values) => _pipeline.Ask(Bind(values), reader =>
    {
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(row(reader));
        return rows;
    });

    public override T? First<T>(Func<DbDataReader, T> row, params ReadOnlySpan<object?> values)
        where T : default => _pipeline.Ask(Bind(values), reader => reader.Read() ? row(reader) : default);

    public override void Dispose()
    {
    }

    private NpgsqlBatchCommand Bind(ReadOnlySpan<object?> values)
    {
        if (values.Length != _types.Length)
            throw new ArgumentException($"{_types.Length} values expected, {values.Length} given: {_sql}");
        var statement = new NpgsqlBatchCommand(_sql);
        for (var i = 0; i < values.Length; i++)
            statement.Parameters.Add(Parameter(ref _types[i], values[i]));
        return statement;
    }

    // A null has the type of the values before it, so that the statement stays the same for the driver and the server.
    private static NpgsqlParameter Parameter(ref NpgsqlDbType type, object? value)
    {
        switch (value)
        {
            case long number:
                type = NpgsqlDbType.Bigint;
                return new NpgsqlParameter<long> { TypedValue = number, NpgsqlDbType = NpgsqlDbType.Bigint };
            case string text:
                type = NpgsqlDbType.Text;
                return new NpgsqlParameter<string> { TypedValue = text, NpgsqlDbType = NpgsqlDbType.Text };
            case null:
                var nothing = new NpgsqlParameter { Value = DBNull.Value };
                if (type != NpgsqlDbType.Unknown)
                    nothing.NpgsqlDbType = type;
                return nothing;
            default:
                return new NpgsqlParameter { Value = value };
        }
    }

    [GeneratedRegex("@[A-Za-z]+", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
