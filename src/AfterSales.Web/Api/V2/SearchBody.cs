using System.Text.Json;
using AfterSales.Engine.Search;
using AfterSales.Web.Api.Http;

namespace AfterSales.Web.Api.V2;

/// <summary>
/// Reads the body of a search: <c>filter</c> (a value, or an object of operators <c>$eq $neq $in $notIn $gt $gte $lt $lte
/// $exists $like</c>), <c>sort</c> and <c>page</c> (offset or cursor), as the Camunda 8 REST API writes them.
/// </summary>
internal static class SearchBody
{
    private const string Variables = "variables";

    // What a database takes in one statement is limited; these stay well below, and far above what anybody asks.
    private const int MostConditions = 200;
    private const int MostValues = 5_000;
    private const int MostSorts = 20;
    private const int LongestPattern = 1_000;

    public static SearchRequest Read(JsonBody body, SearchVocabulary vocabulary)
    {
        var request = new SearchRequest
        {
            Filters = ReadFilter(body.Nested("filter"), vocabulary, out var anyOf),
            AnyOf = anyOf,
            Sort = ReadSort(body, vocabulary),
            Page = ReadPage(body.Nested("page")),
        };
        var conditions = request.Filters.Concat(request.AnyOf.SelectMany(group => group)).ToList();
        if (conditions.Count > MostConditions || request.AnyOf.Count > MostConditions || conditions.Sum(condition => condition.Values.Count) > MostValues)
            body.Refuse("filter", $"may have at most {MostConditions} conditions with {MostValues} values together");
        if (request.Sort.Count > MostSorts)
            body.Refuse("sort", $"may have at most {MostSorts} fields");
        return request;
    }

    private static List<SearchFilter> ReadFilter(
        JsonBody filter, SearchVocabulary vocabulary, out IReadOnlyList<IReadOnlyList<SearchFilter>> anyOf)
    {
        anyOf = [.. filter.NestedList("$or").Select(group => ReadGroup(group, vocabulary))];
        var filters = new List<SearchFilter>();
        foreach (var name in filter.FieldNames())
        {
            if (vocabulary.Filter(name) is { } field)
                filters.AddRange(ReadField(filter, field));
            else if (name is Variables or "processInstanceVariables" && vocabulary.Accepted?.Contains(name) != true)
                filters.AddRange(ReadVariables(filter, name));
            else if (vocabulary.Accepted?.Contains(name) == true || name == "tenantId")
                filter.Ignore(name);
        }
        filter.RejectUnread();
        return filters;
    }

    private static List<SearchFilter> ReadGroup(JsonBody group, SearchVocabulary vocabulary)
    {
        if (group.Has("$or"))
            group.Refuse("$or", "cannot stand inside another '$or'");
        return ReadFilter(group, vocabulary, out _);
    }

    private static IEnumerable<SearchFilter> ReadField(JsonBody filter, SearchField field)
    {
        if (filter.Any(field.Name) is not { } value)
            return [];
        return value.ValueKind == JsonValueKind.Object
            ? ReadOperators(filter, field, value)
            : Single(filter, field, SearchOperator.Eq, value);
    }

    private static List<SearchFilter> ReadOperators(JsonBody filter, SearchField field, JsonElement operators)
    {
        var filters = new List<SearchFilter>();
        foreach (var entry in operators.EnumerateObject())
            switch (entry.Name)
            {
                case "$eq": filters.AddRange(Single(filter, field, SearchOperator.Eq, entry.Value)); break;
                case "$neq": filters.AddRange(Single(filter, field, SearchOperator.Neq, entry.Value)); break;
                case "$gt": filters.AddRange(Single(filter, field, SearchOperator.Gt, entry.Value)); break;
                case "$gte": filters.AddRange(Single(filter, field, SearchOperator.Gte, entry.Value)); break;
                case "$lt": filters.AddRange(Single(filter, field, SearchOperator.Lt, entry.Value)); break;
                case "$lte": filters.AddRange(Single(filter, field, SearchOperator.Lte, entry.Value)); break;
                case "$like": filters.AddRange(Single(filter, field with { Value = SearchValue.Text }, SearchOperator.Like, entry.Value)); break;
                case "$in": filters.AddRange(Several(filter, field, SearchOperator.In, entry.Value)); break;
                case "$notIn": filters.AddRange(Several(filter, field, SearchOperator.NotIn, entry.Value)); break;
                case "$exists": filters.AddRange(Single(filter, field with { Value = SearchValue.Flag }, SearchOperator.Exists, entry.Value)); break;
                default: filter.Refuse(field.Name, $"has an unknown operator '{JsonBody.Shown(entry.Name)}'"); break;
            }
        return filters;
    }

