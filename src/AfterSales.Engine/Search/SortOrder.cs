namespace AfterSales.Engine.Search;

/// <summary>
/// The order of a search, and the condition for going on from a cursor. Missing values sort first, on every database; the key
/// comes last, so that the order is complete and no row is skipped or shown twice.
/// </summary>
internal sealed class SortOrder
{
    private readonly List<(Field Field, string Sql, bool Descending)> _fields = [];

    private SortOrder()
    {
    }

    /// <summary>The sort values as columns after the row's own.</summary>
    public IEnumerable<string> Columns => _fields.Select((by, i) => $"{by.Sql} AS sort_{i}");

    public static Outcome<SortOrder> Of<T>(Entity<T> entity, IReadOnlyList<SearchSort> sort)
    {
        var order = new SortOrder();
        foreach (var by in sort)
        {
            if (entity.Find(by.Field) is not { IsSortable: true } field)
                return Failure.Invalid($"Expected a field of {entity.Name} to sort by, but '{by.Field}' is none.");
            if (order._fields.All(known => known.Field != field))
                order._fields.Add((field, Complete(field), by.Descending));
        }
        if (order._fields.All(known => known.Field != entity.KeyField))
            order._fields.Add((entity.KeyField, entity.KeyField.Sql, false));
        return order;
    }

    public string OrderBy(bool backwards) => string.Join(", ", _fields.Select(field => $"{field.Sql} {(field.Descending != backwards ? "DESC" : "ASC")}"));

    /// <summary>(a &gt; x) OR (a = x AND b &gt; y) …: row values would need one direction for all fields.</summary>
    public Outcome<string> Place(string? cursor, bool backwards, Func<object?, string> parameter)
    {
        if (cursor is null)
            return "1 = 1";
        if (Cursor.Read(cursor, [.. _fields.Select(field => field.Field.Kind)]) is not { } values)
            return Failure.Invalid("The cursor does not belong to a search in this order.");
        var names = values.Select(parameter).ToList();
        var alternatives = new List<string>();
        for (var i = 0; i < _fields.Count; i++)
        {
            var same = Enumerable.Range(0, i).Select(j => $"{_fields[j].Sql} = {names[j]}");
            var beyond = $"{_fields[i].Sql} {(_fields[i].Descending != backwards ? "<" : ">")} {names[i]}";
            alternatives.Add($"({string.Join(" AND ", same.Append(beyond))})");
        }
        return $"({string.Join(" OR ", alternatives)})";
    }

    private static string Complete(Field field) =>
        !field.IsNullable ? field.Sql : field.Kind == FieldKind.Text ? $"COALESCE({field.Sql}, '')" : $"COALESCE({field.Sql}, -9223372036854775808)";
}
