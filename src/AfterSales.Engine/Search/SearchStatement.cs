using System.Data.Common;
using System.Globalization;
using AfterSales.Engine.Storage;
using Dapper;

namespace AfterSales.Engine.Search;

/// <summary>A search as SQL: the page, and the count up to a limit.</summary>
internal sealed class SearchStatement<T>
{
    private const int CountLimit = 10_000;
    private const int PageLimit = 10_000;

    private readonly string _page;
    private readonly string _count;
    private readonly DynamicParameters _parameters;
    private readonly int _columns;
    private readonly bool _backwards;
    /// <summary>How many rows stand before the page; null where the page does not say how many there are.</summary>
    private readonly int? _before;
    private readonly int _limit;

    private SearchStatement(string page, string count, DynamicParameters parameters, int columns, bool backwards, int? before, int limit) =>
        (_page, _count, _parameters, _columns, _backwards, _before, _limit) = (page, count, parameters, columns, backwards, before, limit);

    /// <param name="given">Values of parameters that the entity's own FROM names; none of them is called p and a number, limit or from.</param>
    public static Outcome<SearchStatement<T>> Build(Entity<T> entity, SearchRequest request, IEngineStore store, object? given = null)
    {
        var page = request.Page;
        if (page.Limit is < 0 or > PageLimit || page.From < 0)
            return Failure.Invalid($"Expected a limit of 0 to {PageLimit} and a start of 0 or more, but they are {page.Limit} and {page.From}.");
        if (page.AfterCursor is not null && page.BeforeCursor is not null)
            return Failure.Invalid("Expected a cursor to go on after or one to go back before, but there are both.");
        var order = SortOrder.Of(entity, request.Sort);
        if (!order.IsOk)
            return order.Failure;
        var parameters = new DynamicParameters(given);
        var condition = new Condition<T>(entity, store, parameters);
        var where = condition.Of(request);
        if (!where.IsOk)
            return where.Failure;
        var backwards = page.BeforeCursor is not null;
        var place = order.Value.Place(page.AfterCursor ?? page.BeforeCursor, backwards, condition.Parameter);
        if (!place.IsOk)
            return place.Failure;
        var select = string.Join(", ", order.Value.Columns.Prepend(entity.Columns));
        parameters.Add("limit", page.Limit);
        parameters.Add("from", page.From);
        var cursor = page.AfterCursor is not null || backwards;
        return new SearchStatement<T>(
            $"SELECT {select} FROM {entity.From} WHERE {where.Value} AND {place.Value} ORDER BY {order.Value.OrderBy(backwards)} LIMIT @limit{(cursor ? "" : " OFFSET @from")}",
            $"SELECT COUNT(*) FROM (SELECT 1 FROM {entity.From} WHERE {where.Value} LIMIT {CountLimit + 1}) counted",
            parameters, entity.ColumnCount, backwards, cursor ? null : page.From, page.Limit);
    }

    public SearchPage<T> Run(DbConnection db)
    {
        var rows = new List<(T Item, string Cursor)>();
        using (var reader = (DbDataReader)db.ExecuteReader(_page, _parameters))
        {
            // SQLite tells the type of a column more quickly once it stands on a row.
            Func<DbDataReader, T>? parse = null;
            while (reader.Read())
                rows.Add(((parse ??= reader.GetRowParser<T>(typeof(T), 0, _columns))(reader), Cursor.Of(Values(reader))));
        }
        if (_backwards)
            rows.Reverse();
        // A page that is not full says how many there are, unless it lies behind their end.
        var total = _before is { } before && rows.Count < _limit && (rows.Count > 0 || before == 0) ? before + rows.Count : db.ExecuteScalar<long>(_count, _parameters);
        return new SearchPage<T>(
            [.. rows.Select(row => row.Item)], Math.Min(total, CountLimit),
            rows.Count > 0 ? rows[0].Cursor : null, rows.Count > 0 ? rows[^1].Cursor : null, total > CountLimit);
    }

    private List<object> Values(DbDataReader reader)
    {
        var values = new List<object>();
        for (var i = _columns; i < reader.FieldCount; i++)
            values.Add(reader.GetValue(i) switch
            {
                string text => text,
                var number => Convert.ToInt64(number, CultureInfo.InvariantCulture),
            });
        return values;
    }
}
