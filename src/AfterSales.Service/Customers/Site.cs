namespace AfterSales.Service.Customers;

/// <summary>A place of a customer where equipment stands and work is done.</summary>
public sealed record Site
{
    public required long Key { get; init; }

    public required long CustomerKey { get; init; }

    /// <summary>Unique among the sites of its customer, upper and lower case alike.</summary>
    public required string Name { get; init; }

    public string? Address { get; init; }

    /// <summary>The working calendar of the place; null for that of the case.</summary>
    public string? CalendarId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}
