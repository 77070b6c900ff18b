namespace AfterSales.Service.Commerce;

/// <summary>A page of papers of trade, and how many there are in all.</summary>
public sealed record TradePage<T>(IReadOnlyList<T> Items, int Total);

/// <summary>Which papers of trade: what is null does not matter.</summary>
public sealed record TradeFilter
{
    public const int MostPerPage = 500;

    public string? Status { get; init; }

    public string? CaseNumber { get; init; }

    public DateTimeOffset? From { get; init; }

    /// <summary>Before this moment.</summary>
    public DateTimeOffset? Until { get; init; }

    public int Skip { get; init; }

    /// <summary>At most <see cref="MostPerPage"/>.</summary>
    public int Take { get; init; } = 100;
}
