using System.Globalization;
using AfterSales.Engine.Storage;
using Dapper;

namespace AfterSales.Engine.Search;

/// <summary>Turns filters into SQL conditions. Field names come from the white list, values only ever become parameters.</summary>
internal sealed class Condition<T>(Entity<T> entity, IEngineStore store, DynamicParameters parameters, string prefix = "p")
{
    private int _count;

    /// <summary>What a request asks of a row: all of its filters, and one of its groups.</summary>
    public Outcome<string> Of(SearchRequest request) => All(request.Filters).Then(all => Any(request.AnyOf).Then<string>(any => $"{all} AND {any}"));

    private Outcome<string> All(IReadOnlyList<SearchFilter> filters) => Join(filters, " AND ", "1 = 1");

    private Outcome<string> Any(IReadOnlyList<IReadOnlyList<SearchFilter>> groups)
    {
        var parts = new List<string>();
        foreach (var group in groups)
        {
            var part = All(group);
            if (!part.IsOk)
                return part.Failure;
            parts.Add($"({part.Value})");
        }
        return parts.Count == 0 ? "1 = 1" : $"({string.Join(" OR ", parts)})";
    }

    private Outcome<string> Join(IReadOnlyList<SearchFilter> filters, string with, string empty)
    {
        var parts = new List<string>();
        foreach (var filter in filters)
        {
            var part = One(filter);
            if (!part.IsOk)
                return part.Failure;
            parts.Add(part.Value);
        }
        return parts.Count == 0 ? empty : string.Join(with, parts);
    }

    private Outcome<string> One(SearchFilter filter)
    {
        if (Field(filter.Field) is not { } field)
            return Failure.Invalid($"Expected a field of {entity.Name}, but '{filter.Field}' is none.");
        if (field.Within is null)
            return Compare(field, filter);
        // "Not in any group X" is not "in some group that is not X": the negation belongs outside.
        var negative = filter.Operator is SearchOperator.Neq or SearchOperator.NotIn
            || (filter.Operator == SearchOperator.Exists && filter.Values is [false]);
        var inner = filter.Operator switch
        {
            SearchOperator.Neq => Compare(field, filter with { Operator = SearchOperator.Eq }),
            SearchOperator.NotIn => Compare(field, filter with { Operator = SearchOperator.In }),
            SearchOperator.Exists => "1 = 1",
            _ => Compare(field, filter),
        };
        return inner.Then<string>(sql => (negative ? "NOT " : "") + string.Format(CultureInfo.InvariantCulture, field.Within, sql));
    }

    private Field? Field(string name)
    {
        if (entity.Find(name) is { } field)
            return field;
        const string prefix = "variable:";
        if (entity.Variables is null || !name.StartsWith(prefix, StringComparison.Ordinal))
            return null;
        var parameter = Parameter(name[prefix.Length..]);
        return new Field(
            name, null, "v.value_json", FieldKind.Text,
            Within: $"EXISTS (SELECT 1 FROM engine_variables v WHERE v.instance_key = {entity.Variables} AND v.name = {parameter} AND {{0}})");
    }

    private Outcome<string> Compare(Field field, SearchFilter filter)
    {
        var values = new List<object?>();
        foreach (var value in filter.Values)
        {
            if (filter.Operator == SearchOperator.Exists)
                break;
            if (!FieldValue.TryConvert(field.Kind, value, out var converted))
                return Failure.Invalid($"Expected {FieldValue.Describe(field.Kind)} for '{filter.Field}', but it is '{value}'.");
            values.Add(converted);
        }
        if (filter.Operator is not (SearchOperator.In or SearchOperator.NotIn) && filter.Values.Count != 1)
            return Failure.Invalid($"Expected one value for '{filter.Field}', but there are {filter.Values.Count}.");
        var sql = field.Sql;
        switch (filter.Operator)
        {
            case SearchOperator.Eq:
                return values[0] is null ? $"{sql} IS NULL" : $"{sql} = {Parameter(values[0])}{Open(field, values)}";
            case SearchOperator.Neq when values[0] is null:
                return $"{sql} IS NOT NULL";
            case SearchOperator.Neq:
                return field.IsNullable ? $"({sql} IS NULL OR {sql} <> {Parameter(values[0])})" : $"{sql} <> {Parameter(values[0])}";
            case SearchOperator.In:
                return values.Count == 0 ? "1 = 0" : $"{sql} IN ({string.Join(", ", values.Select(Parameter))}){Open(field, values)}";
            case SearchOperator.NotIn when values.Count == 0:
                return "1 = 1";
            case SearchOperator.NotIn:
                var notIn = $"{sql} NOT IN ({string.Join(", ", values.Select(Parameter))})";
                return field.IsNullable ? $"({sql} IS NULL OR {notIn})" : notIn;
            case SearchOperator.Exists:
                return filter.Values[0] is bool exists
                    ? $"{sql} IS {(exists ? "NOT " : "")}NULL"
                    : Failure.Invalid($"Expected true or false for '{filter.Field}' with Exists.");
            case SearchOperator.Like:
                return field.Kind == FieldKind.Text && values[0] is string pattern
                    ? store.Like(sql, Parameter(store.Pattern(pattern)))
                    : Failure.Invalid($"Expected a text field and a pattern for Like, but '{filter.Field}' is compared with '{filter.Values[0]}'.");
            default:
                return values[0] is null || field.Kind == FieldKind.Flag
                    ? Failure.Invalid($"'{filter.Field}' cannot be compared by {filter.Operator} with '{filter.Values[0]}'.")
                    : $"{sql} {Sign(filter.Operator)} {Parameter(values[0])}";
        }
    }

    private static string Open(Field field, List<object?> values) =>
        field.Open is { } open && values.All(value => open.Values.Contains(value)) ? $" AND {open.Sql}" : "";

    public string Parameter(object? value)
    {
        var name = $"{prefix}{_count++}";
        parameters.Add(name, value);
        return "@" + name;
    }

    private static string Sign(SearchOperator @operator) => @operator switch
    {
        SearchOperator.Gt => ">",
        SearchOperator.Gte => ">=",
        SearchOperator.Lt => "<",
        _ => "<=",
    };
}
