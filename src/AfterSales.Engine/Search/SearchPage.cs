namespace AfterSales.Engine.Search;

/// <summary>
/// One page of a search. <see cref="TotalItems"/> is exact up to 10 000; above that it says 10 000 and
/// <see cref="HasMoreTotalItems"/> is true, because counting millions would cost more than the page.
/// </summary>
public sealed record SearchPage<T>(IReadOnlyList<T> Items, long TotalItems, string? StartCursor, string? EndCursor, bool HasMoreTotalItems);
