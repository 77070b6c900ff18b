namespace AfterSales.Service.WorkOrders;

/// <summary>Which work orders to list: who is where when. Everything left out does not restrict.</summary>
public sealed record WorkOrderFilter
{
    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    /// <summary>Person id.</summary>
    public string? Technician { get; init; }

    public WorkOrderStatus? Status { get; init; }

    public string? CaseNumber { get; init; }

    public int Skip { get; init; }

    public int Take { get; init; } = 50;
}
