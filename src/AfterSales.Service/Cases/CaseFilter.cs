namespace AfterSales.Service.Cases;

/// <summary>Which cases to list. Everything left out does not restrict.</summary>
public sealed record CaseFilter
{
    /// <summary>Part of number, subject, customer, company, address, serial or order number.</summary>
    public string? Text { get; init; }

    public IReadOnlyList<CaseStatus> Statuses { get; init; } = [];

    public IReadOnlyList<string> Kinds { get; init; } = [];

    public long? CustomerKey { get; init; }

    public long? EquipmentKey { get; init; }

    public string? OwnerDepartment { get; init; }

    /// <summary>True: cases not in a final status; false: only those that are.</summary>
    public bool? IsOpen { get; init; }

    public DateTimeOffset? ReceivedFrom { get; init; }

    public DateTimeOffset? ReceivedBefore { get; init; }

    public int Skip { get; init; }

    /// <summary>At most 200 per page.</summary>
    public int Take { get; init; } = 50;
}
