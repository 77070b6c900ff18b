namespace AfterSales.Service.Charges;

/// <summary>What one service costs the customer (CHG-01 to CHG-05).</summary>
public sealed record Charge
{
    public required string Number { get; init; }

    /// <summary>Null for a process outside any case.</summary>
    public string? CaseNumber { get; init; }

    public required ChargeType Type { get; init; }

    public required Money Money { get; init; }

    public string? Description { get; init; }

    public string? WorkOrder { get; init; }

    /// <summary>The offer the customer accepted, when there was one.</summary>
    public string? Quotation { get; init; }

    /// <summary>Collected by the technician (CHG-02).</summary>
    public bool PaidOnSite { get; init; }

    /// <summary>One of <see cref="ChargeStatus"/>.</summary>
    public required string Status { get; init; }

    public DateTimeOffset RecordedAt { get; init; }
}
