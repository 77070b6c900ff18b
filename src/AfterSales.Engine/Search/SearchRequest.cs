namespace AfterSales.Engine.Search;

/// <summary>How a field is compared. <see cref="Like"/> knows <c>*</c> and <c>?</c> and is case-sensitive; <see cref="Exists"/> takes true or false.</summary>
public enum SearchOperator
{
    Eq,
    Neq,
    In,
    NotIn,
    Gt,
    Gte,
    Lt,
    Lte,
    Exists,
    Like,
}

/// <summary>
/// One condition; several are joined by "and". Fields carry the names of the REST API (<c>processInstanceKey</c>, <c>state</c>).
/// Keys may be given as <see cref="long"/> or text, instants as <see cref="DateTimeOffset"/> or ISO text.
/// Process instances and user tasks also know <c>variable:NAME</c>, compared with the variable's JSON text.
/// </summary>
public sealed record SearchFilter(string Field, SearchOperator Operator, params IReadOnlyList<object?> Values);

/// <summary>Order by one field of the entity; the key is always the last criterion, so that pages never overlap.</summary>
public sealed record SearchSort(string Field, bool Descending = false);

/// <summary>A page: either from an offset or after/before a cursor of an earlier page. Limit 0 to 10 000.</summary>
public sealed record SearchPageRequest(int From = 0, int Limit = 100, string? AfterCursor = null, string? BeforeCursor = null);

/// <summary>A search over one kind of entity. Unknown fields, operators that do not fit and broken cursors are an Invalid failure, never an exception.</summary>
public sealed record SearchRequest
{
    public IReadOnlyList<SearchFilter> Filters { get; init; } = [];

    /// <summary>Alternatives (the API's <c>$or</c>): when not empty, at least one group must hold, besides <see cref="Filters"/>.</summary>
    public IReadOnlyList<IReadOnlyList<SearchFilter>> AnyOf { get; init; } = [];

    public IReadOnlyList<SearchSort> Sort { get; init; } = [];

    public SearchPageRequest Page { get; init; } = new();

    /// <summary>A request with one equality, the commonest search.</summary>
    public static SearchRequest Where(string field, object? value) => new SearchRequest().And(field, value);

    /// <summary>The same with one more equality.</summary>
    public SearchRequest And(string field, object? value) => And(field, SearchOperator.Eq, value);

    /// <summary>The same with one more condition.</summary>
    public SearchRequest And(string field, SearchOperator @operator, params IReadOnlyList<object?> values) =>
        this with { Filters = [.. Filters, new SearchFilter(field, @operator, values)] };

    /// <summary>The same, ordered by one more field.</summary>
    public SearchRequest OrderBy(string field, bool descending = false) => this with { Sort = [.. Sort, new SearchSort(field, descending)] };

    /// <summary>The same, with at most this many items.</summary>
    public SearchRequest Take(int limit) => this with { Page = Page with { Limit = limit } };
}