    private static IEnumerable<SearchFilter> Single(JsonBody filter, SearchField field, SearchOperator comparison, JsonElement value)
    {
        if (comparison == SearchOperator.Like && value.ValueKind == JsonValueKind.String && value.GetString()!.Length > LongestPattern)
            filter.Refuse(field.Name, $"may have a pattern of at most {LongestPattern} characters");
        else if (Convert(value, field.Value) is { } converted)
            return [new SearchFilter(field.Target, comparison, converted)];
        else
            filter.Refuse(field.Name, $"must be {Describe(field.Value)}");
        return [];
    }

    private static IEnumerable<SearchFilter> Several(JsonBody filter, SearchField field, SearchOperator comparison, JsonElement value)
    {
        var values = value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Select(item => Convert(item, field.Value)).ToList()
            : [null];
        if (!values.Contains(null))
            return [new SearchFilter(field.Target, comparison, values)];
        filter.Refuse(field.Name, $"must list values, each {Describe(field.Value)}");
        return [];
    }

    /// <summary>Variables are compared with their JSON text, as the API defines.</summary>
    private static List<SearchFilter> ReadVariables(JsonBody filter, string name)
    {
        var filters = new List<SearchFilter>();
        foreach (var entry in filter.NestedList(name))
        {
            var variable = entry.RequiredText("name");
            filters.AddRange(ReadField(entry, new SearchField("value", SearchValue.Text, $"variable:{variable}")));
            entry.RejectUnread();
        }
        return filters;
    }

    private static List<SearchSort> ReadSort(JsonBody body, SearchVocabulary vocabulary)
    {
        var sorts = new List<SearchSort>();
        foreach (var entry in body.NestedList("sort"))
        {
            var field = entry.RequiredText("field");
            var order = entry.Text("order") ?? "ASC";
            if (field.Length > 0 && !vocabulary.Sorts.Contains(field))
                entry.Refuse("field", $"must be one of {string.Join(", ", vocabulary.Sorts)}");
            if (order is not ("ASC" or "DESC"))
                entry.Refuse("order", "must be ASC or DESC");
            // A single-tenant system: every row has the same tenant, so ordering by it orders nothing.
            if (field != "tenantId")
                sorts.Add(new SearchSort(vocabulary.Filter(field)?.Target ?? field, order == "DESC"));
            entry.RejectUnread();
        }
        return sorts;
    }

    private static SearchPageRequest ReadPage(JsonBody page)
    {
        var request = new SearchPageRequest(
            page.Int("from", min: 0) ?? 0,
            page.Int("limit", min: 1, max: 10_000) ?? 100,
            page.Text("after"),
            page.Text("before"));
        if (request.AfterCursor is not null && request.BeforeCursor is not null)
            page.Refuse("before", "cannot stand beside 'after'");
        page.RejectUnread();
        return request;
    }

    private static object? Convert(JsonElement value, SearchValue kind) => kind switch
    {
        SearchValue.Text when value.ValueKind == JsonValueKind.String => value.GetString(),
        SearchValue.Key or SearchValue.Number => JsonBody.AsLong(value),
        SearchValue.Instant when value.ValueKind == JsonValueKind.String && JsonBody.TryInstant(value.GetString(), out var instant) => instant,
        SearchValue.Flag when value.ValueKind is JsonValueKind.True or JsonValueKind.False => value.GetBoolean(),
        _ => null,
    };

    private static string Describe(SearchValue kind) => kind switch
    {
        SearchValue.Key => "a key: a string of digits",
        SearchValue.Number => "a whole number",
        SearchValue.Instant => "a date and time such as 2026-11-21T08:30:00Z",
        SearchValue.Flag => "true or false",
        _ => "a string",
    };
}
