using System.Globalization;
using System.Text.Json;
using AfterSales.Engine.Operations;
using AfterSales.Engine.Search;

namespace AfterSales.Engine.Batches;

/// <summary>What a batch operation was asked to do, as it is stored: version 1.</summary>
internal sealed record BatchRequest(int Format, IReadOnlyList<StoredFilter> Filters, IReadOnlyList<IReadOnlyList<StoredFilter>> AnyOf, MigrateInstances? Migration, IReadOnlyList<BatchMove> Moves)
{
    public static string Write(CreateBatch create) => JsonSerializer.Serialize(new BatchRequest(
        1, [.. create.Filter.Filters.Select(StoredFilter.Of)], [.. create.Filter.AnyOf.Select(group => (IReadOnlyList<StoredFilter>)[.. group.Select(StoredFilter.Of)])],
        create.Migration, create.Moves));

    public static BatchRequest Read(string json) => JsonSerializer.Deserialize<BatchRequest>(json)!;

    /// <summary>The filters as a search.</summary>
    public SearchRequest Search() => new() { Filters = [.. Filters.Select(filter => filter.Read())], AnyOf = [.. AnyOf.Select(group => (IReadOnlyList<SearchFilter>)[.. group.Select(filter => filter.Read())])] };
}

/// <summary>A condition of a search, with its values as texts of a kind.</summary>
internal sealed record StoredFilter(string Field, string Operator, IReadOnlyList<StoredValue> Values)
{
    public static StoredFilter Of(SearchFilter filter) => new(filter.Field, filter.Operator.ToString(), [.. filter.Values.Select(StoredValue.Of)]);

    public SearchFilter Read() => new(Field, Enum.Parse<SearchOperator>(Operator), [.. Values.Select(value => value.Read())]);
}

internal sealed record StoredValue(string Kind, string? Text)
{
    public static StoredValue Of(object? value) => value switch
    {
        null => new("null", null),
        string text => new("text", text),
        bool flag => new("flag", flag ? "true" : "false"),
        DateTimeOffset instant => new("instant", instant.ToString("O", CultureInfo.InvariantCulture)),
        _ => new("number", Convert.ToInt64(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)),
    };

    public object? Read() => Kind switch
    {
        "null" => null,
        "flag" => Text == "true",
        "instant" => DateTimeOffset.Parse(Text!, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
        "number" => long.Parse(Text!, CultureInfo.InvariantCulture),
        _ => Text,
    };
}
